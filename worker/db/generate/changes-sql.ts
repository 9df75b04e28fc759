import { markPart } from "./aggregates-sql.ts";

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
CREATE TRIGGER benchmark_runs_stay BEFORE UPDATE ON benchmark_runs
WHEN new.outcome = old.outcome OR NOT EXISTS (SELECT 1 FROM run_corrections WHERE run_id = old.run_id AND outcome = new.outcome) BEGIN
  SELECT raise(ABORT, 'a run is replaced as a whole, never updated');
END;
--> statement-breakpoint
CREATE TRIGGER evaluation_results_insert BEFORE INSERT ON evaluation_results
WHEN EXISTS (SELECT 1 FROM benchmark_runs WHERE run_id = new.run_id) BEGIN
  SELECT raise(ABORT, 'an evaluation comes before its run and goes with it');
END;
--> statement-breakpoint
CREATE TRIGGER evaluation_results_update BEFORE UPDATE ON evaluation_results
WHEN EXISTS (SELECT 1 FROM benchmark_runs WHERE run_id = old.run_id) BEGIN
  SELECT raise(ABORT, 'an evaluation comes before its run and goes with it');
END;
--> statement-breakpoint
CREATE TRIGGER evaluation_results_delete BEFORE DELETE ON evaluation_results
WHEN EXISTS (SELECT 1 FROM benchmark_runs WHERE run_id = old.run_id) BEGIN
  SELECT raise(ABORT, 'an evaluation comes before its run and goes with it');
END;
--> statement-breakpoint
-- A decision takes the run out of the counting, puts what counts from now on in place, and counts it again.
CREATE TRIGGER run_decisions_before BEFORE INSERT ON run_decisions BEGIN
  -- REPLACE would remove the row that is there without its delete trigger being asked.
  SELECT raise(ABORT, 'decisions are only added') WHERE EXISTS (SELECT 1 FROM run_decisions WHERE id = new.id);
  INSERT INTO counting SELECT -1, * FROM run_contributions WHERE run_id = new.run_id;
END;
--> statement-breakpoint
CREATE TRIGGER run_decisions_after AFTER INSERT ON run_decisions BEGIN
  INSERT INTO run_corrections (run_id, outcome, total_score, weighted_score, cost_usd)
  VALUES (new.run_id, new.outcome, new.total_score, new.weighted_score, new.cost_usd)
  ON CONFLICT DO UPDATE SET outcome = excluded.outcome, total_score = excluded.total_score,
    weighted_score = excluded.weighted_score, cost_usd = excluded.cost_usd;
  UPDATE benchmark_runs SET outcome = new.outcome WHERE run_id = new.run_id AND outcome <> new.outcome;
  INSERT INTO counting SELECT 1, * FROM run_contributions WHERE run_id = new.run_id;
END;
--> statement-breakpoint
CREATE TRIGGER run_decisions_update BEFORE UPDATE ON run_decisions BEGIN
  SELECT raise(ABORT, 'decisions are only added');
END;
--> statement-breakpoint
CREATE TRIGGER run_decisions_delete BEFORE DELETE ON run_decisions BEGIN
  SELECT raise(ABORT, 'decisions are only added');
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
