import { describe, expect, it } from "vitest";
import { EvaluatorReportSchema } from "#contract/figures/evaluator-report.ts";
import { pairColumns, pairsOfRun } from "#contract/snapshot/evaluator-pairs.ts";
import type { SnapshotSuite } from "#contract/snapshot/snapshot.ts";
import { evaluatorReport } from "./evaluator-report.ts";

const NAMED = { snapshot: "id", createdAt: "2026-08-01T00:00:00.000Z" };

/** 60 scenarios, a run of each of three entries; a person judged every run of the first, half as high as the judge in each second. */
const suite = (evaluators?: NonNullable<SnapshotSuite["stated"]>["manifest"]["evaluators"]): SnapshotSuite => {
  const cells = [0, 1, 2, 3].flatMap((entry) => Array.from({ length: 60 }, (_, scenario) => ({ scenario, entry })));
  const judge = [0.8, 0.6, 0.4, 0];
  return {
    suite: "s",
    scenarios: Array.from({ length: 60 }, (_, place) => `s${place}`),
    tiers: ["L0"],
    entries: [{ agent: "a", model: "m" }, { agent: "b" }, { agent: "c" }, { agent: "no-op" }],
    cells: {
      scenario: cells.map(({ scenario }) => scenario),
      tier: cells.map(() => 0),
      entry: cells.map(({ entry }) => entry),
    },
    ...(evaluators && { stated: { suite: "s", manifest: { evaluators }, decisions: [] } }),
    ...definedPairs(
      cells.map(({ scenario, entry }) => [
        { evaluatorName: "judge", score: judge[entry] ?? 0, maxScore: 1 },
        { evaluatorName: "tests", score: 3 - entry, maxScore: 4 },
        ...(entry === 0 ? [{ evaluatorName: "person", score: scenario % 2 ? 0.4 : 0.8, maxScore: 1 }] : []),
      ]),
    ),
  };
};

const definedPairs = (runs: readonly Parameters<typeof pairsOfRun>[0][]) => {
  const evaluatorPairs = pairColumns(runs.map(pairsOfRun));
  return evaluatorPairs ? { evaluatorPairs } : {};
};

const KINDS = [
  { evaluator: "judge", kind: "judge" as const },
  { evaluator: "person", kind: "person" as const, drawnAtRandom: true },
];

describe("evaluatorReport", () => {
  it("says how evaluators order those who compete, and what leaving one out moves", () => {
    const report = EvaluatorReportSchema.parse(evaluatorReport(suite(KINDS), NAMED));
    expect(report).toMatchObject({ ...NAMED, suite: "s", suiteVersion: null });
    expect(report.evaluators).toEqual([
      { evaluator: "judge", kind: "judge", runs: 180, entries: 3, mean: expect.closeTo(0.6) },
      { evaluator: "person", kind: "person", runs: 60, entries: 1, mean: expect.closeTo(0.6) },
      { evaluator: "tests", kind: null, runs: 180, entries: 3, mean: expect.closeTo(0.5) },
    ]);
    expect(
      report.agreement.map(({ first, second, tau, entries, runs, scenarios }) => [
        first,
        second,
        tau,
        entries,
        runs,
        scenarios,
      ]),
    ).toEqual([
      ["judge", "tests", 1, 3, 180, 60],
      ["judge", "person", null, 1, 60, 60],
      ["person", "tests", null, 1, 60, 60],
    ]);
    expect(report.leftOut.map(({ evaluator, entries, moved }) => [evaluator, entries, moved])).toEqual([
      ["judge", 1, null],
      ["person", 1, null],
      ["tests", 1, null],
    ]);
  });

  it("names the entry that moves most without an evaluator", () => {
    const given = suite();
    const odd = pairColumns(
      Array.from(given.cells.entry).map((entry) =>
        pairsOfRun([
          { evaluatorName: "tests", score: 3 - entry, maxScore: 4 },
          { evaluatorName: "style", score: entry, maxScore: 2.5 },
        ]),
      ),
    );
    const { leftOut } = EvaluatorReportSchema.parse(
      evaluatorReport({ ...given, ...(odd && { evaluatorPairs: odd }) }, NAMED),
    );
    expect(leftOut[0]).toEqual({
      evaluator: "style",
      tau: -1,
      entries: 3,
      moved: { agent: "a", model: "m", entry: "a~m", places: 2 },
    });
  });

  it("corrects a judge's mean by people", () => {
    const [corrected, ...others] = evaluatorReport(suite(KINDS), NAMED).corrected;
    expect(others).toEqual([]);
    expect(corrected).toMatchObject({
      judge: "judge",
      person: "person",
      judgedOnly: 120,
      judgedByBoth: 60,
      scenarios: 60,
    });
    // The judge alone gave .5; people give .2 less.
    expect(corrected?.judgeMean).toBeCloseTo(0.6);
    expect(corrected?.value).toBeCloseTo(0.3);
    expect(corrected?.low).toBeLessThan(0.3);
    expect(corrected?.high).toBeGreaterThan(0.3);
  });

  it.each<[string, Parameters<typeof suite>[0]]>([
    ["without a manifest", undefined],
    ["where nobody says that runs were drawn at random", KINDS.map(({ evaluator, kind }) => ({ evaluator, kind }))],
    ["without a judge", KINDS.slice(1)],
    ["without people", KINDS.slice(0, 1)],
  ])("corrects nothing %s", (_what, kinds) => {
    expect(evaluatorReport(suite(kinds), NAMED).corrected).toEqual([]);
  });

  it("is empty of a version without evaluations", () => {
    const { evaluatorPairs: _pairs, ...without } = suite();
    expect(evaluatorReport(without, NAMED)).toMatchObject({
      evaluators: [],
      agreement: [],
      leftOut: [],
      corrected: [],
    });
  });
});
