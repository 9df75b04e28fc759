import { keysOf } from "#contract/names/records.ts";
import { CONTRIBUTED_COLUMNS, SUMMED_TELEMETRY } from "#contract/snapshot/contributions.ts";
import { EVALUATION_COLUMNS } from "#contract/snapshot/evaluation-measures.ts";
import { columnName } from "#contract/snapshot/measures.ts";
import { AGGREGATES, CELL_KEY } from "./aggregates.ts";
import { PAIRS_OF_CELL, PAIRS_OF_RUN } from "./evaluator-pairs-sql.ts";

const KEYS = ["batch_id", "suite_version_id", ...CELL_KEY];
const METERED = "('pass', 'fail', 'timeout', 'refusal', 'unknown-failure', 'not-stated')";

/** What a decision may say instead of the run. */
const CORRECTED = ["total_score", "weighted_score", "cost_usd"];

/** The view that says, once, what a run contributes: a column a word of a measure. */
const CONTRIBUTIONS = `
-- What a run adds to each measure. A run counts as decisions corrected it.
CREATE VIEW run_contributions AS
SELECT
  r.run_id, ${KEYS.map((key) => `r.${key}`).join(", ")},
  r.started_at / 86400000 AS day,
  r.is_metered,
  ${CONTRIBUTED_COLUMNS.map(({ name, sql }) => `${sql} AS ${columnName(name)}`).join(",\n  ")},
  r.started_at AS first_run_at,
  r.started_at AS last_run_at,
  ${PAIRS_OF_RUN} AS evaluator_pairs
FROM (
  SELECT
    score_standard_error,
    -- The score of a single result whose standard error is stated, unless a decision gave it another score.
    run.outcome IN ${METERED} AND coalesce(run.trials, 1) = 1 AND score_standard_error IS NOT NULL
      AND coalesce(correction.total_score = run.total_score, true) AS has_error,
    run.run_id, ${KEYS.join(", ")}, started_at, run.outcome,
    ${CORRECTED.map((column) => `coalesce(correction.${column}, run.${column}) AS ${column}`).join(",\n    ")},
    ${SUMMED_TELEMETRY.map(columnName)
      .filter((column) => !CORRECTED.includes(column))
      .join(", ")},
    coalesce(synthetic, 0) AS synthetic, relationship,
    coalesce(run.trials, 1) AS trials, run.passes,
    -- A result that stands for many has no verdict: it counts its passes, unless a decision gives it one.
    run.passes IS NOT NULL AND run.outcome = 'not-stated' AS is_total,
    -- Final, not spoilt by the infrastructure and not excluded: what telemetry and evaluations are summed over.
    run.outcome IN ${METERED} AS is_metered,
    -- Among those, and a pass also where a decision made one of a failed run.
    run.outcome IN ${METERED} AND (status = 'completed' OR run.outcome = 'pass') AS is_completed,
    -- Among those: a failed run without a score counts as 0, a completed one without a score is in no mean.
    run.outcome IN ${METERED}
      AND (coalesce(correction.total_score, run.total_score) IS NOT NULL OR status = 'failed') AS is_scored
  FROM benchmark_runs AS run
  LEFT JOIN run_corrections AS correction ON correction.run_id = run.run_id
) AS r;`;

/** A column of a table, and what a run adds to it. */
interface Added {
  column: string;
  value: string;
  /** How the added value joins what is there; unstated: it is added. */
  join?: string;
}

const measures: Added[] = CONTRIBUTED_COLUMNS.map(({ name }) => ({
  column: columnName(name),
  value: `new.sign * new.${columnName(name)}`,
}));

const evaluationMeasures: Added[] = EVALUATION_COLUMNS.map(({ name, sql }) => ({
  column: columnName(name),
  value: `new.sign * (${sql})`,
}));

const ofCell = CELL_KEY.map((column) => `${column} = new.${column}`).join(" AND ");

