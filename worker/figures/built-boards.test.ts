import { describe, expect, it } from "vitest";
import type { BoardAnswer, BoardEntry, BoardIndex } from "#contract/figures/board.ts";
import { boardIndexPath, boardText } from "#contract/figures/board-file.ts";
import {
  boardPath,
  builtEstimate,
  builtNeighbours,
  builtPage,
  builtVersion,
  isToldApart,
  readBoardIndex,
  readBuiltBoard,
} from "./built-boards.ts";

const INDEX: BoardIndex = {
  snapshot: "id",
  suite: "s",
  versions: [
    {
      suiteVersion: "2",
      path: "/suites/s/",
      metrics: ["success", "score"],
      tiers: [{ tier: "L1", path: "/suites/s/tiers/L1/", metrics: ["score"] }],
    },
    { suiteVersion: null, path: "/suites/s/versions/none/", metrics: ["success"], tiers: [] },
  ],
};

const FIGURES = {
  intervalLow: 0.1,
  intervalHigh: 0.9,
  standardError: 0.2,
  unit: "scenario",
  units: 7,
  intervalMethod: "student",
};
const entry = (name: string, rankFrom: number | null, betterThan: [number, number][] = []) =>
  ({ entry: name, rankFrom, estimate: 0.5, ...FIGURES, betterThan }) as BoardEntry;
// The first is better than the third and fourth, the second than none, and the last has no rank.
const ENTRIES = [entry("a~m", 1, [[2, 3]]), entry("b", 1), entry("c", 2), entry("d~~v", null)];
const TEXT = boardText({ snapshot: "id", entries: ENTRIES } as BoardAnswer);

/** A site with an index and one board, and what was asked of it. */
const siteWith = (path: string) => {
  const asked: string[] = [];
  const files = new Map([
    [boardIndexPath("s"), JSON.stringify(INDEX)],
    [path, TEXT],
  ]);
  const read = async (address: string) => {
    asked.push(address);
    const text = files.get(address);
    return text === undefined ? undefined : new Response(text);
  };
  return { asked, read };
};

describe("the boards of a built site", () => {
  it("are listed by suite; a suite that was not built has none", async () => {
    const { read } = siteWith("/x");
    expect(await readBoardIndex(read, "s")).toEqual(INDEX);
    expect(await readBoardIndex(read, "t")).toBeUndefined();
  });

  it.each([
    [undefined, "2"],
    ["2", "2"],
    ["", null],
    ["1", undefined],
  ])("of version %j are those of %j", (version, found) => {
    expect(builtVersion(INDEX, version)?.suiteVersion).toBe(found);
  });

  const [newest] = INDEX.versions;
  if (!newest) throw new Error("no version");

  it("of a tier lie on a page of its own, of the same version", () => {
    expect(builtPage(newest, undefined)).toBe(newest);
    expect(builtPage(newest, "L1")).toMatchObject({ path: "/suites/s/tiers/L1/", suiteVersion: "2" });
    expect(builtPage(newest, "L2")).toBeUndefined();
  });

  it("are by what the suite ranks by first, or by another metric that the page has", () => {
    expect(boardPath(newest)).toBe("/suites/s/board.json");
    expect(boardPath(newest, "score")).toBe("/suites/s/board-score.json");
    expect(boardPath({ path: "/p/", metrics: ["score"] })).toBe("/p/board-score.json");
    expect(boardPath({ path: "/p/", metrics: ["score"] }, "success")).toBeUndefined();
    expect(boardPath({ path: "/p/", metrics: [] })).toBeUndefined();
  });

  it.each([
    [{}, "/suites/s/board.json"],
    [{ metric: "score" as const }, "/suites/s/board-score.json"],
    [{ tier: "L1" }, "/suites/s/tiers/L1/board-score.json"],
    [{ version: "" }, "/suites/s/versions/none/board.json"],
  ])("are read where they lie: %j at %s", async (question, path) => {
    const { read, asked } = siteWith(path);
    const board = await readBuiltBoard(read, "s", question);
    expect(board?.snapshot).toBe("id");
    expect(board?.names).toEqual(["a~m", "b", "c", "d~~v"]);
    expect(asked).toEqual([boardIndexPath("s"), path]);
  });

  it("are none of another suite, version, tier or metric, and none whose file is gone", async () => {
    const { read } = siteWith("/suites/s/board.json");
    const questions = [
      { version: "9" },
      { tier: "L9" },
      { tier: "L1", metric: "success" as const },
      { metric: "score" as const },
    ];
    for (const question of questions) expect(await readBuiltBoard(read, "s", question)).toBeUndefined();
    expect(await readBuiltBoard(read, "t", {})).toBeUndefined();
  });
});

describe("an entry of a built board", async () => {
  const board = await readBuiltBoard(siteWith("/suites/s/board.json").read, "s", {});
  const [a, b, c, d] = [{ agent: "a", model: "m" }, { agent: "b" }, { agent: "c" }, { agent: "d", variant: "v" }];
  const none = { agent: "a" };

  it("has the estimate that the board has, and its snapshot", () => {
    expect(builtEstimate(board, a)).toEqual({
      ...{ value: 0.5, low: 0.1, high: 0.9, standardError: 0.2, unit: "scenario", n: 7, method: "student" },
      snapshot: "id",
    });
    expect(builtEstimate(board, none)).toBeNull();
    expect(builtEstimate(undefined, a)).toBeNull();
  });

  it("has as neighbours those that stand above and below it", () => {
    expect(builtNeighbours(board, a)).toEqual([b]);
    expect(builtNeighbours(board, b)).toEqual([a, c]);
    expect(builtNeighbours(board, d)).toEqual([c]);
    expect(builtNeighbours(board, none)).toBeUndefined();
    expect(builtNeighbours(undefined, a)).toBeUndefined();
  });

  it("is told apart from another where one of them is clearly better, whichever is named first", () => {
    expect([isToldApart(board, a, c), isToldApart(board, c, a)]).toEqual([true, true]);
    expect([isToldApart(board, a, b), isToldApart(board, b, c)]).toEqual([false, false]);
  });

  it("is told apart from none where not both are ranked on a board", () => {
    expect([isToldApart(board, a, d), isToldApart(board, d, a), isToldApart(board, a, none)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(isToldApart(undefined, a, c)).toBeNull();
  });
});
