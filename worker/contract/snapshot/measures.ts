import { keysOf, recordOf } from "../names/records.ts";
import { byOutcomeMeasure, OUTCOMES, type Outcome } from "../runs/outcomes.ts";
import { type Exact, exactSpread, exactSum, nearSum } from "./exact.ts";
import { COST_UNITS, DURATION_UNITS, ERROR_UNITS, SCORE_UNITS } from "./units.ts";

/**
 * One thing that is counted or summed over runs. A count is a whole number; a sum is kept exactly, in whole `units` (see exact.ts). What one
 * run adds to it is in contributions.ts, which must know every measure.
 */
type Definition = { meaning: string } & (
  | { kind: "count" }
  | { kind: "sum"; units: number }
  | { kind: "spread"; units: number }
);

const counting = (outcome: Outcome) => ({ kind: "count" as const, meaning: OUTCOMES[outcome].meaning });

/** What is counted and summed over the runs of a cell and over those of a batch. */
const runMeasures = {
  ...byOutcomeMeasure(counting),
  scoreRuns: {
    kind: "count",
    meaning: "Runs in the mean score: those with a score, and failed ones without, which count as 0.",
  },
  scoreSum: {
    kind: "sum",
    units: SCORE_UNITS,
    meaning: "The sum of their scores, in billionths.",
  },
  scoreSpread: {
    kind: "spread",
    units: SCORE_UNITS,
    meaning:
      "How much their scores differ, in billionths of billionths: scoreRuns × the sum of the squared scores − the square of scoreSum.",
  },
  scoreErrorRuns: {
    kind: "count",
    meaning: "How many of them state the standard error of their score, each for itself.",
  },
  scoreErrorSquares: {
    kind: "sum",
    units: ERROR_UNITS,
    meaning: "The sum of the squares of these errors, in trillionths.",
  },
  costRuns: {
    kind: "count",
    meaning:
      "Runs that report their cost; like all that follow, final ones without infrastructure errors and not excluded.",
  },
  costSum: {
    kind: "sum",
    units: COST_UNITS,
    meaning: "The sum of their costs, in trillionths of a US dollar.",
  },
  costPasses: {
    kind: "count",
    meaning: "How many of them passed.",
  },
  tokenRuns: {
    kind: "count",
    meaning: "Runs that report tokens read and written.",
  },
  tokensInSum: {
    kind: "sum",
    units: 1,
    meaning: "The sum of their tokens read.",
  },
  tokensOutSum: {
    kind: "sum",
    units: 1,
    meaning: "The sum of their tokens written.",
  },
  durationRuns: {
    kind: "count",
    meaning: "Runs that report how long they took.",
  },
  durationSum: {
    kind: "sum",
    units: DURATION_UNITS,
    meaning: "The sum of their durations, in nanoseconds.",
  },
  toolCallRuns: {
    kind: "count",
    meaning: "Runs that report their tool calls.",
  },
  toolCallSum: {
    kind: "sum",
    units: 1,
    meaning: "The sum of their tool calls.",
  },
  syntheticRuns: {
    kind: "count",
    meaning: "Runs that were submitted as made-up data; of all outcomes.",
  },
  firstPartyRuns: {
    kind: "count",
    meaning: "Runs that the maker of the agent or of the model ran; of all outcomes.",
  },
  thirdPartyRuns: {
    kind: "count",
    meaning: "Runs that somebody other than those makers ran, of all outcomes. Who ran the rest is not stated.",
  },
  summedRuns: {
    kind: "count",
    meaning: "Runs of which only totals are known: they were submitted together, as one result; of all outcomes.",
  },
} as const satisfies Record<string, Definition>;
/** Those of a cell and of a batch alike. */
export type RunMeasure = Exclude<keyof typeof runMeasures, "scoreSpread">;

/** What a snapshot says of a batch's runs alone: what claimed averages are held against, those of the original API. */
const claimMeasures = {
  passScoreRuns: {
    kind: "count",
    meaning: "Passes that have a score.",
  },
  passScoreSum: {
    kind: "sum",
    units: SCORE_UNITS,
    meaning: "The sum of their scores, in billionths.",
  },
  passWeightedRuns: {
    kind: "count",
    meaning: "Passes that have a weighted score.",
  },
  passWeightedSum: {
    kind: "sum",
    units: SCORE_UNITS,
    meaning: "The sum of their weighted scores, in billionths.",
  },
} as const satisfies Record<string, Definition>;

