import { sql } from "drizzle-orm";
import type { EvaluationRow } from "./run-rows.ts";
import { ownRunId } from "./run-size.ts";

/**
 * A run's evaluations within a query of runs, which reads a row each. Numbers travel as text of 17 digits: SQLite's JSON functions would
 * round them to 15.
 */
export const evaluationsAsJson = sql<string>`(
  SELECT json_group_array(json_array(position, evaluator_name, printf('%!.17g', score), printf('%!.17g', max_score), details))
  FROM evaluation_results AS evaluation WHERE evaluation.run_id = ${ownRunId}
)`.as("evaluations");

type EvaluationTuple = [number, string, string, string, string | null];

/** The rows that a run's evaluations were read from, in their order. */
export const evaluationRowsOf = (runId: string, json: string): EvaluationRow[] =>
  (JSON.parse(json) as EvaluationTuple[])
    .sort(([a], [b]) => a - b)
    .map(([position, evaluatorName, score, maxScore, details]) => ({
      runId,
      position,
      evaluatorName,
      score: Number(score),
      maxScore: Number(maxScore),
      details,
    }));
