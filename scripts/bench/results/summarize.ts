import { mean } from "d3-array";
import { formatEntry } from "#contract/names/entry.ts";
import type { Outcome } from "#contract/runs/outcome.ts";
import type { RunSummary } from "#contract/runs/run.ts";
import type { Observation } from "#statistics/cells/observation.ts";
import { outcomeOf } from "#statistics/cells/outcome.ts";
import { type Scale, SHARES, statedScale } from "#statistics/cells/scale.ts";
import { type Estimate, estimateOf } from "#statistics/intervals/estimate.ts";
import type { Cell } from "../planning/plan-runs.ts";
import type { RunResult } from "../running/run-once.ts";

/** What a run counts as, by the same rule as in the Worker. */
export const outcomeOfResult = ({ scores, failure }: RunResult): Outcome =>
  outcomeOf(
    failure
      ? { status: "failed", errorType: failure.errorType }
      : { status: "completed", isSuccessful: scores?.isSuccessful },
  );

/** Whether an outcome says something about the agent. */
export const isCounted = (outcome: Outcome): boolean => outcome !== "infrastructure-error";

/** What an entry did in a tier of a suite. */
export interface Summary {
  suite: string;
  tier: string;
  entry: string;
  runs: number;
  passes: number;
  /** Runs without those that an infrastructure error spoilt. */
  counted: number;
  successRate: Estimate;
  /** Of the total scores; a failed run counts as 0. */
  score: Estimate;
  /** Milliseconds; null if the agent never came to work. */
  meanAgentMs: number | null;
  /** US dollars, over the runs that tell it; null if none does. */
  meanCostUsd: number | null;
}

/** One value a run as what the statistics take: grouped by scenario, in a fixed order. */
const observationsOf = (
  results: readonly RunResult[],
  measure: (result: RunResult) => number,
): readonly Observation[] =>
  [...Map.groupBy(results, ({ planned }) => planned.scenario.id)].map(([, own], scenario) => {
    const values = own.map(measure);
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
    const mean = sum(values) / values.length;
    const spread = sum(values.map((value) => (value - mean) ** 2));
    return { scenario, tier: 0, runs: own.length, sum: sum(values), spread };
  });

const summarizeGroup = (results: readonly RunResult[]): Omit<Summary, "suite" | "tier" | "entry"> => {
  const counted = results.filter((result) => isCounted(outcomeOfResult(result)));
  const isPass = (result: RunResult) => outcomeOfResult(result) === "pass";
  const estimate = (measure: (result: RunResult) => number, scale: Scale) =>
    estimateOf(observationsOf(counted, measure), scale);
  return {
    runs: results.length,
    counted: counted.length,
    passes: counted.filter(isPass).length,
    successRate: estimate((result) => Number(isPass(result)), SHARES),
    score: estimate(({ scores }) => scores?.totalScore ?? 0, statedScale(0, 1)),
    meanAgentMs: mean(counted, ({ agentMs }) => agentMs) ?? null,
    meanCostUsd: mean(counted, ({ usage }) => usage.costUsd) ?? null,
  };
};

const entryOf = ({ agent, model, variant }: Cell): string =>
  formatEntry({
    agent: agent.name,
    ...(model !== undefined && { model }),
    ...(variant !== undefined && { variant }),
  });

/** The results by suite, tier and entry, sorted by their names. */
export const summarize = (results: readonly RunResult[]): Summary[] =>
  [...Map.groupBy(results, ({ planned }) => JSON.stringify([planned.scenario.suite, planned.tier, entryOf(planned)]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => {
      const [suite, tier, entry] = JSON.parse(key) as [string, string, string];
      return { suite, tier, entry, ...summarizeGroup(own) };
    });

/** What counts of a run in what is claimed of its batch. */
type Claimable = Pick<RunSummary, "outcome" | "totalScore" | "weightedScore">;

/** A result as far as claims go. */
export const claimableOf = (result: RunResult): Claimable => ({
  outcome: outcomeOfResult(result),
  totalScore: result.scores?.totalScore,
  weightedScore: result.scores?.weightedScore,
});

/** What a harness claims of a batch of runs, as the batch's fields have it: averages are over successful runs, as they always were. */
export const claimsOf = (runs: readonly Claimable[]) => {
  const successful = runs.filter(({ outcome }) => outcome === "pass");
  return {
    totalRuns: runs.length,
    successfulRuns: successful.length,
    avgScore: mean(successful, ({ totalScore }) => totalScore),
    avgWeightedScore: mean(successful, ({ weightedScore }) => weightedScore),
  };
};
