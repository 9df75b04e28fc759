import { describe, expect, it } from "vitest";
import type { SnapshotChange } from "#contract/snapshot/changes.ts";
import { describeChange, suiteOfChange } from "./changes.ts";

const of = { suite: "s", entry: { agent: "a", model: "m" } };
const rank = {
  kind: "rank",
  ...of,
  metric: "success",
  before: { from: 1, to: 3 },
  after: { from: 4, to: 4 },
  estimateBefore: 0.75,
  estimate: 0.5,
} as const;
const record = {
  kind: "record",
  ...of,
  metric: "score",
  estimate: 3.25,
  beaten: { agent: "b" },
  beatenEstimate: 3,
} as const;

describe("a change in words", () => {
  it.each<[SnapshotChange, string]>([
    [{ kind: "suite-added", suite: "s", entries: 1, runs: 1200 }, "new, with 1 entry and 1,200 runs"],
    [{ kind: "suite-removed", suite: "s", entries: 2, runs: 1 }, "gone, with 2 entries and 1 run"],
    [{ kind: "entry-added", ...of, runs: 3 }, "a · m is new, with 3 runs"],
    [{ kind: "entry-removed", ...of, runs: 3 }, "a · m is gone, with 3 runs"],
    [{ kind: "runs-added", ...of, runs: 3, scenarios: 1 }, "a · m: 3 runs in 1 task more"],
    [{ kind: "runs-removed", ...of, runs: 1, scenarios: 2 }, "a · m: 1 run in 2 tasks gone"],
    [{ kind: "re-score", ...of, cells: 2, passesBefore: 1, passes: 0 }, "a · m: scored again in 2 cells, 1 pass → 0"],
    [
      { kind: "re-price", ...of, cells: 1, costUsdBefore: null, costUsd: 0.5, reasons: ["list price", "typo"] },
      "a · m: priced again in 1 cell, n/a → $0.50: list price; typo",
    ],
    [{ kind: "exclusion", ...of, runs: 1, reasons: ["saw the solution"] }, "a · m: 1 run excluded: saw the solution"],
    [{ kind: "inclusion", ...of, runs: 1 }, "a · m: 1 excluded run counts again"],
    [{ kind: "inclusion", ...of, runs: 2 }, "a · m: 2 excluded runs count again"],
    [
      { kind: "manifest", suite: "s", reasons: ["a task was wrong"] },
      "what states its tasks and rules is another: a task was wrong",
    ],
    [{ kind: "manifest", suite: "s" }, "what states its tasks and rules is another"],
    [
      {
        kind: "board",
        suite: "s",
        metric: "success",
        cellsBefore: 9,
        cells: 12,
        gained: [{ agent: "x" }],
        lost: [{ agent: "y" }, { agent: "z" }],
      },
      "the board has 12 cells and had 9; now with a rank: x; now without one: y, z",
    ],
    [{ ...rank, direction: "worse" }, "a · m: rank 1–3 → 4, 75.0% → 50.0%; clearly worse"],
    [{ ...rank, direction: "neither" }, "a · m: rank 1–3 → 4, 75.0% → 50.0%; within noise"],
    [
      { ...record, isSeparable: true },
      "a · m has the best estimate by mean score, 3.25, before b with 3; clearly better",
    ],
    [
      { ...record, isSeparable: false },
      "a · m has the best estimate by mean score, 3.25, before b with 3; within noise",
    ],
  ])("%j", (change, words) => {
    expect(describeChange(change)).toBe(words);
  });

  it("names the suite with its version", () => {
    expect(suiteOfChange({ kind: "manifest", suite: "s", suiteVersion: "2" })).toBe("s 2");
    expect(suiteOfChange({ kind: "manifest", suite: "s" })).toBe("s");
  });
});
