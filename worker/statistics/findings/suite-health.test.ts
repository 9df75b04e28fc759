import { describe, expect, it } from "vitest";
import { makeVerdicts } from "../cells/sample-cells.ts";
import { leaderboard } from "../ranks/leaderboard.ts";
import { suiteHealth } from "./suite-health.ts";

/** The health of a suite where each entry has these verdicts, a scenario each. */
const healthOf = (...entries: readonly (readonly string[])[]) => {
  const cells = entries.flatMap((verdicts, entry) => makeVerdicts(entry, verdicts));
  const board = leaderboard(cells, { metric: "success", entries: entries.map((_, entry) => ({ agent: `${entry}` })) });
  return suiteHealth(board);
};

describe("suiteHealth", () => {
  const health = healthOf(["1", "1", "1", "0"], ["1", "1", "0", "0"], ["1", "0", "0", "0"], ["1", "0", "1", "0"]);
  const at = (scenario: number) => health.scenarios.find((one) => one.scenario === scenario);

  it("says what all and what none of the best solve", () => {
    expect(health.saturation).toEqual({ entries: 4, allSolve: 1, noneSolve: 1, tellApart: 2 });
    expect([0, 1, 2, 3].map((n) => [at(n)?.isAlwaysSolved, at(n)?.isNeverSolved])).toEqual([
      [true, false],
      [false, false],
      [false, false],
      [false, true],
    ]);
    expect([0, 1, 2, 3].map((n) => at(n)?.solvedByBest)).toEqual(["all", "some", "some", "none"]);
    expect(healthOf().saturation).toEqual({ entries: 0, allSolve: 0, noneSolve: 0, tellApart: 0 });
  });

  it("correlates a scenario with the others", () => {
    // R 4.2.2: cor(c(1, 1, 0, 0), c(2, 1, 1, 2)/3) is 0; with a fifth entry below.
    expect(at(1)?.discrimination).toBeCloseTo(0, 12);
    expect([at(0)?.discrimination, at(3)?.discrimination]).toEqual([null, null]);
    // R 4.2.2: cor(c(1, 1, 0), c(1, .5, 0))
    const steps = healthOf(["1", "1", "1"], ["1", "1", "0"], ["0", "0", "0"]);
    const [first] = steps.scenarios.filter(({ scenario }) => scenario === 0);
    expect(first?.discrimination).toBeCloseTo(0.8660254037844387, 12);
  });

  it("says how often one run of each would differ between neighbours that are not told apart", () => {
    // Of the six pairs: in scenario 1 entries 0 and 1 differ from 2 and 3, in 2 entries 0 and 3 from 1 and 2.
    expect(at(1)?.separation).toBeCloseTo(4 / 6, 12);
    expect(at(0)?.separation).toBe(0);
    expect(health.scenarios.map(({ scenario }) => scenario)).toEqual([1, 2, 0, 3]);
    // With rates ½ and 1 one run of each differs half the time.
    expect(healthOf(["10", "11"], ["11", "11"]).scenarios[0]).toMatchObject({ scenario: 0, separation: 0.5 });
  });

  it("says nothing of separation where all are told apart, or there is one", () => {
    const twenty = (verdict: string) => Array.from({ length: 20 }, () => verdict);
    expect(healthOf(twenty("1"), twenty("0")).scenarios.every(({ separation }) => separation === null)).toBe(true);
    expect(healthOf(["1", "0"]).scenarios[0]).toMatchObject({ separation: null, discrimination: null, entries: 1 });
  });

  it("looks at the best twenty alone, however many there are", () => {
    const strong = Array.from({ length: 20 }, () => ["1", "1"]);
    const health = healthOf(...strong, ["0", "1"]);
    expect(health.scenarios.map(({ solvedByBest }) => solvedByBest)).toEqual(["all", "all"]);
    expect(health.saturation).toEqual({
      entries: 20,
      allSolve: 2,
      noneSolve: 0,
      tellApart: 0,
    });
  });
});
