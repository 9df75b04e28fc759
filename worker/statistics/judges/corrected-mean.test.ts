import { describe, expect, it } from "vitest";
import { correctedMean, type JudgedScenario, judgedScenarios } from "./corrected-mean.ts";

const SCALE = { low: 0, high: 1 };
const NONE = { runs: 0, sum: 0 };

const judgedBoth = (judge: number, person: number): JudgedScenario => ({
  alone: NONE,
  both: { runs: 1, sum: person - judge, squares: (person - judge) ** 2 },
});
const judgedAlone = (judge: number): JudgedScenario => ({
  alone: { runs: 1, sum: judge },
  both: { ...NONE, squares: 0 },
});

/** 60 runs that both judged, one a scenario: the judge passes all but each third, the person all but each second; then 200 of the judge. */
const judged = (): JudgedScenario[] => [
  ...Array.from({ length: 60 }, (_, place) => judgedBoth(Number(place % 3 !== 0), Number(place % 2 !== 0))),
  ...Array.from({ length: 200 }, (_, place) => judgedAlone(Number(place % 4 !== 0))),
];

/** Every run of each scenario so many times. */
const times = (scenarios: readonly JudgedScenario[], k: number): JudgedScenario[] =>
  scenarios.map(({ alone, both }) => ({
    alone: { runs: k * alone.runs, sum: k * alone.sum },
    both: { runs: k * both.runs, sum: k * both.sum, squares: k * both.squares },
  }));

describe("correctedMean", () => {
  it("returns the judge's mean, corrected by how people differ from it", () => {
    const { value, interval, ...counts } = correctedMean(judged(), SCALE) ?? { value: 0, interval: SCALE };
    expect(counts).toEqual({ judgedOnly: 200, judgedByBoth: 60, scenarios: 60 });
    // R 4.2.2: s <- 0:59; r <- (s %% 2 != 0) - (s %% 3 != 0); j <- rep(c(0, 1, 1, 1), 50); m <- mean(j) + mean(r); q <- sum(r)/62;
    // v <- var(j)/200 + (sum(r^2) + 2 - 62 * q^2)/61/60; m + c(-1, 1) * qt(.975, 59) * sqrt(v)
    expect(value).toBeCloseTo(0.5833333333333334, 12);
    expect(interval.low).toBeCloseTo(0.3909389387070122, 10);
    expect(interval.high).toBeCloseTo(0.7757277279596546, 10);
  });

  it("claims no certainty for a judge who agreed throughout", () => {
    const agreed = [
      ...Array.from({ length: 60 }, () => judgedBoth(1, 1)),
      ...Array.from({ length: 200 }, () => judgedAlone(1)),
    ];
    const { value, interval } = correctedMean(agreed, SCALE) ?? { value: 0, interval: SCALE };
    expect(value).toBe(1);
    expect(interval.low).toBeLessThan(0.96);
  });

  it("takes the runs of one scenario together", () => {
    const once = correctedMean(judged(), SCALE)?.interval.low ?? 0;
    const { interval, judgedByBoth, scenarios } = correctedMean(times(judged(), 2), SCALE) ?? { interval: SCALE };
    expect([judgedByBoth, scenarios]).toEqual([120, 60]);
    expect(interval.low).toBeCloseTo(once, 2);
  });

  it.each<[string, JudgedScenario[]]>([
    ["fewer than 50 runs that both judged", judged().slice(11)],
    ["none that only the judge did", judged().slice(0, 60)],
    ["both in 29 scenarios", [...times(judged().slice(0, 29), 3), ...judged().slice(60)]],
  ])("is not told by %s", (_what, scenarios) => {
    expect(correctedMean(scenarios, SCALE)).toBeNull();
  });
});

describe("judgedScenarios", () => {
  it("parts what the judge gave alone from what both gave, whichever comes first by name", () => {
    const row = (scenario: number, a: string, b: string, runs: number, sumA: number, sumB: number, squares = 0) => ({
      ...{ scenario, entry: 0, a, b, runs, sumA, sumB, squares },
    });
    const rows = [
      row(0, "judge", "judge", 3, 2, 2),
      row(0, "judge", "person", 1, 1, 0.5, 0.25),
      row(0, "person", "person", 1, 0.5, 0.5),
      row(0, "judge", "tests", 3, 2, 3),
      row(1, "judge", "judge", 2, 1, 1),
    ];
    const expected = [
      { alone: { runs: 2, sum: 1 }, both: { runs: 1, sum: -0.5, squares: 0.25 } },
      { alone: { runs: 2, sum: 1 }, both: { runs: 0, sum: 0, squares: 0 } },
    ];
    expect(judgedScenarios(rows, "judge", "person")).toEqual(expected);
    const renamed = rows.map(({ a, b, sumA, sumB, ...rest }) => {
      const other = (name: string) => (name === "person" ? "a person" : name);
      const swapped = a === "judge" && b === "person";
      return swapped
        ? { ...rest, a: other(b), b: a, sumA: sumB, sumB: sumA }
        : { ...rest, a: other(a), b: other(b), sumA, sumB };
    });
    expect(judgedScenarios(renamed, "judge", "a person")).toEqual(expected);
  });
});
