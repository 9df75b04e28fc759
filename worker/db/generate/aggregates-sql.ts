import { billionthsSql, columnName, MEASURE_NAMES, MEASURES } from "#contract/snapshot/measures.ts";
import { AGGREGATES } from "./aggregates.ts";

const KEYS = ["batch_id", "suite", "suite_version", "scenario", "tier", "agent", "model", "variant"];
const METERED = "('pass', 'fail', 'timeout', 'refusal', 'unknown-failure', 'not-stated')";

/** The view that says, once, what a run contributes: a column a measure. */
const CONTRIBUTIONS = `
-- What a run adds to each measure. A run counts as decisions corrected it.
CREATE VIEW run_contributions AS
SELECT
  r.run_id, ${KEYS.map((key) => `r.${key}`).join(", ")},
  r.started_at / 86400000 AS day,
  r.is_metered,
  ${MEASURE_NAMES.map((name) => `${MEASURES[name].sql} AS ${columnName(name)}`).join(",\n  ")},
  r.started_at AS last_run_at
FROM (
  SELECT
    run.run_id, ${KEYS.join(", ")}, started_at, run.outcome,
    coalesce(correction.total_score, run.total_score) AS total_score,
    coalesce(correction.weighted_score, run.weighted_score) AS weighted_score,
    coalesce(correction.cost_usd, telemetry.cost_usd) AS cost_usd,
    tokens_in, tokens_out, duration_ms, tool_calls,
    coalesce(synthetic, 0) AS synthetic,
    -- Final, not spoilt by the infrastructure and not excluded: what telemetry and evaluations are summed over.
    run.outcome IN ${METERED} AS is_metered,
    -- Among those: a failed run without a score counts as 0, a completed one without a score is in no mean.
    run.outcome IN ${METERED}
      AND (coalesce(correction.total_score, run.total_score) IS NOT NULL OR status = 'failed') AS is_scored
  FROM benchmark_runs AS run
  LEFT JOIN run_telemetry AS telemetry ON telemetry.run_id = run.run_id
  LEFT JOIN run_corrections AS correction ON correction.run_id = run.run_id
) AS r;`;

/** A column of a table, and what a run adds to it. */
interface Added {
  column: string;
  value: string;
  /** How the added value joins what is there; unstated: it is added. */
  join?: string;
}

const measures: Added[] = MEASURE_NAMES.map((name) => ({
  column: columnName(name),
  value: `new.sign * new.${columnName(name)}`,
}));

const SHARE = "evaluation.score / evaluation.max_score";
const evaluationMeasures: Added[] = [
  { column: "evaluations", value: "new.sign" },
  { column: "share_sum", value: `new.sign * ${billionthsSql(SHARE)}` },
  { column: "share_square_sum", value: `new.sign * ${billionthsSql(`${SHARE} * (${SHARE})`)}` },
];

const LAST_RUN_AT: Added = {
  column: "last_run_at",
  value: "iif(new.sign > 0, new.last_run_at, 0)",
  join: "max(cells.last_run_at, excluded.last_run_at)",
};

const isOfEvaluations = (key: readonly string[]) => key.includes("evaluator_name");

const addTo = (table: string, key: readonly string[]): string => {
  const ofEvaluations = isOfEvaluations(key);
  const added = ofEvaluations ? evaluationMeasures : table === "cells" ? [...measures, LAST_RUN_AT] : measures;
  const keyValues = key.map((column) => (column === "evaluator_name" ? `evaluation.${column}` : `new.${column}`));
  const from = ofEvaluations
    ? "FROM evaluation_results AS evaluation WHERE run_id = new.run_id AND new.is_metered"
    : "WHERE true";
  const ofBatches = key.includes("batch_id") ? " AND new.batch_id <> ''" : "";
  return `
  INSERT INTO ${table} (
    ${[...key, ...added.map(({ column }) => column)].join(", ")}
  )
  SELECT
    ${[...keyValues, ...added.map(({ value }) => value)].join(",\n    ")}
  ${from}${ofBatches}
  ON CONFLICT DO UPDATE SET
    ${added.map(({ column, join }) => `${column} = ${join ?? `${table}.${column} + excluded.${column}`}`).join(",\n    ")};`;
};

const clear = (table: string, key: readonly string[]): string => {
  const ofEvaluations = isOfEvaluations(key);
  const conditions = [
    `new.sign < 0 AND ${ofEvaluations ? "evaluations" : "runs"} = 0`,
    ...key.map((column) =>
      column === "evaluator_name"
        ? "evaluator_name IN (SELECT evaluator_name FROM evaluation_results WHERE run_id = new.run_id)"
        : `${column} = new.${column}`,
    ),
  ];
  return `
  DELETE FROM ${table} WHERE ${conditions.join(" AND ")};`;
};

const ofCell = AGGREGATES.cells.map((column) => `${column} = new.${column}`).join(" AND ");

/** The command that adds a run's contributions to every aggregate (sign 1), or takes them away (-1) and clears what is left empty. */
const COUNTING = `
-- A command: inserting the contributions of a run here, with a sign, adds them (1) to the aggregates or takes them away (-1), and then
-- clears what is left empty.
CREATE VIEW counting AS SELECT 1 AS sign, * FROM run_contributions;
--> statement-breakpoint
CREATE TRIGGER counting_insert INSTEAD OF INSERT ON counting BEGIN${Object.entries(AGGREGATES)
  .map(([table, key]) => addTo(table, key))
  .join("")}
  UPDATE cells SET last_run_at = coalesce((SELECT max(started_at) FROM benchmark_runs WHERE ${ofCell} AND run_id <> new.run_id), 0)
  WHERE new.sign < 0 AND ${ofCell};${Object.entries(AGGREGATES)
    .map(([table, key]) => clear(table, key))
    .join("")}
END;`;

/** The statements that make the aggregates follow the runs. */
export const AGGREGATES_SQL: readonly string[] = [CONTRIBUTIONS, COUNTING];
