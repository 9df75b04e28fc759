import { getTableColumns } from "drizzle-orm";
import { benchmarkRuns } from "../tables.ts";
import { markPart } from "./aggregates-sql.ts";

const { metadata, links, promptSent, workspaceDir, ...kept } = getTableColumns(benchmarkRuns);

/** What a purge empties of a run: whatever it says in words of its own. */
const PURGED_COLUMNS = [metadata, links, promptSent, workspaceDir].map(({ name }) => name);
const KEPT_COLUMNS = Object.values(kept)
  .map(({ name }) => name)
  .join(", ");

const isPurged = (row: string) => `EXISTS (SELECT 1 FROM decisions WHERE run_id = ${row}.run_id AND kind = 'purge')`;

/** Decisions that change what a run counts as. One about a run that is not here (any more) changes nothing. */
const IS_CORRECTION = "new.outcome IS NOT NULL AND EXISTS (SELECT 1 FROM benchmark_runs WHERE run_id = new.run_id)";

/**
 * What happens to runs, decisions and batches: what counts them, and what refuses changes that the aggregates could not follow.
 */
export const CHANGES_SQL = `
CREATE TRIGGER benchmark_runs_enter AFTER INSERT ON benchmark_runs BEGIN
  INSERT INTO counting SELECT 1, * FROM run_contributions WHERE run_id = new.run_id;
  INSERT INTO suite_version_keys SELECT new.suite_version_id, new.key_id WHERE true ON CONFLICT DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER benchmark_runs_leave BEFORE DELETE ON benchmark_runs BEGIN
  INSERT INTO counting SELECT -1, * FROM run_contributions WHERE run_id = old.run_id;
END;
--> statement-breakpoint
CREATE TRIGGER benchmark_runs_left AFTER DELETE ON benchmark_runs BEGIN
  DELETE FROM evaluation_results WHERE run_id = old.run_id;
  DELETE FROM run_corrections WHERE run_id = old.run_id;
  -- Names that nothing is left of go too.
  DELETE FROM entries WHERE id = old.entry_id AND NOT EXISTS (
    SELECT 1 FROM entry_tiers WHERE suite_version_id = old.suite_version_id AND entry_id = old.entry_id
  );
  DELETE FROM scenarios WHERE id = old.scenario_id AND NOT EXISTS (
    SELECT 1 FROM scenario_tiers WHERE suite_version_id = old.suite_version_id AND scenario_id = old.scenario_id
  );
  DELETE FROM suite_versions WHERE id = old.suite_version_id AND NOT EXISTS (
    SELECT 1 FROM entry_tiers WHERE suite_version_id = old.suite_version_id
  );
END;
--> statement-breakpoint
-- A version of a suite begins as one part of the snapshot, which is split as it grows.
CREATE TRIGGER suite_versions_enter AFTER INSERT ON suite_versions BEGIN
  INSERT INTO snapshot_parts (suite_version_id, prefix) VALUES (new.id, '');
END;
--> statement-breakpoint
CREATE TRIGGER suite_versions_left AFTER DELETE ON suite_versions BEGIN
  DELETE FROM snapshot_parts WHERE suite_version_id = old.id;
  DELETE FROM suite_version_keys WHERE suite_version_id = old.id;
END;
--> statement-breakpoint
-- Only a decision changes what a run counts as; whatever else a run is stays as it was submitted.
CREATE TRIGGER benchmark_runs_stay BEFORE UPDATE OF ${KEPT_COLUMNS} ON benchmark_runs
WHEN new.outcome = old.outcome OR NOT EXISTS (SELECT 1 FROM run_corrections WHERE run_id = old.run_id AND outcome = new.outcome) BEGIN
  SELECT raise(ABORT, 'a run is replaced as a whole, never updated');
END;
--> statement-breakpoint
CREATE TRIGGER benchmark_runs_purge BEFORE UPDATE OF ${PURGED_COLUMNS.join(", ")} ON benchmark_runs
WHEN coalesce(${PURGED_COLUMNS.map((name) => `new.${name}`).join(", ")}) IS NOT NULL OR NOT ${isPurged("old")} BEGIN
  SELECT raise(ABORT, 'a run is replaced as a whole, never updated');
END;
--> statement-breakpoint
CREATE TRIGGER evaluation_results_insert BEFORE INSERT ON evaluation_results
WHEN EXISTS (SELECT 1 FROM benchmark_runs WHERE run_id = new.run_id) BEGIN
  SELECT raise(ABORT, 'an evaluation comes before its run and goes with it');
END;
--> statement-breakpoint
CREATE TRIGGER evaluation_results_update BEFORE UPDATE ON evaluation_results
WHEN EXISTS (SELECT 1 FROM benchmark_runs WHERE run_id = old.run_id) AND (
  (new.run_id, new.position, new.evaluator_name, new.score, new.max_score) IS NOT (old.run_id, old.position, old.evaluator_name, old.score, old.max_score)
  OR new.details IS NOT NULL OR NOT ${isPurged("old")}
) BEGIN
  SELECT raise(ABORT, 'an evaluation comes before its run and goes with it');
END;
--> statement-breakpoint
CREATE TRIGGER evaluation_results_delete BEFORE DELETE ON evaluation_results
WHEN EXISTS (SELECT 1 FROM benchmark_runs WHERE run_id = old.run_id) BEGIN
  SELECT raise(ABORT, 'an evaluation comes before its run and goes with it');
END;
--> statement-breakpoint
-- REPLACE would remove the row that is there without its delete trigger being asked.
CREATE TRIGGER decisions_insert BEFORE INSERT ON decisions WHEN EXISTS (SELECT 1 FROM decisions WHERE id = new.id) BEGIN
  SELECT raise(ABORT, 'decisions are only added');
END;
--> statement-breakpoint
-- A correction takes the run out of the counting, puts what counts from now on in place, and counts it again.
CREATE TRIGGER decisions_before_correction BEFORE INSERT ON decisions WHEN ${IS_CORRECTION} BEGIN
  INSERT INTO counting SELECT -1, * FROM run_contributions WHERE run_id = new.run_id;
END;
--> statement-breakpoint
CREATE TRIGGER decisions_after_correction AFTER INSERT ON decisions WHEN ${IS_CORRECTION} BEGIN
  INSERT INTO run_corrections (run_id, outcome, is_successful, total_score, weighted_score, cost_usd)
  VALUES (new.run_id, new.outcome, new.is_successful, new.total_score, new.weighted_score, new.cost_usd)
  ON CONFLICT DO UPDATE SET outcome = excluded.outcome, is_successful = excluded.is_successful, total_score = excluded.total_score,
    weighted_score = excluded.weighted_score, cost_usd = excluded.cost_usd;
  UPDATE benchmark_runs SET outcome = new.outcome WHERE run_id = new.run_id AND outcome <> new.outcome;
  INSERT INTO counting SELECT 1, * FROM run_contributions WHERE run_id = new.run_id;
END;
--> statement-breakpoint
-- A purge empties what a run says in its own words; what it counts as stays.
CREATE TRIGGER decisions_after_purge AFTER INSERT ON decisions WHEN new.kind = 'purge' BEGIN
  UPDATE benchmark_runs SET ${PURGED_COLUMNS.map((name) => `${name} = NULL`).join(", ")} WHERE run_id = new.run_id;
  UPDATE evaluation_results SET details = NULL WHERE run_id = new.run_id AND details IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER decisions_update BEFORE UPDATE ON decisions BEGIN
  SELECT raise(ABORT, 'decisions are only added');
END;
--> statement-breakpoint
CREATE TRIGGER decisions_delete BEFORE DELETE ON decisions BEGIN
  SELECT raise(ABORT, 'decisions are only added');
END;
--> statement-breakpoint
CREATE TRIGGER batch_runs_leave BEFORE DELETE ON batch_runs
WHEN old.removal IS NULL OR EXISTS (SELECT 1 FROM benchmark_runs WHERE batch_id = old.batch_id) BEGIN
  SELECT raise(ABORT, 'a batch is removed by a decision, and after its runs');
END;
--> statement-breakpoint
-- The snapshot shows the batches too: what is claimed of them changes it, as runs do. Their metadata and their place in lists are not in
-- it, and whoever states again what is there changes nothing.
CREATE TRIGGER batch_runs_enter AFTER INSERT ON batch_runs BEGIN${markPart("0", "new.path")}
END;
--> statement-breakpoint
CREATE TRIGGER batch_runs_change AFTER UPDATE ON batch_runs
WHEN (new.batch_id, new.created_at, new.completed_at, new.total_runs, new.successful_runs, new.avg_score, new.avg_weighted_score)
  IS NOT (old.batch_id, old.created_at, old.completed_at, old.total_runs, old.successful_runs, old.avg_score, old.avg_weighted_score)
BEGIN${markPart("0", "new.path")}
END;
--> statement-breakpoint
CREATE TRIGGER batch_runs_left AFTER DELETE ON batch_runs BEGIN${markPart("0", "old.path")}
END;
--> statement-breakpoint
INSERT INTO snapshot_parts (suite_version_id, prefix, hash) VALUES (0, '', '') ON CONFLICT DO NOTHING;
--> statement-breakpoint
INSERT INTO snapshot_state (id) VALUES (1) ON CONFLICT DO NOTHING;`;
