import { describe, expect, it } from "vitest";
import { correctedMean, type Judged } from "./corrected-mean.ts";

const SCALE = { low: 0, high: 1 };

/** 60 runs that both judged, one a scenario: the judge passes all but each third, the person all but each second; then 200 of the judge. */
const judged = (): Judged[] => [
  ...Array.from({ length: 60 }, (_, scenario) => ({
    scenario,
    judge: Number(scenario % 3 !== 0),
    person: Number(scenario % 2 !== 0),
  })),
  ...Array.from({ length: 200 }, (_, place) => ({
    scenario: 100 + place,
    judge: Number(place % 4 !== 0),
    person: null,
  })),
];

describe("correctedMean", () => {
  it("returns the judge's mean, corrected by how persons differ from it", () => {
    const { value, interval, ...counts } = correctedMean(judged(), SCALE) ?? { value: 0, interval: SCALE };
    expect(counts).toEqual({ judgedOnly: 200, judgedByBoth: 60, scenarios: 60 });
    // R 4.2.2: s <- 0:59; r <- (s %% 2 != 0) - (s %% 3 != 0); j <- rep(c(0, 1, 1, 1), 50); m <- mean(j) + mean(r); q <- sum(r)/62;
    // v <- var(j)/200 + (sum(r^2) + 2 - 62 * q^2)/61/60; m + c(-1, 1) * qt(.975, 59) * sqrt(v)
    expect(value).toBeCloseTo(0.5833333333333334, 12);
    expect(interval.low).toBeCloseTo(0.3909389387070122, 10);
    expect(interval.high).toBeCloseTo(0.7757277279596546, 10);
  });

  it("claims no certainty for a judge who agreed throughout", () => {
    const runs = judged().map((run) => ({ ...run, judge: 1, person: run.person === null ? null : 1 }));
    const { value, interval } = correctedMean(runs, SCALE) ?? { value: 0, interval: SCALE };
    expect(value).toBe(1);
    expect(interval.low).toBeLessThan(0.96);
  });

  it("takes the runs of one scenario together", () => {
    const twice = judged().flatMap((run) => [run, run]);
    const once = correctedMean(judged(), SCALE)?.interval.low ?? 0;
    const { interval, judgedByBoth, scenarios } = correctedMean(twice, SCALE) ?? { interval: SCALE };
    expect([judgedByBoth, scenarios]).toEqual([120, 60]);
    expect(interval.low).toBeCloseTo(once, 2);
  });

  it("is not told by few persons, nor without runs that only the judge judged", () => {
    const runs = judged();
    expect(correctedMean(runs.slice(11), SCALE)).toBeNull();
    expect(correctedMean(runs.slice(0, 60), SCALE)).toBeNull();
    expect(
      correctedMean(
        runs.map((run) => ({ ...run, scenario: run.scenario % 29 })),
        SCALE,
      ),
    ).toBeNull();
  });
});
