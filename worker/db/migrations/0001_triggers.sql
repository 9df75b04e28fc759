-- Made by npm run db:generate from the list of measures: not to be changed by hand.
-- What a run adds to each measure. A run counts as decisions corrected it.
CREATE VIEW run_contributions AS
SELECT
  r.run_id, r.batch_id, r.suite, r.suite_version, r.scenario, r.tier, r.agent, r.model, r.variant,
  r.started_at / 86400000 AS day,
  r.is_metered,
  1 AS runs,
  r.outcome = 'pass' AS pass,
  r.outcome = 'fail' AS fail,
  r.outcome = 'timeout' AS timeout,
  r.outcome = 'refusal' AS refusal,
  r.outcome = 'infrastructure-error' AS infrastructure_error,
  r.outcome = 'unknown-failure' AS unknown_failure,
  r.outcome = 'not-stated' AS not_stated,
  r.outcome = 'not-final' AS not_final,
  r.outcome = 'excluded' AS excluded,
  r.is_scored AS score_runs,
  iif(r.is_scored, CAST(round(coalesce(r.total_score, 0) * 1e9) AS INTEGER), 0) AS score_sum,
  iif(r.is_scored, CAST(round(coalesce(r.total_score * r.total_score, 0) * 1e9) AS INTEGER), 0) AS score_square_sum,
  r.is_metered AND r.cost_usd IS NOT NULL AS cost_runs,
  iif(r.is_metered, CAST(round(coalesce(r.cost_usd, 0) * 1e9) AS INTEGER), 0) AS cost_sum,
  r.outcome = 'pass' AND r.cost_usd IS NOT NULL AS cost_passes,
  r.is_metered AND r.tokens_in IS NOT NULL AND r.tokens_out IS NOT NULL AS token_runs,
  iif(r.is_metered AND r.tokens_out IS NOT NULL, coalesce(r.tokens_in, 0), 0) AS tokens_in_sum,
  iif(r.is_metered AND r.tokens_in IS NOT NULL, coalesce(r.tokens_out, 0), 0) AS tokens_out_sum,
  r.is_metered AND r.duration_ms IS NOT NULL AS duration_runs,
  iif(r.is_metered, CAST(round(coalesce(r.duration_ms, 0)) AS INTEGER), 0) AS duration_sum,
  r.is_metered AND r.tool_calls IS NOT NULL AS tool_call_runs,
  iif(r.is_metered, coalesce(r.tool_calls, 0), 0) AS tool_call_sum,
  r.synthetic AS synthetic_runs,
  r.outcome = 'pass' AND r.total_score IS NOT NULL AS pass_score_runs,
  iif(r.outcome = 'pass', CAST(round(coalesce(r.total_score, 0) * 1e9) AS INTEGER), 0) AS pass_score_sum,
  r.outcome = 'pass' AND r.weighted_score IS NOT NULL AS pass_weighted_runs,
  iif(r.outcome = 'pass', CAST(round(coalesce(r.weighted_score, 0) * 1e9) AS INTEGER), 0) AS pass_weighted_sum,
  r.started_at AS last_run_at
