import { betaQuantile } from "../distributions/incomplete-beta.ts";
import type { Interval } from "./interval.ts";

/**
 * The exact 95 % interval of a share of independent runs. `runs` may be an effective number, so that neither it nor share × runs need be
 * whole. Throws a RangeError unless 0 ≤ share ≤ 1 and runs > 0.
 * Source: Clopper and Pearson (1934), The use of confidence or fiducial limits illustrated in the case of the binomial, Biometrika
 * 26:404–413. R: binom.test(successes, runs)$conf.int.
 */
export const clopperPearson = (share: number, runs: number): Interval => {
  if (!(runs > 0 && share >= 0 && share <= 1)) throw new RangeError(`not a share of runs: ${share} of ${runs}`);
  const passes = share * runs;
  const failures = runs - passes;
  // Rounding must not leave the share outside.
  return {
    low: passes === 0 ? 0 : Math.min(share, betaQuantile(0.025, passes, failures + 1)),
    high: failures === 0 ? 1 : Math.max(share, betaQuantile(0.975, passes + 1, failures)),
  };
};