/** What the figures of the original API are made of, in the aggregates alone: no snapshot has them. */
const completedMeasures = {
  completedRuns: {
    kind: "count",
    meaning: "Runs that were completed, whatever their verdict; like all that follow, without excluded ones.",
  },
  completedScoreRuns: {
    kind: "count",
    meaning: "How many of them have a score.",
  },
  completedScoreSum: {
    kind: "sum",
    units: SCORE_UNITS,
    meaning: "The sum of their scores, in billionths.",
  },
  completedWeightedRuns: {
    kind: "count",
    meaning: "How many of them have a weighted score.",
  },
  completedWeightedSum: {
    kind: "sum",
    units: SCORE_UNITS,
    meaning: "The sum of their weighted scores, in billionths.",
  },
} as const satisfies Record<string, Definition>;

/** Every measure of every aggregate of runs: the one list that columns, triggers, snapshot and recounts are derived from. */
export const MEASURES = {
  runs: { kind: "count", meaning: "Results of all outcomes, as they were submitted: one that stands for many is one." },
  ...runMeasures,
  ...claimMeasures,
  ...completedMeasures,
} as const satisfies Record<string, Definition>;
export type Measure = keyof typeof MEASURES;

type SumMeasure = { [Name in Measure]: (typeof MEASURES)[Name]["kind"] extends "sum" ? Name : never }[Measure];

/** The columns of the measures: a sum takes two words, the squares of the scores three (see exact.ts). */
export type MeasureColumnName =
  | Exclude<Measure, "scoreSpread">
  | `${SumMeasure}High`
  | `scoreSquares${"" | "Middle" | "High"}`;

/** The columns that a measure takes in the database, in camel case as drizzle has them. */
export const columnsOfMeasure = (measure: Measure): MeasureColumnName[] => {
  const { kind } = MEASURES[measure];
  if (kind === "spread") return ["scoreSquares", "scoreSquaresMiddle", "scoreSquaresHigh"];
  const low = measure as Exclude<Measure, "scoreSpread">;
  return kind === "count" ? [low] : [low, `${low}High` as MeasureColumnName];
};

/** The names of all measures, in their order. */
export const MEASURE_NAMES = keysOf(MEASURES);

/** The columns of all measures, in their order. */
export const MEASURE_COLUMNS: readonly MeasureColumnName[] = MEASURE_NAMES.flatMap(columnsOfMeasure);

/** The name of a measure's column in the database. */
export const columnName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A row of an aggregate: its words by the names of their columns. A column that it lacks is 0. */
export type Words = Readonly<Record<string, unknown>>;

const word = (row: Words, name: string): number => Number(row[name] ?? 0);

/** A measure of a row, exactly: in its units. */
export const exactMeasure = (row: Words, measure: Measure): Exact => {
  const { kind } = MEASURES[measure];
  if (kind === "count") return word(row, measure);
  if (kind === "sum") return exactSum(word(row, measure), word(row, `${measure}High`));
  return exactSpread(
    word(row, "scoreRuns"),
    { low: word(row, "scoreSum"), high: word(row, "scoreSumHigh") },
    { low: word(row, "scoreSquares"), middle: word(row, "scoreSquaresMiddle"), high: word(row, "scoreSquaresHigh") },
  );
};

/** Every measure, as near as a double comes to it: in its units. */
export type Measures = Record<Measure, number>;

/** The measures of a row. */
export const measuresOf = (row: Words): Measures =>
  recordOf(MEASURE_NAMES, (name) =>
    MEASURES[name].kind === "sum"
      ? nearSum(word(row, name), word(row, `${name}High`))
      : Number(exactMeasure(row, name)),
  );

/** When a cell was run, in seconds since 1970. */
const CELL_MOMENTS = {
  firstRunAt: "When the first run started, of all outcomes, in seconds since 1970.",
  lastRunAt: "When the last run started, of all outcomes, in seconds since 1970.",
} as const;
export type CellMoment = keyof typeof CELL_MOMENTS;

/** Whether something that a snapshot says of a cell is a moment. */
export const isMoment = (name: string): name is CellMoment => name in CELL_MOMENTS;

/** What a snapshot says of each cell, in the order in which it lists it. */
export const CELL_MEASURES = [...keysOf(runMeasures), ...keysOf(CELL_MOMENTS)] as const;
export type CellMeasure = (typeof CELL_MEASURES)[number];

/** What a snapshot says of each batch's runs, in the order in which it lists it. */
export const BATCH_MEASURES = keysOf({ ...runMeasures, ...claimMeasures }).filter((name) => name !== "scoreSpread");
export type BatchMeasure = (typeof BATCH_MEASURES)[number];

/** What a measure of the snapshot means. */
export const meaningOf = (name: CellMeasure | BatchMeasure): string =>
  isMoment(name) ? CELL_MOMENTS[name] : MEASURES[name].meaning;
