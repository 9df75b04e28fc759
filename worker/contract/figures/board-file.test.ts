import { describe, expect, it } from "vitest";
import type { BoardAnswer, BoardEntry } from "./board.ts";
import { boardFileName, boardIndexPath, boardRow, boardText, headOfBoard, rowsOfBoard } from "./board-file.ts";

const names = ["plain", 'quote" , \n{"entry":"plain",', '"entries":[', "of\u2028two\u2029lines", "a~b"];
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

  it("has the rows of its entries by their names, in their order", () => {
    expect(Array.from(rowsOfBoard(text), ([name, row]) => [name, boardRow(row)])).toEqual(
      names.map((name, place) => [name, rows[place]]),
    );
  });

  it("tells of the whole where it has no entries", () => {
    expect(rowsOfBoard(boardText({ ...board, entries: [] })).size).toBe(0);
    expect(headOfBoard(boardText({ ...board, entries: [] })).snapshot).toBe("id");
  });

  it("lies where pages and the Worker look for it", () => {
    expect([boardFileName("success"), boardFileName("score")]).toEqual(["board.json", "board-score.json"]);
    expect(boardIndexPath("a suite")).toMatch(/^\/suites\/a-suite~[0-9a-f]{20}\/boards\.json$/);
  });
});
