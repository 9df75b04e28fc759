import { randomBeta, randomBinomial, randomLogNormal, randomNormal } from "d3";
import { randomOf } from "../../sample/random.ts";

/** Random numbers that are the same for the same key, on any machine. */
export const drawsOf = (...key: (string | number)[]) => {
  const uniform = randomOf(...key);
  return {
    uniform,
    normal: randomNormal.source(uniform)(0, 1),
    logNormal: (sigma: number) => randomLogNormal.source(uniform)(0, sigma)(),
    passes: (runs: number, rate: number) => randomBinomial.source(uniform)(runs, Math.min(1, Math.max(0, rate)))(),
    /** A rate with the given mean; `correlation` is that of two runs at the same one: 0 is always the mean, 1 always 0 or 1. */
    rate: (mean: number, correlation: number) =>
      correlation === 0
        ? mean
        : randomBeta.source(uniform)(
            (mean * (1 - correlation)) / correlation,
            ((1 - mean) * (1 - correlation)) / correlation,
          )(),
  };
};
export type Draws = ReturnType<typeof drawsOf>;
