import * as z from "zod";

/** What is counted and summed over runs, those of a cell and those of a batch. All are whole numbers. */
const RUN_MEASURES = [
  "pass",
  "fail",
  "timeout",
  "infrastructureError",
  "unknownFailure",
  "notStated",
  "notFinal",
  "excluded",
  "scoreRuns",
  "scoreSum",
  "scoreSquareSum",
  "costRuns",
  "costSum",
  "costPasses",
  "tokenRuns",
  "tokensInSum",
  "tokensOutSum",
  "durationRuns",
  "durationSum",
  "toolCallRuns",
  "toolCallSum",
  "syntheticRuns",
] as const;
export type RunMeasure = (typeof RUN_MEASURES)[number];

/** What a snapshot says of each cell, in the order in which it lists it. */
export const CELL_MEASURES = [...RUN_MEASURES, "lastRunAt"] as const;
export type CellMeasure = (typeof CELL_MEASURES)[number];

/** What a snapshot says of each batch's runs, in the order in which it lists it. The last four are what claimed averages are held against. */
export const BATCH_MEASURES = [
  ...RUN_MEASURES,
  "passScoreRuns",
  "passScoreSum",
  "passWeightedRuns",
  "passWeightedSum",
] as const;
export type BatchMeasure = (typeof BATCH_MEASURES)[number];

const describedMeasures: Record<CellMeasure | BatchMeasure, string> = {
  pass: "Runs completed and successful.",
  fail: "Runs completed and not successful, or failed through the agent.",
  timeout: "Runs that ran out of time.",
  infrastructureError: "Runs failed through workspace, prompt or evaluation: they never count in a score.",
  unknownFailure: "Runs failed without a known reason: they count as not passed.",
  notStated: "Runs completed without a verdict: not in the success rate.",
  notFinal: "Runs still running or incomplete: in no figure.",
  excluded: "Runs that a decision excludes: in no figure.",
  scoreRuns: "Runs in the mean score: those with a score, and failed ones without, which count as 0.",
  scoreSum: "The sum of their scores, in billionths.",
  scoreSquareSum: "The sum of their squared scores, in billionths.",
  costRuns:
    "Runs that report their cost; like all that follow, final ones without infrastructure errors and not excluded.",
  costSum: "The sum of their costs, in billionths of a US dollar.",
  costPasses: "How many of them passed.",
  tokenRuns: "Runs that report tokens read and written.",
  tokensInSum: "The sum of their tokens read.",
  tokensOutSum: "The sum of their tokens written.",
  durationRuns: "Runs that report how long they took.",
  durationSum: "The sum of their durations, in milliseconds.",
  toolCallRuns: "Runs that report their tool calls.",
  toolCallSum: "The sum of their tool calls.",
  syntheticRuns: "Runs that were submitted as made-up data; of all outcomes.",
  lastRunAt: "When the last run started, of all outcomes, in seconds since 1970.",
  passScoreRuns: "Passes that have a score.",
  passScoreSum: "The sum of their scores, in billionths.",
  passWeightedRuns: "Passes that have a weighted score.",
  passWeightedSum: "The sum of their weighted scores, in billionths.",
};

/** A column of whole numbers. */
export const ColumnSchema = z.array(z.int());

/** The columns of some measures; one that would be 0 throughout is left out. `what` names what a row is. */
export const measureColumns = <Measure extends CellMeasure | BatchMeasure>(
  measures: readonly Measure[],
  what: string,
): Record<Measure, z.ZodOptional<typeof ColumnSchema>> =>
  Object.fromEntries(
    measures.map((measure) => [
      measure,
      ColumnSchema.optional().describe(`${describedMeasures[measure]} Absent: 0 in every ${what}.`),
    ]),
  ) as Record<Measure, z.ZodOptional<typeof ColumnSchema>>;
