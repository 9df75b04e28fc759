import { describe, expect, it } from "vitest";
import { BoardSchema } from "#contract/figures/board.ts";
import { COST_UNITS } from "#contract/snapshot/units.ts";
import { makeCell, makeVerdicts } from "../cells/sample-cells.ts";
import { leaderboard } from "../ranks/leaderboard.ts";
import { boardAnswer } from "./board-answer.ts";
import { standingFigures } from "./board-entry.ts";

const entries = [{ agent: "bad" }, { agent: "good", model: "m", variant: "v" }, { agent: "new" }, { agent: "cheap" }];
const passes = "1111111111".split("");
const cells = [
  ...makeVerdicts(0, "0000000000".split("")),
  ...makeVerdicts(1, passes).map((cell) => makeCell({ ...cell, costRuns: 1, costSum: 3 * COST_UNITS, costPasses: 1 })),
  ...makeVerdicts(2, ["1"]),
  ...makeVerdicts(3, passes).map((cell) =>
    makeCell({ ...cell, costRuns: 1, costSum: COST_UNITS, lastRunAt: 1_785_585_600 }),
  ),
];
const cellsByEntry = entries.map((_, entry) => cells.filter((cell) => cell.entry === entry));
const subject = { snapshot: "id", createdAt: "2026-08-01T12:00:00.000Z", suite: "s", suiteVersion: null, tier: "L0" };
const board = leaderboard(cells, { metric: "success", entries });
const answer = boardAnswer(board, subject, { entries, cellsByEntry });

describe("what is published of a board", () => {
  it("is what the contract has", () => {
    expect(BoardSchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ ...subject, metric: "success", cells: 10, ranked: 3, outside: 0, share: 0.9 });
  });

  it("names each entry first in its row, with its figures", () => {
    expect(answer.entries.map((row) => Object.keys(row)[0])).toEqual(["entry", "entry", "entry", "entry"]);
    const [first] = answer.entries;
    const [standing] = board.standings;
    if (!standing) throw new Error("no standing");
    const { betterThan, ...figures } = first ?? {};
    expect(figures).toEqual(standingFigures(standing, entries[standing.entry] ?? { agent: "" }));
    expect(answer.entries.map(({ entry, rankFrom, rankTo, note }) => [entry, rankFrom, rankTo, note])).toEqual([
      ["cheap", 1, 2, ""],
      ["good~m~v", 1, 2, ""],
      ["bad", 3, 3, ""],
      ["new", null, null, "not ranked: lacks 9 of 10 cells"],
    ]);
    expect(first).toMatchObject({ lastRunAt: "2026-08-01T12:00:00.000Z", costUsdMean: 1, model: null, variant: null });
    expect(answer.entries[1]).toMatchObject({ model: "m", variant: "v", lastRunAt: null, costUsdPerSuccess: 3 });
  });

  it("says whom each is clearly better than, by stretches of rows", () => {
    expect(answer.entries.map(({ betterThan }) => betterThan)).toEqual([[[2, 2]], [[2, 2]], [], []]);
    const crowd = Array.from({ length: 6 }, (_, entry) => ({ agent: `a${entry}` }));
    const many = crowd.flatMap((_, entry) => makeVerdicts(entry, (entry < 2 ? "1" : "0").repeat(20).split("")));
    const crowded = boardAnswer(leaderboard(many, { metric: "success", entries: crowd }), subject, {
      entries: crowd,
      cellsByEntry: [],
    });
    expect(crowded.entries.map(({ betterThan }) => betterThan)).toEqual([[[2, 5]], [[2, 5]], [], [], [], []]);
  });

  it("says who is cheapest of those that may be first", () => {
    expect(answer.bargain).toMatchObject({ entry: "cheap", leader: "cheap", costUsdMean: 1, times: null, worseBy: 0 });
    expect(answer.findings.at(-1)).toBe(
      "The cheapest of those that may be first is cheap, at $1.00 a run; it stands first, too.",
    );
    expect(answer.findings[0]).toBe("2 of 3 ranked entries may be first.");
  });
});
