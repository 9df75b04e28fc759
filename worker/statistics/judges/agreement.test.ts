import { describe, expect, it } from "vitest";
import { evaluatorAgreement, evaluatorMeans, kendallTau, leaveOneOut } from "./agreement.ts";

/** What evaluators gave entries: a list of shares each, null for none. */
const means = (given: Readonly<Record<string, readonly (number | null)[]>>) =>
  Object.entries(given).flatMap(([evaluator, shares]) =>
    shares.flatMap((share, entry) => (share === null ? [] : [{ entry, evaluator, share }])),
  );

describe("kendallTau", () => {
  it.each<[number[], number[], number | null]>([
    // SciPy 1.17.1: kendalltau(x, y).statistic
    [[1, 2, 3, 4, 5], [3, 1, 2, 5, 4], 0.4],
    [[1, 2, 2, 3], [1, 3, 2, 2], 0.4],
    [[12, 2, 1, 12, 2], [1, 4, 7, 1, 0], -0.4714045207910316],
    [[1, 2, 3], [3, 2, 1], -1],
    [[1, 1, 1], [1, 2, 3], null],
    [[], [], null],
  ])("is SciPy's of %j and %j", (x, y, tau) => {
    const found = kendallTau(x.map((value, place) => [value, y[place] ?? 0] as const));
    if (tau === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(tau, 12);
  });
});

const row = (entry: number, a: string, b: string, sumA: number, sumB = sumA, runs = 1, scenario = 0) => ({
  ...{ scenario, entry, a, b, runs, sumA, sumB, squares: 0 },
});

describe("evaluatorMeans", () => {
  it("weighs every cell of an entry the same, however many runs it has", () => {
    expect(
      evaluatorMeans([row(0, "a", "a", 4, 4, 4), row(0, "a", "a", 0), row(1, "a", "a", 0.25), row(0, "a", "b", 0)]),
    ).toEqual([
      { entry: 0, evaluator: "a", share: 0.5 },
      { entry: 1, evaluator: "a", share: 0.25 },
    ]);
  });
});

describe("evaluatorAgreement", () => {
  it("compares every two by what they gave the same runs, the least alike first", () => {
    const rows = [
      ...[
        row(0, "judge", "tests", 0.2, 0.1),
        row(1, "judge", "tests", 0.6, 0.5),
        row(2, "judge", "tests", 1.6, 1.8, 2, 1),
      ],
      ...[row(0, "judge", "style", 0.2, 0.9), row(1, "judge", "style", 0.6, 0.4), row(2, "judge", "style", 0.8, 0.1)],
      ...[row(3, "style", "tests", 1, 0), row(3, "judge", "judge", 1)],
    ];
    expect(evaluatorAgreement(rows)).toEqual([
      {
        evaluators: ["judge", "style"],
        tau: -1,
        entries: 3,
        runs: 3,
        scenarios: 1,
        means: [expect.closeTo(1.6 / 3), expect.closeTo(1.4 / 3)],
      },
      {
        evaluators: ["judge", "tests"],
        tau: 1,
        entries: 3,
        runs: 4,
        scenarios: 2,
        means: [expect.closeTo(0.6), expect.closeTo(0.6)],
      },
      { evaluators: ["style", "tests"], tau: null, entries: 1, runs: 1, scenarios: 1, means: [1, 0] },
    ]);
    expect(evaluatorAgreement([row(0, "tests", "tests", 1)])).toEqual([]);
  });
});

describe("leaveOneOut", () => {
  it("says which entry moves most without each, what moves most first", () => {
    const [style, ...others] = leaveOneOut(means({ a: [1, 0.8, 0.6], b: [0.9, 0.8, 0.7], style: [0, 0.5, 0.9] }));
    // By all: .633, .7, .733; without style: .95, .8, .65, the other way round.
    expect(style).toEqual({ evaluator: "style", tau: -1, moved: { entry: 0, places: 2 }, entries: 3 });
    expect(others.map(({ evaluator, tau, moved }) => [evaluator, tau, moved])).toEqual([
      ["a", 1, null],
      ["b", 1, null],
    ]);
  });

  it("takes entries for equal whose means differ by rounding only", () => {
    const given = (entry: number, shares: readonly number[]) =>
      shares.map((share, place) => ({ entry, evaluator: `e${place}`, share }));
    const left = leaveOneOut([...given(0, [0.1, 0.2, 0.3]), ...given(1, [0.3, 0.2, 0.1])]);
    expect(left.find(({ evaluator }) => evaluator === "e1")).toMatchObject({ moved: null });
  });

  it("leaves out entries that an evaluator is missing of, and says nothing of a single evaluator", () => {
    const [first] = leaveOneOut(means({ a: [0.1, 0.2, 1], b: [0.3, 0.1, null] }));
    expect(first?.moved?.places).toBeLessThanOrEqual(1);
    expect(leaveOneOut(means({ a: [0.1, 0.2] }))).toEqual([]);
  });
});
