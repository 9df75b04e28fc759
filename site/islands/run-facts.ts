import type { Relationship } from "#contract/runs/run.ts";
import { formatDuration } from "#words/amounts.ts";
import { formatMoment } from "#words/moments.ts";
import { formatName } from "#words/names.ts";
import { formatCount, formatNumber } from "#words/numbers.ts";
import { explainOutcome } from "#words/outcomes.ts";
import { durationOf } from "./duration-of.ts";
import type { ShownRun } from "./run-trials.ts";

/** A field's name for a reader and its value as text. */
export type Fact = readonly [name: string, value: string];

const RAN_BY: Record<Relationship, string> = {
  "first-party": "the maker of the agent or of the model",
  "third-party": "somebody other than the makers of agent and model",
};

/** Who ran it, in words. */
export const ranBy = (relationship: Relationship | undefined): string =>
  relationship === undefined ? formatName(undefined) : RAN_BY[relationship];

/** A fact that is only told where the run states it. */
const ifStated = <T>(name: string, value: T | undefined, format: (value: T) => string): readonly Fact[] =>
  value === undefined ? [] : [[name, format(value)]];

const specialistOf = ({ specialistEnabled, specialistName, specialistVersion }: ShownRun): readonly Fact[] =>
  specialistEnabled === false
    ? [["Specialist", "none"]]
    : ifStated("Specialist", specialistName, (name) => [name, specialistVersion].filter(Boolean).join(" "));

/** Where a run comes from and what it states of itself, but its place, which stands above; what is no news is left out. */
export const runFacts = (run: ShownRun): Fact[] => [
  ["Run", run.runId],
  ["Counts as", explainOutcome(run)],
  ["Run by", ranBy(run.relationship)],
  ["Data", run.synthetic === true ? "made up, not measured" : "measured"],
  ["Suite version", formatName(run.suiteVersion)],
  ["Variant", formatName(run.variant)],
  ["Status", run.status],
  ...ifStated("Error type", run.errorType, String),
  ...ifStated("Score", run.totalScore, (score) => formatNumber(score)),
  ...ifStated("Standard error of the score", run.scoreStandardError, (error) => formatNumber(error)),
  ...ifStated("Weighted score", run.weightedScore, (score) => formatNumber(score)),
  ...ifStated("Success metric", run.successMetric, (metric) => formatNumber(metric)),
  ...ifStated("Stands for", run.trials, (trials) => `${formatCount(trials)} attempts`),
  ...specialistOf(run),
  ["Started", formatMoment(run.startedAt)],
  ["Ended", formatMoment(run.completedAt)],
  ["Start to end", formatDuration(durationOf(run))],
];
