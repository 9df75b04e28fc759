import type { Observation } from "../cells/observation.ts";
import type { Scale } from "../cells/scale.ts";
import type { Estimate } from "../intervals/estimate.ts";
import type { Interval } from "../intervals/interval.ts";
import type { Pairs } from "./comparison.ts";
import type { Standing } from "./standing.ts";

// Where lower is better, everything is computed of the scores with their signs turned, and turned back where it is shown.

const flipInterval = (interval: Interval | null): Interval | null =>
  interval && { low: -interval.high, high: -interval.low };

/** Observations whose sums have their signs turned. */
export const flipObservations = (observations: readonly Observation[]): Observation[] =>
  observations.map((cell) => ({ ...cell, sum: -cell.sum }));

/** The scale of such observations: graded, since a share of passes is none of them. */
export const flipScale = ({ ends, width }: Scale): Scale => ({ binary: false, ends: flipInterval(ends), width });

const flipEstimate = (estimate: Estimate): Estimate => ({
  ...estimate,
  value: estimate.value === null ? null : -estimate.value,
  interval: flipInterval(estimate.interval),
});

/** A row computed of such observations, as one of the scores. */
export const flipStanding = (standing: Standing): Standing => ({
  ...standing,
  estimate: flipEstimate(standing.estimate),
  atMost: standing.atMost === null ? null : -standing.atMost,
});

/** Comparisons of such observations, as of the scores: the difference is turned, and who wins stays. */
export const flipPairs =
  (pairs: Pairs): Pairs =>
  (a, b) => {
    const comparison = pairs(a, b);
    return (
      comparison && {
        ...comparison,
        difference: -comparison.difference,
        interval: flipInterval(comparison.interval),
      }
    );
  };
