import { sum } from "d3-array";
import type { EstimateAnswer, Figures, Totals } from "#contract/figures/figures.ts";
import { formatDollars, formatDuration } from "#words/amounts.ts";
import {
  formatCount,
  formatCounted,
  formatInterval,
  formatRate,
  formatScore,
  formatValue,
  UNKNOWN,
} from "#words/numbers.ts";
import { formatOutcomes } from "#words/outcomes.ts";

/** What to add where a figure is of one task only. */
const OF_ONE = { scenario: "", tier: " of one scenario", run: " of one cell" } as const;

/** A mean with its interval and what it is the mean of: "58.3% (95% interval 20.1–80.2) over 12 scenarios". */
const formatEstimate = (estimate: EstimateAnswer, metric: "success" | "score"): string => {
  if (estimate.value === null) return UNKNOWN;
  const from = `over ${formatCounted(estimate.n, estimate.unit)}${OF_ONE[estimate.unit]}`;
  return `${formatValue(estimate.value, metric)} (95% interval ${formatInterval(estimate, metric)}) ${from}`;
};

/** What runs used, and how many of them say so where not all do. */
const formatReported = (text: string, runs: number, of: number): string =>
  runs === 0 || runs >= of ? text : `${text}, reported by ${formatCounted(runs, "run")}`;

/** Figures as pairs of a name and a text. */
export const figureFacts = (
  figures: Totals & Partial<Pick<Figures, "successRateEstimate" | "meanScore">>,
): [string, string][] => {
  const { results, outcomes, successRateEstimate, meanScore, cost, duration, syntheticRuns } = figures;
  const { passShare, scoreMean, countedRuns } = figures;
  const rate = (name: string, text: string): [string, string] => [name, text];
  // A published total is one result, and counts as all that it stands for.
  const standsFor = sum(Object.values(outcomes));
  const total =
    standsFor === results ? formatCount(results) : `${formatCount(results)} that stand for ${formatCount(standsFor)}`;
  const byOutcome = results === 0 ? "" : `: ${formatOutcomes(outcomes)}`;
  const reporting = results - outcomes.infrastructureError - outcomes.notFinal - outcomes.excluded;
  const costs = `${formatDollars(cost.mean)} a run, ${formatDollars(figures.costPerSuccess)} a pass, ${formatDollars(cost.total)} in all`;
  const facts: [string, string][] = [
    ["runs", total + byOutcome],
    [
      "passed",
      passShare === null ? UNKNOWN : `${formatRate(passShare)} of ${formatCounted(countedRuns, "counted run")}`,
    ],
    ...(successRateEstimate ? [rate("success rate", formatEstimate(successRateEstimate, "success"))] : []),
    meanScore ? rate("mean score", formatEstimate(meanScore, "score")) : rate("mean score", formatScore(scoreMean)),
    ["cost", cost.total === null ? UNKNOWN : formatReported(costs, cost.runs, reporting)],
    [
      "time",
      duration.mean === null
        ? UNKNOWN
        : formatReported(`${formatDuration(duration.mean)} a run`, duration.runs, reporting),
    ],
  ];
  if (syntheticRuns > 0) facts.push(["synthetic", `${formatCount(syntheticRuns)} of ${formatCounted(results, "run")}`]);
  return facts;
};
