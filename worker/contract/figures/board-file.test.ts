import { describe, expect, it } from "vitest";
import type { BoardAnswer, BoardEntry } from "./board.ts";
import { boardFileName, boardIndexPath, boardText, entriesOfBoard, entryOfBoard, headOfBoard } from "./board-file.ts";

const names = ["plain", 'quote" , \n{"entry":"plain",', '"entries":[', "a~b"];
const rows = names.map((entry, place) => ({ entry, pass: place }) as BoardEntry);
const board = { snapshot: "id", suite: '"entries":[\n', findings: ["A sentence."], entries: rows } as BoardAnswer;
const text = boardText(board);

describe("the file of a board", () => {
  it("is JSON, with a line an entry", () => {
    expect(JSON.parse(text)).toEqual(board);
    expect(text.split("\n")).toHaveLength(names.length + 3);
  });

  it("tells of the whole without its rows", () => {
    const { entries: _entries, ...head } = board;
    expect(headOfBoard(text)).toEqual(head);
  });

  it.each(names.map((name, place) => [name, place] as const))("finds %j with its place", (name, place) => {
    expect(entryOfBoard(text, name)).toEqual({ row: rows[place], place });
  });

  it("names its entries in their order", () => {
    expect(entriesOfBoard(text)).toEqual(names);
  });

  it("finds no entry that is not there, nor one by a part of its name", () => {
    expect(entryOfBoard(text, "plai")).toBeUndefined();
    expect(entryOfBoard(boardText({ ...board, entries: [] }), "plain")).toBeUndefined();
    expect(headOfBoard(boardText({ ...board, entries: [] })).snapshot).toBe("id");
  });

  it("lies where pages and the Worker look for it", () => {
    expect([boardFileName("success"), boardFileName("score")]).toEqual(["board.json", "board-score.json"]);
    expect(boardIndexPath("a suite")).toMatch(/^\/suites\/a-suite~[0-9a-f]{20}\/boards\.json$/);
  });
});
