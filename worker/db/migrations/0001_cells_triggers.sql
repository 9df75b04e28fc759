-- The aggregates. The view says, once, what a run contributes to its cell; the triggers add it when the run comes and take it away when
-- the run goes, within the statement's own transaction. Sums are whole numbers (billionths for scores and money), so that they do not
-- depend on the order in which runs came.
--
-- A run's evaluations and telemetry are written before the run itself, so that one change of the cell sees everything, and they go with
-- the run. Nothing of a run changes while it is there: a new state of a run replaces the whole.
CREATE VIEW run_contributions AS
SELECT
  r.run_id, r.suite, r.suite_version, r.scenario, r.tier, r.agent, r.model, r.variant,
  1 AS runs,
  r.outcome = 'pass' AS pass,
  r.outcome = 'fail' AS fail,
  r.outcome = 'timeout' AS timeout,
  r.outcome = 'infrastructure-error' AS infrastructure_error,
  r.outcome = 'unknown-failure' AS unknown_failure,
  r.outcome = 'not-stated' AS not_stated,
  r.outcome = 'not-final' AS not_final,
  r.is_scored AS score_runs,
  CASE WHEN r.is_scored THEN CAST(round(r.score * 1e9) AS INTEGER) ELSE 0 END AS score_sum,
  CASE WHEN r.is_scored THEN CAST(round(r.score * r.score * 1e9) AS INTEGER) ELSE 0 END AS score_square_sum,
  r.is_metered AND t.cost_usd IS NOT NULL AS cost_runs,
  CASE WHEN r.is_metered AND t.cost_usd IS NOT NULL THEN CAST(round(t.cost_usd * 1e9) AS INTEGER) ELSE 0 END AS cost_sum,
  r.outcome = 'pass' AND t.cost_usd IS NOT NULL AS cost_passes,
  r.is_metered AND t.tokens_in IS NOT NULL AND t.tokens_out IS NOT NULL AS token_runs,
  CASE WHEN r.is_metered AND t.tokens_out IS NOT NULL THEN coalesce(t.tokens_in, 0) ELSE 0 END AS tokens_in_sum,
  CASE WHEN r.is_metered AND t.tokens_in IS NOT NULL THEN coalesce(t.tokens_out, 0) ELSE 0 END AS tokens_out_sum,
  r.is_metered AND t.duration_ms IS NOT NULL AS duration_runs,
  CASE WHEN r.is_metered THEN CAST(round(coalesce(t.duration_ms, 0)) AS INTEGER) ELSE 0 END AS duration_sum,
  r.is_metered AND t.tool_calls IS NOT NULL AS tool_call_runs,
  CASE WHEN r.is_metered THEN coalesce(t.tool_calls, 0) ELSE 0 END AS tool_call_sum,
  r.synthetic AS synthetic_runs,
  r.started_at AS last_run_at
FROM (
  SELECT
    run_id, suite, suite_version, scenario, tier, agent, model, variant, outcome, started_at,
    coalesce(synthetic, 0) AS synthetic,
    -- Final, and not spoilt by the infrastructure: what telemetry is summed over.
    outcome IN ('pass', 'fail', 'timeout', 'unknown-failure', 'not-stated') AS is_metered,
    -- Among those: a failed run without a score counts as 0, a completed one without a score is in no mean.
    outcome IN ('pass', 'fail', 'timeout', 'unknown-failure', 'not-stated')
      AND (total_score IS NOT NULL OR status = 'failed') AS is_scored,
    coalesce(total_score, 0) AS score
  FROM benchmark_runs
) AS r
LEFT JOIN run_telemetry AS t ON t.run_id = r.run_id;
--> statement-breakpoint
CREATE TRIGGER benchmark_runs_enter AFTER INSERT ON benchmark_runs BEGIN
  INSERT INTO cells (
    suite, suite_version, scenario, tier, agent, model, variant, runs, pass, fail, timeout, infrastructure_error,
    unknown_failure, not_stated, not_final, score_runs, score_sum, score_square_sum, cost_runs, cost_sum, cost_passes,
    token_runs, tokens_in_sum, tokens_out_sum, duration_runs, duration_sum, tool_call_runs, tool_call_sum, synthetic_runs,
    last_run_at
  )
  SELECT
    suite, suite_version, scenario, tier, agent, model, variant, runs, pass, fail, timeout, infrastructure_error,
    unknown_failure, not_stated, not_final, score_runs, score_sum, score_square_sum, cost_runs, cost_sum, cost_passes,
    token_runs, tokens_in_sum, tokens_out_sum, duration_runs, duration_sum, tool_call_runs, tool_call_sum, synthetic_runs,
    last_run_at
  FROM run_contributions WHERE run_id = new.run_id
  ON CONFLICT DO UPDATE SET
    runs = runs + excluded.runs, pass = pass + excluded.pass, fail = fail + excluded.fail,
    timeout = timeout + excluded.timeout, infrastructure_error = infrastructure_error + excluded.infrastructure_error,
    unknown_failure = unknown_failure + excluded.unknown_failure, not_stated = not_stated + excluded.not_stated,
    not_final = not_final + excluded.not_final, score_runs = score_runs + excluded.score_runs,
    score_sum = score_sum + excluded.score_sum, score_square_sum = score_square_sum + excluded.score_square_sum,
    cost_runs = cost_runs + excluded.cost_runs, cost_sum = cost_sum + excluded.cost_sum,
    cost_passes = cost_passes + excluded.cost_passes, token_runs = token_runs + excluded.token_runs,
    tokens_in_sum = tokens_in_sum + excluded.tokens_in_sum, tokens_out_sum = tokens_out_sum + excluded.tokens_out_sum,
    duration_runs = duration_runs + excluded.duration_runs, duration_sum = duration_sum + excluded.duration_sum,
    tool_call_runs = tool_call_runs + excluded.tool_call_runs, tool_call_sum = tool_call_sum + excluded.tool_call_sum,
    synthetic_runs = synthetic_runs + excluded.synthetic_runs, last_run_at = max(last_run_at, excluded.last_run_at);