FROM (
  SELECT
    run.run_id, batch_id, suite, suite_version, scenario, tier, agent, model, variant, started_at, run.outcome,
    coalesce(correction.total_score, run.total_score) AS total_score,
    coalesce(correction.weighted_score, run.weighted_score) AS weighted_score,
    coalesce(correction.cost_usd, telemetry.cost_usd) AS cost_usd,
    tokens_in, tokens_out, duration_ms, tool_calls,
    coalesce(synthetic, 0) AS synthetic,
    -- Final, not spoilt by the infrastructure and not excluded: what telemetry and evaluations are summed over.
    run.outcome IN ('pass', 'fail', 'timeout', 'refusal', 'unknown-failure', 'not-stated') AS is_metered,
    -- Among those: a failed run without a score counts as 0, a completed one without a score is in no mean.
    run.outcome IN ('pass', 'fail', 'timeout', 'refusal', 'unknown-failure', 'not-stated')
      AND (coalesce(correction.total_score, run.total_score) IS NOT NULL OR status = 'failed') AS is_scored
  FROM benchmark_runs AS run
  LEFT JOIN run_telemetry AS telemetry ON telemetry.run_id = run.run_id
  LEFT JOIN run_corrections AS correction ON correction.run_id = run.run_id
) AS r;
--> statement-breakpoint
-- A command: inserting the contributions of a run here, with a sign, adds them (1) to the aggregates or takes them away (-1), and then
-- clears what is left empty.
CREATE VIEW counting AS SELECT 1 AS sign, * FROM run_contributions;
--> statement-breakpoint
CREATE TRIGGER counting_insert INSTEAD OF INSERT ON counting BEGIN
  INSERT INTO cells (
    suite, suite_version, scenario, tier, agent, model, variant, runs, pass, fail, timeout, refusal, infrastructure_error, unknown_failure, not_stated, not_final, excluded, score_runs, score_sum, score_square_sum, cost_runs, cost_sum, cost_passes, token_runs, tokens_in_sum, tokens_out_sum, duration_runs, duration_sum, tool_call_runs, tool_call_sum, synthetic_runs, pass_score_runs, pass_score_sum, pass_weighted_runs, pass_weighted_sum, last_run_at
  )
  SELECT
    new.suite,
    new.suite_version,
    new.scenario,
    new.tier,
    new.agent,
    new.model,
    new.variant,
    new.sign * new.runs,
    new.sign * new.pass,
    new.sign * new.fail,
    new.sign * new.timeout,
    new.sign * new.refusal,
    new.sign * new.infrastructure_error,
    new.sign * new.unknown_failure,
    new.sign * new.not_stated,
    new.sign * new.not_final,
    new.sign * new.excluded,
    new.sign * new.score_runs,
    new.sign * new.score_sum,
    new.sign * new.score_square_sum,
    new.sign * new.cost_runs,
    new.sign * new.cost_sum,
    new.sign * new.cost_passes,
    new.sign * new.token_runs,
    new.sign * new.tokens_in_sum,
    new.sign * new.tokens_out_sum,
    new.sign * new.duration_runs,
    new.sign * new.duration_sum,
    new.sign * new.tool_call_runs,
    new.sign * new.tool_call_sum,
    new.sign * new.synthetic_runs,
    new.sign * new.pass_score_runs,
    new.sign * new.pass_score_sum,
    new.sign * new.pass_weighted_runs,
    new.sign * new.pass_weighted_sum,
    iif(new.sign > 0, new.last_run_at, 0)
  WHERE true
  ON CONFLICT DO UPDATE SET
    runs = cells.runs + excluded.runs,
    pass = cells.pass + excluded.pass,
    fail = cells.fail + excluded.fail,
    timeout = cells.timeout + excluded.timeout,
    refusal = cells.refusal + excluded.refusal,
    infrastructure_error = cells.infrastructure_error + excluded.infrastructure_error,
    unknown_failure = cells.unknown_failure + excluded.unknown_failure,
    not_stated = cells.not_stated + excluded.not_stated,
    not_final = cells.not_final + excluded.not_final,
    excluded = cells.excluded + excluded.excluded,
    score_runs = cells.score_runs + excluded.score_runs,
    score_sum = cells.score_sum + excluded.score_sum,
    score_square_sum = cells.score_square_sum + excluded.score_square_sum,
    cost_runs = cells.cost_runs + excluded.cost_runs,
    cost_sum = cells.cost_sum + excluded.cost_sum,
    cost_passes = cells.cost_passes + excluded.cost_passes,
    token_runs = cells.token_runs + excluded.token_runs,
    tokens_in_sum = cells.tokens_in_sum + excluded.tokens_in_sum,
    tokens_out_sum = cells.tokens_out_sum + excluded.tokens_out_sum,
    duration_runs = cells.duration_runs + excluded.duration_runs,
    duration_sum = cells.duration_sum + excluded.duration_sum,
    tool_call_runs = cells.tool_call_runs + excluded.tool_call_runs,
    tool_call_sum = cells.tool_call_sum + excluded.tool_call_sum,
    synthetic_runs = cells.synthetic_runs + excluded.synthetic_runs,
    pass_score_runs = cells.pass_score_runs + excluded.pass_score_runs,
    pass_score_sum = cells.pass_score_sum + excluded.pass_score_sum,
    pass_weighted_runs = cells.pass_weighted_runs + excluded.pass_weighted_runs,
    pass_weighted_sum = cells.pass_weighted_sum + excluded.pass_weighted_sum,
    last_run_at = max(cells.last_run_at, excluded.last_run_at);
  INSERT INTO batch_cells (
    batch_id, suite, suite_version, scenario, tier, agent, model, variant, runs, pass, fail, timeout, refusal, infrastructure_error, unknown_failure, not_stated, not_final, excluded, score_runs, score_sum, score_square_sum, cost_runs, cost_sum, cost_passes, token_runs, tokens_in_sum, tokens_out_sum, duration_runs, duration_sum, tool_call_runs, tool_call_sum, synthetic_runs, pass_score_runs, pass_score_sum, pass_weighted_runs, pass_weighted_sum
  )
  SELECT
    new.batch_id,
    new.suite,
    new.suite_version,
    new.scenario,
    new.tier,
    new.agent,
    new.model,
    new.variant,
    new.sign * new.runs,
    new.sign * new.pass,
    new.sign * new.fail,
    new.sign * new.timeout,
    new.sign * new.refusal,
    new.sign * new.infrastructure_error,
    new.sign * new.unknown_failure,
    new.sign * new.not_stated,
    new.sign * new.not_final,
    new.sign * new.excluded,
    new.sign * new.score_runs,
    new.sign * new.score_sum,
    new.sign * new.score_square_sum,
    new.sign * new.cost_runs,
    new.sign * new.cost_sum,
    new.sign * new.cost_passes,
    new.sign * new.token_runs,
    new.sign * new.tokens_in_sum,
    new.sign * new.tokens_out_sum,
    new.sign * new.duration_runs,
    new.sign * new.duration_sum,
    new.sign * new.tool_call_runs,
    new.sign * new.tool_call_sum,
    new.sign * new.synthetic_runs,
    new.sign * new.pass_score_runs,
    new.sign * new.pass_score_sum,
    new.sign * new.pass_weighted_runs,
    new.sign * new.pass_weighted_sum
  WHERE true AND new.batch_id <> ''
  ON CONFLICT DO UPDATE SET
    runs = batch_cells.runs + excluded.runs,
    pass = batch_cells.pass + excluded.pass,
    fail = batch_cells.fail + excluded.fail,
    timeout = batch_cells.timeout + excluded.timeout,
    refusal = batch_cells.refusal + excluded.refusal,
    infrastructure_error = batch_cells.infrastructure_error + excluded.infrastructure_error,
    unknown_failure = batch_cells.unknown_failure + excluded.unknown_failure,
    not_stated = batch_cells.not_stated + excluded.not_stated,
    not_final = batch_cells.not_final + excluded.not_final,
    excluded = batch_cells.excluded + excluded.excluded,
    score_runs = batch_cells.score_runs + excluded.score_runs,
    score_sum = batch_cells.score_sum + excluded.score_sum,
    score_square_sum = batch_cells.score_square_sum + excluded.score_square_sum,
    cost_runs = batch_cells.cost_runs + excluded.cost_runs,
    cost_sum = batch_cells.cost_sum + excluded.cost_sum,
    cost_passes = batch_cells.cost_passes + excluded.cost_passes,
    token_runs = batch_cells.token_runs + excluded.token_runs,
    tokens_in_sum = batch_cells.tokens_in_sum + excluded.tokens_in_sum,
    tokens_out_sum = batch_cells.tokens_out_sum + excluded.tokens_out_sum,
    duration_runs = batch_cells.duration_runs + excluded.duration_runs,
    duration_sum = batch_cells.duration_sum + excluded.duration_sum,
    tool_call_runs = batch_cells.tool_call_runs + excluded.tool_call_runs,
    tool_call_sum = batch_cells.tool_call_sum + excluded.tool_call_sum,
    synthetic_runs = batch_cells.synthetic_runs + excluded.synthetic_runs,
    pass_score_runs = batch_cells.pass_score_runs + excluded.pass_score_runs,
    pass_score_sum = batch_cells.pass_score_sum + excluded.pass_score_sum,
    pass_weighted_runs = batch_cells.pass_weighted_runs + excluded.pass_weighted_runs,
    pass_weighted_sum = batch_cells.pass_weighted_sum + excluded.pass_weighted_sum;
  INSERT INTO batch_totals (
    batch_id, runs, pass, fail, timeout, refusal, infrastructure_error, unknown_failure, not_stated, not_final, excluded, score_runs, score_sum, score_square_sum, cost_runs, cost_sum, cost_passes, token_runs, tokens_in_sum, tokens_out_sum, duration_runs, duration_sum, tool_call_runs, tool_call_sum, synthetic_runs, pass_score_runs, pass_score_sum, pass_weighted_runs, pass_weighted_sum
  )
  SELECT
    new.batch_id,
    new.sign * new.runs,
    new.sign * new.pass,
    new.sign * new.fail,
    new.sign * new.timeout,
    new.sign * new.refusal,
    new.sign * new.infrastructure_error,
    new.sign * new.unknown_failure,
    new.sign * new.not_stated,
    new.sign * new.not_final,
    new.sign * new.excluded,
    new.sign * new.score_runs,
    new.sign * new.score_sum,
    new.sign * new.score_square_sum,
    new.sign * new.cost_runs,
    new.sign * new.cost_sum,
    new.sign * new.cost_passes,
    new.sign * new.token_runs,
    new.sign * new.tokens_in_sum,
    new.sign * new.tokens_out_sum,
    new.sign * new.duration_runs,
    new.sign * new.duration_sum,
    new.sign * new.tool_call_runs,
    new.sign * new.tool_call_sum,
    new.sign * new.synthetic_runs,
    new.sign * new.pass_score_runs,
    new.sign * new.pass_score_sum,
    new.sign * new.pass_weighted_runs,
    new.sign * new.pass_weighted_sum
  WHERE true AND new.batch_id <> ''
  ON CONFLICT DO UPDATE SET
    runs = batch_totals.runs + excluded.runs,
    pass = batch_totals.pass + excluded.pass,
    fail = batch_totals.fail + excluded.fail,
    timeout = batch_totals.timeout + excluded.timeout,
    refusal = batch_totals.refusal + excluded.refusal,
    infrastructure_error = batch_totals.infrastructure_error + excluded.infrastructure_error,
    unknown_failure = batch_totals.unknown_failure + excluded.unknown_failure,
    not_stated = batch_totals.not_stated + excluded.not_stated,
    not_final = batch_totals.not_final + excluded.not_final,
    excluded = batch_totals.excluded + excluded.excluded,
    score_runs = batch_totals.score_runs + excluded.score_runs,
    score_sum = batch_totals.score_sum + excluded.score_sum,
    score_square_sum = batch_totals.score_square_sum + excluded.score_square_sum,
    cost_runs = batch_totals.cost_runs + excluded.cost_runs,
    cost_sum = batch_totals.cost_sum + excluded.cost_sum,
    cost_passes = batch_totals.cost_passes + excluded.cost_passes,
    token_runs = batch_totals.token_runs + excluded.token_runs,
    tokens_in_sum = batch_totals.tokens_in_sum + excluded.tokens_in_sum,
    tokens_out_sum = batch_totals.tokens_out_sum + excluded.tokens_out_sum,
    duration_runs = batch_totals.duration_runs + excluded.duration_runs,
    duration_sum = batch_totals.duration_sum + excluded.duration_sum,
    tool_call_runs = batch_totals.tool_call_runs + excluded.tool_call_runs,
    tool_call_sum = batch_totals.tool_call_sum + excluded.tool_call_sum,
    synthetic_runs = batch_totals.synthetic_runs + excluded.synthetic_runs,
    pass_score_runs = batch_totals.pass_score_runs + excluded.pass_score_runs,
    pass_score_sum = batch_totals.pass_score_sum + excluded.pass_score_sum,
    pass_weighted_runs = batch_totals.pass_weighted_runs + excluded.pass_weighted_runs,
    pass_weighted_sum = batch_totals.pass_weighted_sum + excluded.pass_weighted_sum;
  INSERT INTO scenario_days (
    day, suite, suite_version, scenario, runs, pass, fail, timeout, refusal, infrastructure_error, unknown_failure, not_stated, not_final, excluded, score_runs, score_sum, score_square_sum, cost_runs, cost_sum, cost_passes, token_runs, tokens_in_sum, tokens_out_sum, duration_runs, duration_sum, tool_call_runs, tool_call_sum, synthetic_runs, pass_score_runs, pass_score_sum, pass_weighted_runs, pass_weighted_sum
  )
  SELECT
    new.day,
    new.suite,
    new.suite_version,
    new.scenario,
    new.sign * new.runs,
    new.sign * new.pass,
    new.sign * new.fail,
    new.sign * new.timeout,
    new.sign * new.refusal,
    new.sign * new.infrastructure_error,
    new.sign * new.unknown_failure,
    new.sign * new.not_stated,
    new.sign * new.not_final,
    new.sign * new.excluded,
    new.sign * new.score_runs,
    new.sign * new.score_sum,
    new.sign * new.score_square_sum,
    new.sign * new.cost_runs,
    new.sign * new.cost_sum,
    new.sign * new.cost_passes,
    new.sign * new.token_runs,
    new.sign * new.tokens_in_sum,
    new.sign * new.tokens_out_sum,
    new.sign * new.duration_runs,
    new.sign * new.duration_sum,
    new.sign * new.tool_call_runs,
    new.sign * new.tool_call_sum,
    new.sign * new.synthetic_runs,
    new.sign * new.pass_score_runs,
    new.sign * new.pass_score_sum,
    new.sign * new.pass_weighted_runs,
    new.sign * new.pass_weighted_sum
  WHERE true
  ON CONFLICT DO UPDATE SET
    runs = scenario_days.runs + excluded.runs,
    pass = scenario_days.pass + excluded.pass,
    fail = scenario_days.fail + excluded.fail,
    timeout = scenario_days.timeout + excluded.timeout,
    refusal = scenario_days.refusal + excluded.refusal,
    infrastructure_error = scenario_days.infrastructure_error + excluded.infrastructure_error,
    unknown_failure = scenario_days.unknown_failure + excluded.unknown_failure,
    not_stated = scenario_days.not_stated + excluded.not_stated,
    not_final = scenario_days.not_final + excluded.not_final,
    excluded = scenario_days.excluded + excluded.excluded,
    score_runs = scenario_days.score_runs + excluded.score_runs,
    score_sum = scenario_days.score_sum + excluded.score_sum,
    score_square_sum = scenario_days.score_square_sum + excluded.score_square_sum,
    cost_runs = scenario_days.cost_runs + excluded.cost_runs,
    cost_sum = scenario_days.cost_sum + excluded.cost_sum,
    cost_passes = scenario_days.cost_passes + excluded.cost_passes,
    token_runs = scenario_days.token_runs + excluded.token_runs,
    tokens_in_sum = scenario_days.tokens_in_sum + excluded.tokens_in_sum,
    tokens_out_sum = scenario_days.tokens_out_sum + excluded.tokens_out_sum,
    duration_runs = scenario_days.duration_runs + excluded.duration_runs,
    duration_sum = scenario_days.duration_sum + excluded.duration_sum,
    tool_call_runs = scenario_days.tool_call_runs + excluded.tool_call_runs,
    tool_call_sum = scenario_days.tool_call_sum + excluded.tool_call_sum,
    synthetic_runs = scenario_days.synthetic_runs + excluded.synthetic_runs,
    pass_score_runs = scenario_days.pass_score_runs + excluded.pass_score_runs,
    pass_score_sum = scenario_days.pass_score_sum + excluded.pass_score_sum,
    pass_weighted_runs = scenario_days.pass_weighted_runs + excluded.pass_weighted_runs,
    pass_weighted_sum = scenario_days.pass_weighted_sum + excluded.pass_weighted_sum;
  INSERT INTO evaluator_scenarios (
    evaluator_name, suite, suite_version, scenario, evaluations, share_sum, share_square_sum
  )
  SELECT
    evaluation.evaluator_name,
    new.suite,
    new.suite_version,
    new.scenario,
    new.sign,
    new.sign * CAST(round(evaluation.score / evaluation.max_score * 1e9) AS INTEGER),
    new.sign * CAST(round(evaluation.score / evaluation.max_score * (evaluation.score / evaluation.max_score) * 1e9) AS INTEGER)
  FROM evaluation_results AS evaluation WHERE run_id = new.run_id AND new.is_metered
  ON CONFLICT DO UPDATE SET
    evaluations = evaluator_scenarios.evaluations + excluded.evaluations,
    share_sum = evaluator_scenarios.share_sum + excluded.share_sum,
    share_square_sum = evaluator_scenarios.share_square_sum + excluded.share_square_sum;
  INSERT INTO evaluator_days (
    evaluator_name, day, evaluations, share_sum, share_square_sum
  )
  SELECT
    evaluation.evaluator_name,
    new.day,
    new.sign,
    new.sign * CAST(round(evaluation.score / evaluation.max_score * 1e9) AS INTEGER),
    new.sign * CAST(round(evaluation.score / evaluation.max_score * (evaluation.score / evaluation.max_score) * 1e9) AS INTEGER)
  FROM evaluation_results AS evaluation WHERE run_id = new.run_id AND new.is_metered
  ON CONFLICT DO UPDATE SET
    evaluations = evaluator_days.evaluations + excluded.evaluations,
    share_sum = evaluator_days.share_sum + excluded.share_sum,
    share_square_sum = evaluator_days.share_square_sum + excluded.share_square_sum;
  INSERT INTO batch_evaluators (
    batch_id, evaluator_name, evaluations, share_sum, share_square_sum
  )
  SELECT
    new.batch_id,
    evaluation.evaluator_name,
    new.sign,
    new.sign * CAST(round(evaluation.score / evaluation.max_score * 1e9) AS INTEGER),
    new.sign * CAST(round(evaluation.score / evaluation.max_score * (evaluation.score / evaluation.max_score) * 1e9) AS INTEGER)
  FROM evaluation_results AS evaluation WHERE run_id = new.run_id AND new.is_metered AND new.batch_id <> ''
  ON CONFLICT DO UPDATE SET
    evaluations = batch_evaluators.evaluations + excluded.evaluations,
    share_sum = batch_evaluators.share_sum + excluded.share_sum,
    share_square_sum = batch_evaluators.share_square_sum + excluded.share_square_sum;
  UPDATE cells SET last_run_at = coalesce((SELECT max(started_at) FROM benchmark_runs WHERE suite = new.suite AND suite_version = new.suite_version AND scenario = new.scenario AND tier = new.tier AND agent = new.agent AND model = new.model AND variant = new.variant AND run_id <> new.run_id), 0)
  WHERE new.sign < 0 AND suite = new.suite AND suite_version = new.suite_version AND scenario = new.scenario AND tier = new.tier AND agent = new.agent AND model = new.model AND variant = new.variant;
  DELETE FROM cells WHERE new.sign < 0 AND runs = 0 AND suite = new.suite AND suite_version = new.suite_version AND scenario = new.scenario AND tier = new.tier AND agent = new.agent AND model = new.model AND variant = new.variant;
  DELETE FROM batch_cells WHERE new.sign < 0 AND runs = 0 AND batch_id = new.batch_id AND suite = new.suite AND suite_version = new.suite_version AND scenario = new.scenario AND tier = new.tier AND agent = new.agent AND model = new.model AND variant = new.variant;
  DELETE FROM batch_totals WHERE new.sign < 0 AND runs = 0 AND batch_id = new.batch_id;
  DELETE FROM scenario_days WHERE new.sign < 0 AND runs = 0 AND day = new.day AND suite = new.suite AND suite_version = new.suite_version AND scenario = new.scenario;
  DELETE FROM evaluator_scenarios WHERE new.sign < 0 AND evaluations = 0 AND evaluator_name IN (SELECT evaluator_name FROM evaluation_results WHERE run_id = new.run_id) AND suite = new.suite AND suite_version = new.suite_version AND scenario = new.scenario;
  DELETE FROM evaluator_days WHERE new.sign < 0 AND evaluations = 0 AND evaluator_name IN (SELECT evaluator_name FROM evaluation_results WHERE run_id = new.run_id) AND day = new.day;
  DELETE FROM batch_evaluators WHERE new.sign < 0 AND evaluations = 0 AND batch_id = new.batch_id AND evaluator_name IN (SELECT evaluator_name FROM evaluation_results WHERE run_id = new.run_id);
