-- The snapshot shows the batches too: what is claimed of them changes it, as runs do. Their metadata and their place in lists are not in
-- it, and whoever states again what is there changes nothing.
CREATE TRIGGER batch_runs_enter AFTER INSERT ON batch_runs BEGIN
  UPDATE snapshot_state SET changes = changes + 1;
END;
--> statement-breakpoint
CREATE TRIGGER batch_runs_change AFTER UPDATE ON batch_runs
WHEN (new.batch_id, new.created_at, new.completed_at, new.total_runs, new.successful_runs, new.avg_score, new.avg_weighted_score)
  IS NOT (old.batch_id, old.created_at, old.completed_at, old.total_runs, old.successful_runs, old.avg_score, old.avg_weighted_score) BEGIN
  UPDATE snapshot_state SET changes = changes + 1;
END;
--> statement-breakpoint
CREATE TRIGGER batch_runs_left AFTER DELETE ON batch_runs BEGIN
  UPDATE snapshot_state SET changes = changes + 1;
END;