END;
--> statement-breakpoint
CREATE TRIGGER benchmark_runs_leave BEFORE DELETE ON benchmark_runs BEGIN
  UPDATE cells SET
    runs = cells.runs - gone.runs, pass = cells.pass - gone.pass, fail = cells.fail - gone.fail,
    timeout = cells.timeout - gone.timeout, infrastructure_error = cells.infrastructure_error - gone.infrastructure_error,
    unknown_failure = cells.unknown_failure - gone.unknown_failure, not_stated = cells.not_stated - gone.not_stated,
    not_final = cells.not_final - gone.not_final, score_runs = cells.score_runs - gone.score_runs,
    score_sum = cells.score_sum - gone.score_sum, score_square_sum = cells.score_square_sum - gone.score_square_sum,
    cost_runs = cells.cost_runs - gone.cost_runs, cost_sum = cells.cost_sum - gone.cost_sum,
    cost_passes = cells.cost_passes - gone.cost_passes, token_runs = cells.token_runs - gone.token_runs,
    tokens_in_sum = cells.tokens_in_sum - gone.tokens_in_sum, tokens_out_sum = cells.tokens_out_sum - gone.tokens_out_sum,
    duration_runs = cells.duration_runs - gone.duration_runs, duration_sum = cells.duration_sum - gone.duration_sum,
    tool_call_runs = cells.tool_call_runs - gone.tool_call_runs, tool_call_sum = cells.tool_call_sum - gone.tool_call_sum,
    synthetic_runs = cells.synthetic_runs - gone.synthetic_runs,
    last_run_at = coalesce((
      SELECT max(started_at) FROM benchmark_runs AS stays
      WHERE stays.suite = old.suite AND stays.suite_version = old.suite_version AND stays.agent = old.agent
        AND stays.model = old.model AND stays.variant = old.variant AND stays.scenario = old.scenario
        AND stays.tier = old.tier AND stays.id <> old.id
    ), 0)
  FROM (SELECT * FROM run_contributions WHERE run_id = old.run_id) AS gone
  WHERE cells.suite = old.suite AND cells.suite_version = old.suite_version AND cells.scenario = old.scenario
    AND cells.tier = old.tier AND cells.agent = old.agent AND cells.model = old.model AND cells.variant = old.variant;
  DELETE FROM cells
  WHERE suite = old.suite AND suite_version = old.suite_version AND scenario = old.scenario AND tier = old.tier
    AND agent = old.agent AND model = old.model AND variant = old.variant AND runs = 0;
END;
--> statement-breakpoint
CREATE TRIGGER benchmark_runs_left AFTER DELETE ON benchmark_runs BEGIN
  DELETE FROM evaluation_results WHERE run_id = old.run_id;
  DELETE FROM run_telemetry WHERE run_id = old.run_id;
  UPDATE snapshot_state SET removals = removals + 1;
END;
--> statement-breakpoint
CREATE TRIGGER benchmark_runs_stay BEFORE UPDATE ON benchmark_runs BEGIN
  SELECT raise(ABORT, 'a run is replaced as a whole, never updated');
END;
--> statement-breakpoint
CREATE TRIGGER run_telemetry_insert BEFORE INSERT ON run_telemetry
WHEN EXISTS (SELECT 1 FROM benchmark_runs WHERE run_id = new.run_id) BEGIN
  SELECT raise(ABORT, 'telemetry comes before its run and goes with it');
END;
--> statement-breakpoint
CREATE TRIGGER run_telemetry_update BEFORE UPDATE ON run_telemetry
WHEN EXISTS (SELECT 1 FROM benchmark_runs WHERE run_id = old.run_id) BEGIN
  SELECT raise(ABORT, 'telemetry comes before its run and goes with it');
END;
--> statement-breakpoint
CREATE TRIGGER run_telemetry_delete BEFORE DELETE ON run_telemetry
WHEN EXISTS (SELECT 1 FROM benchmark_runs WHERE run_id = old.run_id) BEGIN
  SELECT raise(ABORT, 'telemetry comes before its run and goes with it');
END;
--> statement-breakpoint
INSERT INTO snapshot_state (id) VALUES (1);
