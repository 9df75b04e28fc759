import * as z from "zod";
import { OUTCOME_NAMES } from "./outcomes.ts";

export type { Outcome } from "./outcomes.ts";

/** What a run counts as: derived from status, verdict and error type; never submitted; a decision may overrule it. */
export const OutcomeSchema = z.enum(OUTCOME_NAMES);

/** The largest magnitude of a run's score: sums of squares stay exact integers up to it. */
export const MAX_SCORE = 10_000;

/** A run's score, or its weighted one. */
export const ScoreSchema = z.number().min(-MAX_SCORE).max(MAX_SCORE);

/** What a run cost, in US dollars. */
export const CostSchema = z.number().min(0).max(1e6);