const others: Partial<Record<keyof typeof AGGREGATES, Added[]>> = {
  cells: [
    {
      column: "first_run_at",
      value: "new.first_run_at",
      join: "iif(new.sign > 0, min(cells.first_run_at, excluded.first_run_at), cells.first_run_at)",
    },
    {
      column: "last_run_at",
      value: "iif(new.sign > 0, new.last_run_at, 0)",
      join: "max(cells.last_run_at, excluded.last_run_at)",
    },
    PAIRS_OF_CELL,
  ],
  // A run that comes makes a cell that is not there, and one that goes takes a cell of one run with it.
  entry_tiers: [
    {
      column: "cells",
      value: `iif(new.sign > 0, NOT EXISTS (SELECT 1 FROM cells WHERE ${ofCell}), -EXISTS (SELECT 1 FROM cells WHERE ${ofCell} AND runs = 1))`,
    },
  ],
};

const isOfEvaluations = (key: readonly string[]) => key.includes("evaluator_name");

const addTo = (table: keyof typeof AGGREGATES): string => {
  const key: readonly string[] = AGGREGATES[table];
  const ofEvaluations = isOfEvaluations(key);
  const added = [...(ofEvaluations ? evaluationMeasures : measures), ...(others[table] ?? [])];
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

const clear = (table: keyof typeof AGGREGATES): string => {
  const key: readonly string[] = AGGREGATES[table];
  const conditions = [
    `new.sign < 0 AND ${isOfEvaluations(key) ? "evaluations" : "runs"} = 0`,
    ...key.map((column) =>
      column === "evaluator_name"
        ? "evaluator_name IN (SELECT evaluator_name FROM evaluation_results WHERE run_id = new.run_id)"
        : `${column} = new.${column}`,
    ),
  ];
  return `
  DELETE FROM ${table} WHERE ${conditions.join(" AND ")};`;
};

const tables = keysOf(AGGREGATES);

/** Marks the part of the snapshot that a path lies in as pending: the one with the greatest prefix that does not come after the path. */
export const markPart = (suiteVersionId: string, path: string): string => `
  UPDATE snapshot_parts SET hash = NULL, maker = NULL
  WHERE suite_version_id = ${suiteVersionId} AND (hash IS NOT NULL OR maker IS NOT NULL) AND prefix = (
    SELECT prefix FROM snapshot_parts WHERE suite_version_id = ${suiteVersionId} AND prefix <= ${path} ORDER BY prefix DESC LIMIT 1
  );`;

/** The command that adds a run's contributions to every aggregate (sign 1), or takes them away (-1) and clears what is left empty. */
const COUNTING = `
-- A command: inserting the contributions of a run here, with a sign, adds them (1) to the aggregates or takes them away (-1), and then
-- clears what is left empty.
CREATE VIEW counting AS SELECT 1 AS sign, * FROM run_contributions;
--> statement-breakpoint
CREATE TRIGGER counting_insert INSTEAD OF INSERT ON counting BEGIN${markPart(
  "new.suite_version_id",
  `(
    (SELECT path FROM entries WHERE id = new.entry_id) || (SELECT path FROM scenarios WHERE id = new.scenario_id)
      || (SELECT path FROM tiers WHERE id = new.tier_id)
  )`,
)}${markPart("0", "(SELECT path FROM batch_runs WHERE batch_id = new.batch_id)")}${tables.map(addTo).join("")}
  UPDATE cells SET
    last_run_at = coalesce((SELECT max(started_at) FROM benchmark_runs WHERE ${ofCell} AND run_id <> new.run_id), 0),
    first_run_at = coalesce((SELECT min(started_at) FROM benchmark_runs WHERE ${ofCell} AND run_id <> new.run_id), new.first_run_at)
  WHERE new.sign < 0 AND ${ofCell} AND new.last_run_at IN (last_run_at, first_run_at);${tables.map(clear).join("")}
END;`;

/** The statements that make the aggregates follow the runs. */
export const AGGREGATES_SQL: readonly string[] = [CONTRIBUTIONS, COUNTING];
