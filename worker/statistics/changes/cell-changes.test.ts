import { describe, expect, it } from "vitest";
import type { SuiteCells } from "#contract/snapshot/cells.ts";
import type { SnapshotChange } from "#contract/snapshot/changes.ts";
import { columnsOf } from "#contract/snapshot/columns.ts";
import { CELL_MEASURES, type CellMeasure } from "#contract/snapshot/measures.ts";
import { COST_UNITS, SCORE_UNITS } from "#contract/snapshot/units.ts";
import { cellChanges, namesOf } from "./cell-changes.ts";
import { isMove, isNoise } from "./noise.ts";

type Given = Partial<Record<CellMeasure, number>> & { agent: string; scenario?: string; tier?: string };

const distinct = (names: readonly string[]) => [...new Set(names)];

/** A version of a suite with these cells; names come in the order in which they are first met. */
const suiteOf = (...given: Given[]): SuiteCells => {
  const rows = given.map((one) => ({ scenario: "c", tier: "L0", ...one }));
  const [scenarios, tiers, agents] = [
    distinct(rows.map(({ scenario }) => scenario)),
    distinct(rows.map(({ tier }) => tier)),
    distinct(rows.map(({ agent }) => agent)),
  ];
  return {
    suite: "s",
    scenarios,
    tiers,
    entries: agents.map((agent) => ({ agent })),
    cells: {
      scenario: rows.map(({ scenario }) => scenarios.indexOf(scenario)),
      tier: rows.map(({ tier }) => tiers.indexOf(tier)),
      entry: rows.map(({ agent }) => agents.indexOf(agent)),
      ...columnsOf(CELL_MEASURES, rows, (row, name) => row[name] ?? 0),
    },
  };
};

const named = { suite: "s", entry: { agent: "a" } };

describe("what changed of an entry", () => {
  it.each<[string, Given[], Given[], object[]]>([
    ["nothing", [{ agent: "a", pass: 1 }], [{ agent: "a", pass: 1 }], []],
    ["nothing but when it was run", [{ agent: "a", pass: 1 }], [{ agent: "a", pass: 1, lastRunAt: 9 }], []],
    [
      "runs came, of three outcomes in two scenarios",
      [{ agent: "a", pass: 1 }],
      [
        { agent: "a", pass: 1, timeout: 2 },
        { agent: "a", scenario: "d", notFinal: 3 },
        { agent: "a", tier: "L1", fail: 1 },
      ],
      [{ kind: "runs-added", ...named, runs: 6, scenarios: 2 }],
    ],
    [
      "runs went in one scenario and came in another",
      [{ agent: "a", pass: 5 }],
      [
        { agent: "a", pass: 3 },
        { agent: "a", scenario: "d", pass: 1 },
      ],
      [
        { kind: "runs-added", ...named, runs: 1, scenarios: 1 },
        { kind: "runs-removed", ...named, runs: 2, scenarios: 1 },
      ],
    ],
    [
      "as many runs count otherwise",
      [
        { agent: "a", pass: 3, fail: 1 },
        { agent: "a", scenario: "d", pass: 9 },
      ],
      [
        { agent: "a", pass: 1, fail: 3 },
        { agent: "a", scenario: "d", pass: 9 },
      ],
      [{ kind: "re-score", ...named, cells: 1, passesBefore: 3, passes: 1 }],
    ],
    [
      "another score, of as many passes",
      [{ agent: "a", pass: 1, scoreRuns: 1, scoreSum: SCORE_UNITS }],
      [{ agent: "a", pass: 1, scoreRuns: 1, scoreSum: SCORE_UNITS / 2 }],
      [{ kind: "re-score", ...named, cells: 1, passesBefore: 1, passes: 1 }],
    ],
    [
      "another price, and the first one of a cell",
      [
        { agent: "a", pass: 1, costRuns: 1, costSum: 2 * COST_UNITS },
        { agent: "a", scenario: "d", pass: 1 },
      ],
      [
        { agent: "a", pass: 1, costRuns: 1, costSum: 3 * COST_UNITS },
        { agent: "a", scenario: "d", pass: 1, costRuns: 1, costSum: COST_UNITS },
      ],
      [{ kind: "re-price", ...named, cells: 2, costUsdBefore: 2, costUsd: 4 }],
    ],
    [
      "no price any more",
      [{ agent: "a", pass: 1, costRuns: 1, costSum: COST_UNITS }],
      [{ agent: "a", pass: 1 }],
      [{ kind: "re-price", ...named, cells: 1, costUsdBefore: 1, costUsd: null }],
    ],
    [
      "runs are excluded, and others count again",
      [
        { agent: "a", pass: 3 },
        { agent: "a", scenario: "d", pass: 1, excluded: 2 },
      ],
      [
        { agent: "a", pass: 1, excluded: 2 },
        { agent: "a", scenario: "d", pass: 2, excluded: 1 },
      ],
      [
        { kind: "exclusion", ...named, runs: 2 },
        { kind: "inclusion", ...named, runs: 1 },
      ],
    ],
  ])("%s", (_what, before, after, changes) => {
    expect(cellChanges(suiteOf(...before), suiteOf(...after))).toEqual(changes);
  });

  it("is told by names, wherever these stand in the lists", () => {
    const cells: Given[] = [
      { agent: "a", pass: 1 },
      { agent: "b", scenario: "d", tier: "L1", fail: 2 },
    ];
    expect(cellChanges(suiteOf(...cells), suiteOf(...cells.toReversed()))).toEqual([]);
  });

  it("is that it came or went, with all of its runs", () => {
    const one = suiteOf({ agent: "a", pass: 2 }, { agent: "a", scenario: "d", infrastructureError: 1 });
    const other = suiteOf({ agent: "b", fail: 1 });
    expect(cellChanges(one, { ...other, suiteVersion: "2" })).toEqual([
      { kind: "entry-added", suite: "s", suiteVersion: "2", entry: { agent: "b" }, runs: 1 },
      { kind: "entry-removed", suite: "s", suiteVersion: "2", entry: { agent: "a" }, runs: 3 },
    ]);
    expect(namesOf(one)).toEqual({ suite: "s" });
  });
});

describe("noise", () => {
  const entry = { suite: "s", entry: { agent: "a" }, metric: "success" as const };
  const rank = (direction: "better" | "worse" | "neither"): SnapshotChange => ({
    ...{ kind: "rank", ...entry, before: { from: 1, to: 2 }, after: { from: 1, to: 3 } },
    ...{ estimateBefore: 0.5, estimate: 0.4, direction },
  });
  const record = (isSeparable: boolean): SnapshotChange => ({
    ...{ kind: "record", ...entry, estimate: 0.6, beaten: { agent: "b" }, beatenEstimate: 0.5, isSeparable },
  });

  it.each<[string, SnapshotChange, noise: boolean, move: boolean]>([
    ["a rank that moved beyond chance", rank("better"), false, true],
    ["one that fell beyond chance", rank("worse"), false, true],
    ["one that moved by chance", rank("neither"), true, false],
    ["a record that is told apart", record(true), false, true],
    ["one that is not", record(false), true, false],
    ["a manifest", { kind: "manifest", suite: "s" }, false, false],
  ])("is %s: %s", (_what, change, noise, move) => {
    expect([isNoise(change), isMove(change)]).toEqual([noise, move]);
  });
});
