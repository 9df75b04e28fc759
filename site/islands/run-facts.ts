import type { PublicTelemetry, RunDetails } from "#contract/runs/run.ts";
import {
  durationOf,
  formatDollars,
  formatDuration,
  formatFlag,
  formatMoment,
  formatNumber,
  formatText,
} from "./format-run.ts";

/** A field's name for a reader and its value as text. */
export type Fact = readonly [name: string, value: string];

/** Every field of a run but its metadata and its verdict's explanation; what it does not state reads "n/a". */
export const runFacts = (run: RunDetails["run"]): Fact[] => [
  ["Suite", run.suite],
  ["Suite version", formatText(run.suiteVersion)],
  ["Scenario", run.scenario],
  ["Tier", run.tier],
  ["Agent", run.agent],
  ["Model", formatText(run.model)],
  ["Variant", formatText(run.variant)],
  ["Status", run.status],
  ["Successful", formatFlag(run.isSuccessful)],
  ["Error type", formatText(run.errorType)],
  ["Score", formatNumber(run.totalScore)],
  ["Weighted score", formatNumber(run.weightedScore)],
  ["Success metric", formatNumber(run.successMetric)],
  ["Started", formatMoment(run.startedAt)],
  ["Completed", formatMoment(run.completedAt)],
  ["Start to end", formatDuration(durationOf(run))],
  ["Batch", formatText(run.batchId)],
  ["Specialist", run.specialistEnabled === false ? "none" : formatText(run.specialistName)],
  ["Specialist version", formatText(run.specialistVersion)],
  ["Synthetic", formatFlag(run.synthetic)],
];

/** What a run reports that it used; what it does not report reads "n/a", never 0. */
export const telemetryFacts = (telemetry: Partial<PublicTelemetry>): Fact[] => [
  ["Cost", formatDollars(telemetry.costUsd)],
  ["Agent's time", formatDuration(telemetry.durationMs)],
  ["Tool calls", formatNumber(telemetry.toolCalls)],
  ["Tokens read", formatNumber(telemetry.tokensIn)],
  ["Tokens written", formatNumber(telemetry.tokensOut)],
  ["Tokens read from a cache", formatNumber(telemetry.cacheReadTokens)],
  ["Tokens written to a cache", formatNumber(telemetry.cacheWriteTokens)],
  ["Reasoning tokens", formatNumber(telemetry.reasoningTokens)],
];