END;
--> statement-breakpoint
CREATE TRIGGER benchmark_runs_enter AFTER INSERT ON benchmark_runs BEGIN
  INSERT INTO counting SELECT 1, * FROM run_contributions WHERE run_id = new.run_id;
END;
--> statement-breakpoint
CREATE TRIGGER benchmark_runs_leave BEFORE DELETE ON benchmark_runs BEGIN
  INSERT INTO counting SELECT -1, * FROM run_contributions WHERE run_id = old.run_id;
END;
--> statement-breakpoint
CREATE TRIGGER benchmark_runs_left AFTER DELETE ON benchmark_runs BEGIN
  DELETE FROM evaluation_results WHERE run_id = old.run_id;
  DELETE FROM run_telemetry WHERE run_id = old.run_id;
  DELETE FROM run_corrections WHERE run_id = old.run_id;
  UPDATE snapshot_state SET changes = changes + 1;
END;
--> statement-breakpoint
-- Only a decision changes what a run counts as; whatever else a run is stays as it was submitted.
CREATE TRIGGER benchmark_runs_stay BEFORE UPDATE ON benchmark_runs
WHEN new.outcome = old.outcome OR NOT EXISTS (SELECT 1 FROM run_corrections WHERE run_id = old.run_id AND outcome = new.outcome) BEGIN
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
  UPDATE snapshot_state SET changes = changes + 1;
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
--> statement-breakpoint
INSERT INTO snapshot_state (id) VALUES (1) ON CONFLICT DO NOTHING;
