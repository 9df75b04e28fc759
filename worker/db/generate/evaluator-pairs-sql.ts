import { LONGEST_EVALUATOR, MOST_EVALUATORS, SHARE_UNITS } from "#contract/snapshot/evaluator-pairs.ts";
import { CELL_KEY } from "./aggregates.ts";

// What pairs of evaluators gave the same runs, a text a cell: a table of their own would take a written row a pair and run. What
// worker/contract/snapshot/evaluator-pairs.ts says of them in TypeScript, this says in SQL.

const SHARE = `CAST(round(min(1.0, max(0.0, score / max_score)) * ${SHARE_UNITS}) AS INTEGER)`;

/** The pairs of a run: what the view of contributions says of run `r`. Null: it has no evaluations, or does not count. */
export const PAIRS_OF_RUN = `(
    WITH given AS (
      SELECT evaluator_name AS name, (2 * sum(${SHARE}) + count(*)) / (2 * count(*)) AS share
      FROM evaluation_results WHERE run_id = r.run_id AND r.is_metered AND length(CAST(evaluator_name AS BLOB)) <= ${LONGEST_EVALUATOR}
      GROUP BY evaluator_name ORDER BY evaluator_name LIMIT ${MOST_EVALUATORS}
    )
    SELECT nullif(json_group_array(json_array(
      a.name, b.name, 1, a.share, b.share, ((a.share - b.share) * (a.share - b.share) + ${SHARE_UNITS / 2}) / ${SHARE_UNITS}
    )), '[]')
    FROM given AS a JOIN given AS b ON a.name <= b.name
  )`;

const SUMS = ["runs", "sum_a", "sum_b", "squares"];

/** The rows of a text of pairs. */
const rowsOf = (text: string, sign: string, from = ""): string => `
        SELECT pair.value ->> 0 AS a, pair.value ->> 1 AS b, ${SUMS.map((sum, place) => `${sign} * (pair.value ->> ${place + 2}) AS ${sum}`).join(", ")}
        FROM ${from}json_each(${text}) AS pair`;

/**
 * The text of a cell, from rows of pairs: the first evaluators by name, whose place is how many of them stand up to theirs. Null: there is
 * none. In one pass: within a trigger, what a row is looked up in would be made anew for each row.
 */
const together = (...rows: string[]): string => `(
      SELECT nullif(json_group_array(json_array(a, b, ${SUMS.join(", ")})), '[]')
      FROM (
        SELECT a, b, ${SUMS.map((sum) => `sum(${sum}) AS ${sum}`).join(", ")}, sum(a = b) OVER (ORDER BY b) AS place
        FROM (${rows.join("\n        UNION ALL")}
        ) GROUP BY a, b HAVING sum(runs) > 0 ORDER BY a, b
      ) WHERE place <= ${MOST_EVALUATORS}
    )`;

const ofCell = CELL_KEY.map((column) => `other.${column} = new.${column}`).join(" AND ");

/** The column of a cell: what a run makes of a new one, and how it joins what is there. */
export const PAIRS_OF_CELL = {
  column: "evaluator_pairs",
  value: "iif(new.sign > 0, new.evaluator_pairs, NULL)",
  // Where evaluators may have been left out, one that goes lets another in again: that cell is counted anew.
  join: `CASE
      WHEN new.evaluator_pairs IS NULL THEN cells.evaluator_pairs
      WHEN new.sign > 0 OR (SELECT count(*) FROM json_each(cells.evaluator_pairs) AS own WHERE own.value ->> 0 = own.value ->> 1) < ${MOST_EVALUATORS}
        THEN ${together(rowsOf("cells.evaluator_pairs", "1"), rowsOf("new.evaluator_pairs", "new.sign"))}
      ELSE ${together(`${rowsOf("other.evaluator_pairs", "1", "run_contributions AS other JOIN ")} WHERE ${ofCell} AND other.run_id <> new.run_id`)}
    END`,
} as const;
