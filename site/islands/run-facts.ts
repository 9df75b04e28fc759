import type { PublicTelemetry, RunDetails } from "#contract/runs/run.ts";
import { formatDollars, formatDuration } from "#words/amounts.ts";
import { formatMoment } from "#words/moments.ts";
import { formatName } from "#words/names.ts";
import { formatCount, formatNumber } from "#words/numbers.ts";
import { durationOf } from "./duration-of.ts";

const formatFlag = (flag: boolean | undefined): string =>
  formatName(flag === undefined ? undefined : flag ? "yes" : "no");

/** A field's name for a reader and its value as text. */
export type Fact = readonly [name: string, value: string];

/** What is said only of a result that stands for many, or of a published mean. */
const totalsFacts = ({ trials, passes, scoreStandardError }: RunDetails["run"]): Fact[] => [
  ...(passes === undefined
    ? []
    : [["Attempts passed", `${formatCount(passes)} of ${formatCount(trials ?? 1)}`] as const]),
  ...(scoreStandardError === undefined
    ? []
    : [["Standard error of the score", formatNumber(scoreStandardError)] as const]),
];

/** Every field of a run but its metadata and its verdict's explanation; what it does not state reads "not stated", or "n/a" for a figure. */
export const runFacts = (run: RunDetails["run"]): Fact[] => [
  ["Suite", run.suite],
  ["Suite version", formatName(run.suiteVersion)],
  ["Scenario", run.scenario],
  ["Tier", run.tier],
  ["Agent", run.agent],
  ["Model", formatName(run.model)],
  ["Variant", formatName(run.variant)],
  ["Status", run.status],
  ["Successful", formatFlag(run.isSuccessful)],
  ["Error type", run.errorType ?? (run.status === "failed" ? formatName(undefined) : "none")],
  ["Score", formatNumber(run.totalScore)],
  ["Weighted score", formatNumber(run.weightedScore)],
  ["Success metric", formatNumber(run.successMetric)],
  ...totalsFacts(run),
  ["Run by", run.relationship ?? formatName(undefined)],
  ["Started", formatMoment(run.startedAt)],
  ["Completed", formatMoment(run.completedAt)],
  ["Start to end", formatDuration(durationOf(run))],
  ["Batch", formatName(run.batchId)],
  ["Specialist", run.specialistEnabled === false ? "none" : formatName(run.specialistName)],
  ["Specialist version", formatName(run.specialistVersion)],
  ["Synthetic", formatFlag(run.synthetic)],
];

/** What a run reports that it used; what it does not report reads "n/a", never 0. */
export const telemetryFacts = (telemetry: Partial<PublicTelemetry>): Fact[] => [
  ["Cost", formatDollars(telemetry.costUsd)],
  ["Agent's time", formatDuration(telemetry.durationMs)],
  ["Tool calls", formatCount(telemetry.toolCalls)],
  ["Tokens read", formatCount(telemetry.tokensIn)],
  ["Tokens written", formatCount(telemetry.tokensOut)],
  ["Tokens read from a cache", formatCount(telemetry.cacheReadTokens)],
  ["Tokens written to a cache", formatCount(telemetry.cacheWriteTokens)],
  ["Reasoning tokens", formatCount(telemetry.reasoningTokens)],
];
