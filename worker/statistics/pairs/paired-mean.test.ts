import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillCells } from "../board/fill.ts";
import { observationsOf } from "../cells/observation.ts";
import { makeScoredCell, makeVerdicts } from "../cells/sample-cells.ts";
import { SHARES, statedScale } from "../cells/scale.ts";
import { type Contender, contenderOf } from "./contender.ts";
import { intervalOfMean, pairedMean, pValueOfMean } from "./paired-mean.ts";

const OPEN = { binary: false, ends: null, width: 1 };
const scores = (...values: number[]) => {
  const cells = observationsOf(
    values.map((value, scenario) => makeScoredCell([value], { scenario })),
    "score",
  );
  return contenderOf(cells, cells, OPEN);
};

describe("pairedMean", () => {
  it.each([
    // R 4.2.2: x <- c(d, w, -w); wt <- c(rep(1, n), .5, .5); m <- weighted.mean(x, wt); se <- sqrt(sum(wt * (x - m)^2)/n/(n + 1));
    // c(m, se, 2 * pt(-abs(m/se), n), m + qt(c(.025, .975), n) * se). The first are Student's own data (1908).
    [
      [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
      [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
      7.1,
      [-1.4363636363636365, 0.7763285067632278, 0.0940141605707908, -3.1661313441872734, 0.29340407146000036],
    ],
    [
      [1, 0.5, 0.75, 1, 0.25],
      [0.5, 0.5, 0.25, 0.75, 0],
      1,
      [0.25, 0.2041241452319315, 0.275219731973984, -0.2747178199479919, 0.7747178199479919],
    ],
    [[1, 1, 1], [0, 0, 0], 1, [0.75, 0.3818813079129867, 0.1442936128143874, -0.4653167574245944, 1.9653167574245944]],
    [
      [0.4, 0.8, 1],
      [0.3, 0.7, 0.9],
      1,
      [0.075, 0.28975564417856187, 0.8125033684883115, -0.8471317792511648, 0.9971317792511649],
    ],
  ] as const)("returns R's mean with an added scenario: %j", (a, b, width, [mean, error, pValue, low, high]) => {
    const paired = pairedMean(scores(...a), scores(...b), width);
    expect(paired.mean).toBeCloseTo(mean, 12);
    expect(paired.standardError).toBeCloseTo(error, 12);
    expect(pValueOfMean(paired)).toBeCloseTo(pValue, 10);
    expect(intervalOfMean(paired).low).toBeCloseTo(low, 9);
    expect(intervalOfMean(paired).high).toBeCloseTo(high, 9);
  });

  it("claims nothing where the scale has no width", () => {
    expect(pValueOfMean(pairedMean(scores(0.5, 0.5), scores(0.5, 0.5), 0))).toBe(1);
  });
});

describe("pairedMean of what is lacking", () => {
  const SCENARIOS = 6;
  const places = Array.from({ length: SCENARIOS }, (_, scenario) => ({ scenario, tier: 0 }));
  const verdicts = fc.array(fc.constantFrom<string>("11", "10", "00"), { minLength: SCENARIOS, maxLength: SCENARIOS });

  const contender = (runs: readonly string[]): Contender => {
    const cells = observationsOf(makeVerdicts(0, runs), "success");
    return contenderOf(fillCells(cells, places, 0), fillCells(cells, places, 1), SHARES);
  };

  const tOf = (a: Contender, b: Contender) => {
    const { mean, standardError } = pairedMean(a, b, 1);
    return mean / standardError;
  };

  it("is never further ahead than with the cell run and lost, nor than with it run and won", () => {
    fc.assert(
      fc.property(verdicts, verdicts, fc.nat(SCENARIOS - 1), (a, b, left) => {
        const without = contender(a.with(left, ""));
        const other = contender(b);
        for (const run of ["0", "1"]) {
          const ahead = Math.max(0, tOf(without, other));
          expect(ahead).toBeLessThanOrEqual(Math.max(0, tOf(contender(a.with(left, run)), other)) + 1e-12);
        }
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it("moves each difference that is not known to the end that is farther from the mean", () => {
    // By hand: differences 1, 1 and from 0 to 1 with a mean of 2/4; both ends are .5 from it.
    const [first, second] = [contender(["1", "1", "", "0", "0", "0"]), contender(["0", "0", "0", "0", "0", "0"])];
    const { mean, standardError } = pairedMean(first, second, 1);
    expect(mean).toBeCloseTo(2 / 7, 12);
    const squares = 2 * (5 / 7) ** 2 + (5 / 7) ** 2 + 3 * (2 / 7) ** 2 + 1 + (2 / 7) ** 2;
    expect(standardError).toBeCloseTo(Math.sqrt(squares / 6 / 7), 12);
  });

  it("takes scales from elsewhere than 0", () => {
    const scale = statedScale(-1, 3);
    const cells = observationsOf([makeScoredCell([2]), makeScoredCell([1], { scenario: 1 })], "score");
    const three = places.slice(0, 3);
    const filled = contenderOf(fillCells(cells, three, -1), fillCells(cells, three, 3), scale);
    expect([...filled.worst.values, ...filled.best.values]).toEqual([2, 1, -1, 2, 1, 3]);
  });
});
