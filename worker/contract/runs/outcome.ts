import * as z from "zod";
import { COST_UNITS } from "../snapshot/units.ts";
import { OUTCOME_NAMES } from "./outcomes.ts";

export type { Outcome } from "./outcomes.ts";

/** What a run counts as: derived from status, verdict and error type; never submitted; a decision may overrule it. */
export const OutcomeSchema = z.enum(OUTCOME_NAMES);

/** The largest magnitude of a run's score: the squares of scores are summed exactly up to it. */
export const MAX_SCORE = 10_000;

/** A run's score, or its weighted one. */
export const ScoreSchema = z.number().min(-MAX_SCORE).max(MAX_SCORE);

/** The smallest cost that is not 0: costs are summed in trillionths of a dollar. */
const MIN_COST = 1 / COST_UNITS;

/** The largest standard error of a score: its square is summed exactly up to it. */
const MAX_STANDARD_ERROR = 3_000;

/** The standard error of a score. */
export const StandardErrorSchema = z.number().min(0).max(MAX_STANDARD_ERROR);

/** What a run cost, in US dollars. */
export const CostSchema = z
  .number()
  .min(0)
  .max(1e6)
  .refine((cost) => cost <= 0 || cost >= MIN_COST, `must be 0 or at least ${MIN_COST}`);
