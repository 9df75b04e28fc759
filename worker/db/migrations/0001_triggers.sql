-- Made by npm run db:generate from the list of measures: not to be changed by hand.
-- What a run adds to each measure. A run counts as decisions corrected it.
CREATE VIEW run_contributions AS
SELECT
  r.run_id, r.batch_id, r.suite_version_id, r.entry_id, r.scenario_id, r.tier_id,
  r.started_at / 86400000 AS day,
  r.is_metered,
  1 AS runs,
  iif(r.is_total, r.passes, iif(r.outcome = 'pass', r.trials, 0)) AS pass,
  iif(r.is_total, r.trials - r.passes, iif(r.outcome = 'fail', r.trials, 0)) AS fail,
  iif(r.outcome = 'timeout', r.trials, 0) AS timeout,
  iif(r.outcome = 'refusal', r.trials, 0) AS refusal,
  iif(r.outcome = 'infrastructure-error', r.trials, 0) AS infrastructure_error,
  iif(r.outcome = 'unknown-failure', r.trials, 0) AS unknown_failure,
  iif(r.is_total, 0, iif(r.outcome = 'not-stated', r.trials, 0)) AS not_stated,
  iif(r.outcome = 'not-final', r.trials, 0) AS not_final,
  iif(r.outcome = 'excluded', r.trials, 0) AS excluded,
  iif(r.is_scored, r.trials, 0) AS score_runs,
  (iif(r.is_scored, iif(r.is_total, r.passes, r.trials), 0)) * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) & 1073741823) AS score_sum,
  (iif(r.is_scored, iif(r.is_total, r.passes, r.trials), 0)) * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) >> 30) AS score_sum_high,
  (iif(r.is_scored, iif(r.is_total, r.passes, r.trials), 0)) * ((CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) & 1073741823) & 1073741823) AS score_squares,
  (iif(r.is_scored, iif(r.is_total, r.passes, r.trials), 0)) * (((CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) & 1073741823) >> 30) + (2 * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) >> 30) & 1073741823)) AS score_squares_middle,
  (iif(r.is_scored, iif(r.is_total, r.passes, r.trials), 0)) * ((2 * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) >> 30) >> 30) + (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) >> 30) * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) >> 30)) AS score_squares_high,
  iif(r.has_error, 1, 0) AS score_error_runs,
  CAST(round((iif(r.has_error, r.score_standard_error * r.score_standard_error, 0)) * 1e+12) AS INTEGER) & 1073741823 AS score_error_squares,
  CAST(round((iif(r.has_error, r.score_standard_error * r.score_standard_error, 0)) * 1e+12) AS INTEGER) >> 30 AS score_error_squares_high,
  iif(r.is_metered AND r.cost_usd IS NOT NULL, r.trials, 0) AS cost_runs,
  CAST(round((iif(r.is_metered, coalesce(r.cost_usd, 0), 0)) * 1e+12) AS INTEGER) & 1073741823 AS cost_sum,
  CAST(round((iif(r.is_metered, coalesce(r.cost_usd, 0), 0)) * 1e+12) AS INTEGER) >> 30 AS cost_sum_high,
  iif(r.cost_usd IS NULL, 0, iif(r.is_total, r.passes, iif(r.outcome = 'pass', r.trials, 0))) AS cost_passes,
  iif(r.is_metered AND r.tokens_in IS NOT NULL AND r.tokens_out IS NOT NULL, r.trials, 0) AS token_runs,
  CAST(round((iif(r.is_metered AND r.tokens_out IS NOT NULL, coalesce(r.tokens_in, 0), 0)) * 1e+0) AS INTEGER) & 1073741823 AS tokens_in_sum,
  CAST(round((iif(r.is_metered AND r.tokens_out IS NOT NULL, coalesce(r.tokens_in, 0), 0)) * 1e+0) AS INTEGER) >> 30 AS tokens_in_sum_high,
  CAST(round((iif(r.is_metered AND r.tokens_in IS NOT NULL, coalesce(r.tokens_out, 0), 0)) * 1e+0) AS INTEGER) & 1073741823 AS tokens_out_sum,
  CAST(round((iif(r.is_metered AND r.tokens_in IS NOT NULL, coalesce(r.tokens_out, 0), 0)) * 1e+0) AS INTEGER) >> 30 AS tokens_out_sum_high,
  iif(r.is_metered AND r.duration_ms IS NOT NULL, r.trials, 0) AS duration_runs,
  CAST(round((iif(r.is_metered, coalesce(r.duration_ms, 0), 0)) * 1e+6) AS INTEGER) & 1073741823 AS duration_sum,
  CAST(round((iif(r.is_metered, coalesce(r.duration_ms, 0), 0)) * 1e+6) AS INTEGER) >> 30 AS duration_sum_high,
  iif(r.is_metered AND r.tool_calls IS NOT NULL, r.trials, 0) AS tool_call_runs,
  CAST(round((iif(r.is_metered, coalesce(r.tool_calls, 0), 0)) * 1e+0) AS INTEGER) & 1073741823 AS tool_call_sum,
  CAST(round((iif(r.is_metered, coalesce(r.tool_calls, 0), 0)) * 1e+0) AS INTEGER) >> 30 AS tool_call_sum_high,
  iif(r.synthetic, r.trials, 0) AS synthetic_runs,
  iif(coalesce(r.relationship, '') = 'first-party', r.trials, 0) AS first_party_runs,
  iif(coalesce(r.relationship, '') = 'third-party', r.trials, 0) AS third_party_runs,
  iif(r.trials > 1, r.trials, 0) AS summed_runs,
  iif(r.total_score IS NULL, 0, iif(r.is_total, r.passes, iif(r.outcome = 'pass', r.trials, 0))) AS pass_score_runs,
  (iif(r.total_score IS NULL, 0, iif(r.is_total, r.passes, iif(r.outcome = 'pass', r.trials, 0)))) * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) & 1073741823) AS pass_score_sum,
  (iif(r.total_score IS NULL, 0, iif(r.is_total, r.passes, iif(r.outcome = 'pass', r.trials, 0)))) * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) >> 30) AS pass_score_sum_high,
  iif(r.outcome = 'pass' AND r.weighted_score IS NOT NULL, r.trials, 0) AS pass_weighted_runs,
  (iif(r.outcome = 'pass', r.trials, 0)) * (CAST(round((coalesce(r.weighted_score, 0)) * 1e+9) AS INTEGER) & 1073741823) AS pass_weighted_sum,
  (iif(r.outcome = 'pass', r.trials, 0)) * (CAST(round((coalesce(r.weighted_score, 0)) * 1e+9) AS INTEGER) >> 30) AS pass_weighted_sum_high,
  iif(r.is_completed, r.trials, 0) AS completed_runs,
  iif(r.is_completed AND r.total_score IS NOT NULL, r.trials, 0) AS completed_score_runs,
  (iif(r.is_completed AND r.total_score IS NOT NULL, iif(r.is_total, r.passes, r.trials), 0)) * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) & 1073741823) AS completed_score_sum,
  (iif(r.is_completed AND r.total_score IS NOT NULL, iif(r.is_total, r.passes, r.trials), 0)) * (CAST(round((iif(r.is_total, 1, coalesce(r.total_score, 0))) * 1e+9) AS INTEGER) >> 30) AS completed_score_sum_high,
  iif(r.is_completed AND r.weighted_score IS NOT NULL, r.trials, 0) AS completed_weighted_runs,
  (iif(r.is_completed, r.trials, 0)) * (CAST(round((coalesce(r.weighted_score, 0)) * 1e+9) AS INTEGER) & 1073741823) AS completed_weighted_sum,
  (iif(r.is_completed, r.trials, 0)) * (CAST(round((coalesce(r.weighted_score, 0)) * 1e+9) AS INTEGER) >> 30) AS completed_weighted_sum_high,
  r.started_at AS first_run_at,
  r.started_at AS last_run_at,
  (
    WITH given AS (
      SELECT evaluator_name AS name, (2 * sum(CAST(round(min(1.0, max(0.0, score / max_score)) * 1000000) AS INTEGER)) + count(*)) / (2 * count(*)) AS share
      FROM evaluation_results WHERE run_id = r.run_id AND r.is_metered AND length(CAST(evaluator_name AS BLOB)) <= 60
      GROUP BY evaluator_name ORDER BY evaluator_name LIMIT 6
    )
    SELECT nullif(json_group_array(json_array(
      a.name, b.name, 1, a.share, b.share, ((a.share - b.share) * (a.share - b.share) + 500000) / 1000000
    )), '[]')
    FROM given AS a JOIN given AS b ON a.name <= b.name
  ) AS evaluator_pairs
FROM (
  SELECT
    score_standard_error,
    -- The score of a single result whose standard error is stated, unless a decision gave it another score.
    run.outcome IN ('pass', 'fail', 'timeout', 'refusal', 'unknown-failure', 'not-stated') AND coalesce(run.trials, 1) = 1 AND score_standard_error IS NOT NULL
      AND coalesce(correction.total_score = run.total_score, true) AS has_error,
    run.run_id, batch_id, suite_version_id, entry_id, scenario_id, tier_id, started_at, run.outcome,
    coalesce(correction.total_score, run.total_score) AS total_score,
    coalesce(correction.weighted_score, run.weighted_score) AS weighted_score,
    coalesce(correction.cost_usd, run.cost_usd) AS cost_usd,
    tokens_in, tokens_out, duration_ms, tool_calls,
    coalesce(synthetic, 0) AS synthetic, relationship,
    coalesce(run.trials, 1) AS trials, run.passes,
    -- A result that stands for many has no verdict: it counts its passes, unless a decision gives it one.
    run.passes IS NOT NULL AND run.outcome = 'not-stated' AS is_total,
    -- Final, not spoilt by the infrastructure and not excluded: what telemetry and evaluations are summed over.
    run.outcome IN ('pass', 'fail', 'timeout', 'refusal', 'unknown-failure', 'not-stated') AS is_metered,
    -- Among those, and a pass also where a decision made one of a failed run.
    run.outcome IN ('pass', 'fail', 'timeout', 'refusal', 'unknown-failure', 'not-stated') AND (status = 'completed' OR run.outcome = 'pass') AS is_completed,
    -- Among those: a failed run without a score counts as 0, a completed one without a score is in no mean.
    run.outcome IN ('pass', 'fail', 'timeout', 'refusal', 'unknown-failure', 'not-stated')
      AND (coalesce(correction.total_score, run.total_score) IS NOT NULL OR status = 'failed') AS is_scored
  FROM benchmark_runs AS run
  LEFT JOIN run_corrections AS correction ON correction.run_id = run.run_id
) AS r;
--> statement-breakpoint
-- A command: inserting the contributions of a run here, with a sign, adds them (1) to the aggregates or takes them away (-1), and then
-- clears what is left empty.
CREATE VIEW counting AS SELECT 1 AS sign, * FROM run_contributions;
--> statement-breakpoint
CREATE TRIGGER counting_insert INSTEAD OF INSERT ON counting BEGIN
  UPDATE snapshot_parts SET hash = NULL, maker = NULL
  WHERE suite_version_id = new.suite_version_id AND (hash IS NOT NULL OR maker IS NOT NULL) AND prefix = (
    SELECT prefix FROM snapshot_parts WHERE suite_version_id = new.suite_version_id AND prefix <= (
    (SELECT path FROM entries WHERE id = new.entry_id) || (SELECT path FROM scenarios WHERE id = new.scenario_id)
      || (SELECT path FROM tiers WHERE id = new.tier_id)
  ) ORDER BY prefix DESC LIMIT 1
  );
  UPDATE snapshot_parts SET hash = NULL, maker = NULL
  WHERE suite_version_id = 0 AND (hash IS NOT NULL OR maker IS NOT NULL) AND prefix = (
    SELECT prefix FROM snapshot_parts WHERE suite_version_id = 0 AND prefix <= (SELECT path FROM batch_runs WHERE batch_id = new.batch_id) ORDER BY prefix DESC LIMIT 1
  );
  INSERT INTO entry_tiers (
    suite_version_id, entry_id, tier_id, runs, pass, fail, timeout, refusal, infrastructure_error, unknown_failure, not_stated, not_final, excluded, score_runs, score_sum, score_sum_high, score_squares, score_squares_middle, score_squares_high, score_error_runs, score_error_squares, score_error_squares_high, cost_runs, cost_sum, cost_sum_high, cost_passes, token_runs, tokens_in_sum, tokens_in_sum_high, tokens_out_sum, tokens_out_sum_high, duration_runs, duration_sum, duration_sum_high, tool_call_runs, tool_call_sum, tool_call_sum_high, synthetic_runs, first_party_runs, third_party_runs, summed_runs, pass_score_runs, pass_score_sum, pass_score_sum_high, pass_weighted_runs, pass_weighted_sum, pass_weighted_sum_high, completed_runs, completed_score_runs, completed_score_sum, completed_score_sum_high, completed_weighted_runs, completed_weighted_sum, completed_weighted_sum_high, cells
  )
  SELECT
    new.suite_version_id,
    new.entry_id,
    new.tier_id,
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
    new.sign * new.score_sum_high,
    new.sign * new.score_squares,
    new.sign * new.score_squares_middle,
    new.sign * new.score_squares_high,
    new.sign * new.score_error_runs,
    new.sign * new.score_error_squares,
    new.sign * new.score_error_squares_high,
    new.sign * new.cost_runs,
    new.sign * new.cost_sum,
    new.sign * new.cost_sum_high,
    new.sign * new.cost_passes,
    new.sign * new.token_runs,
    new.sign * new.tokens_in_sum,
    new.sign * new.tokens_in_sum_high,
    new.sign * new.tokens_out_sum,
    new.sign * new.tokens_out_sum_high,
    new.sign * new.duration_runs,
    new.sign * new.duration_sum,
    new.sign * new.duration_sum_high,
    new.sign * new.tool_call_runs,
    new.sign * new.tool_call_sum,
    new.sign * new.tool_call_sum_high,
    new.sign * new.synthetic_runs,
    new.sign * new.first_party_runs,
    new.sign * new.third_party_runs,
    new.sign * new.summed_runs,
    new.sign * new.pass_score_runs,
    new.sign * new.pass_score_sum,
    new.sign * new.pass_score_sum_high,
    new.sign * new.pass_weighted_runs,
    new.sign * new.pass_weighted_sum,
    new.sign * new.pass_weighted_sum_high,
    new.sign * new.completed_runs,
    new.sign * new.completed_score_runs,
    new.sign * new.completed_score_sum,
    new.sign * new.completed_score_sum_high,
    new.sign * new.completed_weighted_runs,
    new.sign * new.completed_weighted_sum,
    new.sign * new.completed_weighted_sum_high,
    iif(new.sign > 0, NOT EXISTS (SELECT 1 FROM cells WHERE entry_id = new.entry_id AND scenario_id = new.scenario_id AND tier_id = new.tier_id), -EXISTS (SELECT 1 FROM cells WHERE entry_id = new.entry_id AND scenario_id = new.scenario_id AND tier_id = new.tier_id AND runs = 1))
  WHERE true
  ON CONFLICT DO UPDATE SET
    runs = entry_tiers.runs + excluded.runs,
    pass = entry_tiers.pass + excluded.pass,
    fail = entry_tiers.fail + excluded.fail,
    timeout = entry_tiers.timeout + excluded.timeout,
    refusal = entry_tiers.refusal + excluded.refusal,
    infrastructure_error = entry_tiers.infrastructure_error + excluded.infrastructure_error,
    unknown_failure = entry_tiers.unknown_failure + excluded.unknown_failure,
    not_stated = entry_tiers.not_stated + excluded.not_stated,
    not_final = entry_tiers.not_final + excluded.not_final,
    excluded = entry_tiers.excluded + excluded.excluded,
    score_runs = entry_tiers.score_runs + excluded.score_runs,
    score_sum = entry_tiers.score_sum + excluded.score_sum,
    score_sum_high = entry_tiers.score_sum_high + excluded.score_sum_high,
    score_squares = entry_tiers.score_squares + excluded.score_squares,
    score_squares_middle = entry_tiers.score_squares_middle + excluded.score_squares_middle,
    score_squares_high = entry_tiers.score_squares_high + excluded.score_squares_high,
    score_error_runs = entry_tiers.score_error_runs + excluded.score_error_runs,
    score_error_squares = entry_tiers.score_error_squares + excluded.score_error_squares,
    score_error_squares_high = entry_tiers.score_error_squares_high + excluded.score_error_squares_high,
    cost_runs = entry_tiers.cost_runs + excluded.cost_runs,
    cost_sum = entry_tiers.cost_sum + excluded.cost_sum,
    cost_sum_high = entry_tiers.cost_sum_high + excluded.cost_sum_high,
    cost_passes = entry_tiers.cost_passes + excluded.cost_passes,
    token_runs = entry_tiers.token_runs + excluded.token_runs,
    tokens_in_sum = entry_tiers.tokens_in_sum + excluded.tokens_in_sum,
    tokens_in_sum_high = entry_tiers.tokens_in_sum_high + excluded.tokens_in_sum_high,
    tokens_out_sum = entry_tiers.tokens_out_sum + excluded.tokens_out_sum,
    tokens_out_sum_high = entry_tiers.tokens_out_sum_high + excluded.tokens_out_sum_high,
    duration_runs = entry_tiers.duration_runs + excluded.duration_runs,
    duration_sum = entry_tiers.duration_sum + excluded.duration_sum,
    duration_sum_high = entry_tiers.duration_sum_high + excluded.duration_sum_high,
    tool_call_runs = entry_tiers.tool_call_runs + excluded.tool_call_runs,
    tool_call_sum = entry_tiers.tool_call_sum + excluded.tool_call_sum,
    tool_call_sum_high = entry_tiers.tool_call_sum_high + excluded.tool_call_sum_high,
    synthetic_runs = entry_tiers.synthetic_runs + excluded.synthetic_runs,
    first_party_runs = entry_tiers.first_party_runs + excluded.first_party_runs,
    third_party_runs = entry_tiers.third_party_runs + excluded.third_party_runs,
    summed_runs = entry_tiers.summed_runs + excluded.summed_runs,
    pass_score_runs = entry_tiers.pass_score_runs + excluded.pass_score_runs,
    pass_score_sum = entry_tiers.pass_score_sum + excluded.pass_score_sum,
    pass_score_sum_high = entry_tiers.pass_score_sum_high + excluded.pass_score_sum_high,
    pass_weighted_runs = entry_tiers.pass_weighted_runs + excluded.pass_weighted_runs,
    pass_weighted_sum = entry_tiers.pass_weighted_sum + excluded.pass_weighted_sum,
    pass_weighted_sum_high = entry_tiers.pass_weighted_sum_high + excluded.pass_weighted_sum_high,
    completed_runs = entry_tiers.completed_runs + excluded.completed_runs,
    completed_score_runs = entry_tiers.completed_score_runs + excluded.completed_score_runs,
    completed_score_sum = entry_tiers.completed_score_sum + excluded.completed_score_sum,
    completed_score_sum_high = entry_tiers.completed_score_sum_high + excluded.completed_score_sum_high,
    completed_weighted_runs = entry_tiers.completed_weighted_runs + excluded.completed_weighted_runs,
    completed_weighted_sum = entry_tiers.completed_weighted_sum + excluded.completed_weighted_sum,
    completed_weighted_sum_high = entry_tiers.completed_weighted_sum_high + excluded.completed_weighted_sum_high,
    cells = entry_tiers.cells + excluded.cells;
  INSERT INTO cells (
    entry_id, scenario_id, tier_id, runs, pass, fail, timeout, refusal, infrastructure_error, unknown_failure, not_stated, not_final, excluded, score_runs, score_sum, score_sum_high, score_squares, score_squares_middle, score_squares_high, score_error_runs, score_error_squares, score_error_squares_high, cost_runs, cost_sum, cost_sum_high, cost_passes, token_runs, tokens_in_sum, tokens_in_sum_high, tokens_out_sum, tokens_out_sum_high, duration_runs, duration_sum, duration_sum_high, tool_call_runs, tool_call_sum, tool_call_sum_high, synthetic_runs, first_party_runs, third_party_runs, summed_runs, pass_score_runs, pass_score_sum, pass_score_sum_high, pass_weighted_runs, pass_weighted_sum, pass_weighted_sum_high, completed_runs, completed_score_runs, completed_score_sum, completed_score_sum_high, completed_weighted_runs, completed_weighted_sum, completed_weighted_sum_high, first_run_at, last_run_at, evaluator_pairs
  )
  SELECT
    new.entry_id,
    new.scenario_id,
    new.tier_id,
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
    new.sign * new.score_sum_high,
    new.sign * new.score_squares,
    new.sign * new.score_squares_middle,
    new.sign * new.score_squares_high,
    new.sign * new.score_error_runs,
    new.sign * new.score_error_squares,
    new.sign * new.score_error_squares_high,
    new.sign * new.cost_runs,
    new.sign * new.cost_sum,
    new.sign * new.cost_sum_high,
    new.sign * new.cost_passes,
    new.sign * new.token_runs,
    new.sign * new.tokens_in_sum,
    new.sign * new.tokens_in_sum_high,
    new.sign * new.tokens_out_sum,
    new.sign * new.tokens_out_sum_high,
    new.sign * new.duration_runs,
    new.sign * new.duration_sum,
    new.sign * new.duration_sum_high,
    new.sign * new.tool_call_runs,
    new.sign * new.tool_call_sum,
    new.sign * new.tool_call_sum_high,
    new.sign * new.synthetic_runs,
    new.sign * new.first_party_runs,
    new.sign * new.third_party_runs,
    new.sign * new.summed_runs,
    new.sign * new.pass_score_runs,
    new.sign * new.pass_score_sum,
    new.sign * new.pass_score_sum_high,
    new.sign * new.pass_weighted_runs,
    new.sign * new.pass_weighted_sum,
    new.sign * new.pass_weighted_sum_high,
    new.sign * new.completed_runs,
    new.sign * new.completed_score_runs,
    new.sign * new.completed_score_sum,
    new.sign * new.completed_score_sum_high,
    new.sign * new.completed_weighted_runs,
    new.sign * new.completed_weighted_sum,
    new.sign * new.completed_weighted_sum_high,
    new.first_run_at,
    iif(new.sign > 0, new.last_run_at, 0),
    iif(new.sign > 0, new.evaluator_pairs, NULL)
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
    score_sum_high = cells.score_sum_high + excluded.score_sum_high,
    score_squares = cells.score_squares + excluded.score_squares,
    score_squares_middle = cells.score_squares_middle + excluded.score_squares_middle,
    score_squares_high = cells.score_squares_high + excluded.score_squares_high,
    score_error_runs = cells.score_error_runs + excluded.score_error_runs,
    score_error_squares = cells.score_error_squares + excluded.score_error_squares,
    score_error_squares_high = cells.score_error_squares_high + excluded.score_error_squares_high,
    cost_runs = cells.cost_runs + excluded.cost_runs,
    cost_sum = cells.cost_sum + excluded.cost_sum,
    cost_sum_high = cells.cost_sum_high + excluded.cost_sum_high,
    cost_passes = cells.cost_passes + excluded.cost_passes,
    token_runs = cells.token_runs + excluded.token_runs,
    tokens_in_sum = cells.tokens_in_sum + excluded.tokens_in_sum,
    tokens_in_sum_high = cells.tokens_in_sum_high + excluded.tokens_in_sum_high,
    tokens_out_sum = cells.tokens_out_sum + excluded.tokens_out_sum,
    tokens_out_sum_high = cells.tokens_out_sum_high + excluded.tokens_out_sum_high,
    duration_runs = cells.duration_runs + excluded.duration_runs,
    duration_sum = cells.duration_sum + excluded.duration_sum,
    duration_sum_high = cells.duration_sum_high + excluded.duration_sum_high,
    tool_call_runs = cells.tool_call_runs + excluded.tool_call_runs,
    tool_call_sum = cells.tool_call_sum + excluded.tool_call_sum,
    tool_call_sum_high = cells.tool_call_sum_high + excluded.tool_call_sum_high,
    synthetic_runs = cells.synthetic_runs + excluded.synthetic_runs,
    first_party_runs = cells.first_party_runs + excluded.first_party_runs,
    third_party_runs = cells.third_party_runs + excluded.third_party_runs,
    summed_runs = cells.summed_runs + excluded.summed_runs,
    pass_score_runs = cells.pass_score_runs + excluded.pass_score_runs,
    pass_score_sum = cells.pass_score_sum + excluded.pass_score_sum,
    pass_score_sum_high = cells.pass_score_sum_high + excluded.pass_score_sum_high,
    pass_weighted_runs = cells.pass_weighted_runs + excluded.pass_weighted_runs,
    pass_weighted_sum = cells.pass_weighted_sum + excluded.pass_weighted_sum,
    pass_weighted_sum_high = cells.pass_weighted_sum_high + excluded.pass_weighted_sum_high,
    completed_runs = cells.completed_runs + excluded.completed_runs,
    completed_score_runs = cells.completed_score_runs + excluded.completed_score_runs,
    completed_score_sum = cells.completed_score_sum + excluded.completed_score_sum,
    completed_score_sum_high = cells.completed_score_sum_high + excluded.completed_score_sum_high,
    completed_weighted_runs = cells.completed_weighted_runs + excluded.completed_weighted_runs,
    completed_weighted_sum = cells.completed_weighted_sum + excluded.completed_weighted_sum,
    completed_weighted_sum_high = cells.completed_weighted_sum_high + excluded.completed_weighted_sum_high,
    first_run_at = iif(new.sign > 0, min(cells.first_run_at, excluded.first_run_at), cells.first_run_at),
    last_run_at = max(cells.last_run_at, excluded.last_run_at),
    evaluator_pairs = CASE
      WHEN new.evaluator_pairs IS NULL THEN cells.evaluator_pairs
      WHEN new.sign > 0 OR (SELECT count(*) FROM json_each(cells.evaluator_pairs) AS own WHERE own.value ->> 0 = own.value ->> 1) < 6
        THEN (
      SELECT nullif(json_group_array(json_array(a, b, runs, sum_a, sum_b, squares)), '[]')
      FROM (
        SELECT a, b, sum(runs) AS runs, sum(sum_a) AS sum_a, sum(sum_b) AS sum_b, sum(squares) AS squares, sum(a = b) OVER (ORDER BY b) AS place
        FROM (
        SELECT pair.value ->> 0 AS a, pair.value ->> 1 AS b, 1 * (pair.value ->> 2) AS runs, 1 * (pair.value ->> 3) AS sum_a, 1 * (pair.value ->> 4) AS sum_b, 1 * (pair.value ->> 5) AS squares
        FROM json_each(cells.evaluator_pairs) AS pair
        UNION ALL
        SELECT pair.value ->> 0 AS a, pair.value ->> 1 AS b, new.sign * (pair.value ->> 2) AS runs, new.sign * (pair.value ->> 3) AS sum_a, new.sign * (pair.value ->> 4) AS sum_b, new.sign * (pair.value ->> 5) AS squares
        FROM json_each(new.evaluator_pairs) AS pair
        ) GROUP BY a, b HAVING sum(runs) > 0 ORDER BY a, b
      ) WHERE place <= 6
    )
      ELSE (
      SELECT nullif(json_group_array(json_array(a, b, runs, sum_a, sum_b, squares)), '[]')
      FROM (
        SELECT a, b, sum(runs) AS runs, sum(sum_a) AS sum_a, sum(sum_b) AS sum_b, sum(squares) AS squares, sum(a = b) OVER (ORDER BY b) AS place
        FROM (
        SELECT pair.value ->> 0 AS a, pair.value ->> 1 AS b, 1 * (pair.value ->> 2) AS runs, 1 * (pair.value ->> 3) AS sum_a, 1 * (pair.value ->> 4) AS sum_b, 1 * (pair.value ->> 5) AS squares
        FROM run_contributions AS other JOIN json_each(other.evaluator_pairs) AS pair WHERE other.entry_id = new.entry_id AND other.scenario_id = new.scenario_id AND other.tier_id = new.tier_id AND other.run_id <> new.run_id
        ) GROUP BY a, b HAVING sum(runs) > 0 ORDER BY a, b
      ) WHERE place <= 6
    )
    END;
  INSERT INTO scenario_tiers (
    suite_version_id, scenario_id, tier_id, runs, pass, fail, timeout, refusal, infrastructure_error, unknown_failure, not_stated, not_final, excluded, score_runs, score_sum, score_sum_high, score_squares, score_squares_middle, score_squares_high, score_error_runs, score_error_squares, score_error_squares_high, cost_runs, cost_sum, cost_sum_high, cost_passes, token_runs, tokens_in_sum, tokens_in_sum_high, tokens_out_sum, tokens_out_sum_high, duration_runs, duration_sum, duration_sum_high, tool_call_runs, tool_call_sum, tool_call_sum_high, synthetic_runs, first_party_runs, third_party_runs, summed_runs, pass_score_runs, pass_score_sum, pass_score_sum_high, pass_weighted_runs, pass_weighted_sum, pass_weighted_sum_high, completed_runs, completed_score_runs, completed_score_sum, completed_score_sum_high, completed_weighted_runs, completed_weighted_sum, completed_weighted_sum_high
  )
  SELECT
    new.suite_version_id,
    new.scenario_id,
    new.tier_id,
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
    new.sign * new.score_sum_high,
    new.sign * new.score_squares,
    new.sign * new.score_squares_middle,
    new.sign * new.score_squares_high,
    new.sign * new.score_error_runs,
    new.sign * new.score_error_squares,
    new.sign * new.score_error_squares_high,
    new.sign * new.cost_runs,
    new.sign * new.cost_sum,
    new.sign * new.cost_sum_high,
    new.sign * new.cost_passes,
    new.sign * new.token_runs,
    new.sign * new.tokens_in_sum,
    new.sign * new.tokens_in_sum_high,
    new.sign * new.tokens_out_sum,
    new.sign * new.tokens_out_sum_high,
    new.sign * new.duration_runs,
    new.sign * new.duration_sum,
    new.sign * new.duration_sum_high,
    new.sign * new.tool_call_runs,
    new.sign * new.tool_call_sum,
    new.sign * new.tool_call_sum_high,
    new.sign * new.synthetic_runs,
    new.sign * new.first_party_runs,
    new.sign * new.third_party_runs,
    new.sign * new.summed_runs,
    new.sign * new.pass_score_runs,
    new.sign * new.pass_score_sum,
    new.sign * new.pass_score_sum_high,
    new.sign * new.pass_weighted_runs,
    new.sign * new.pass_weighted_sum,
    new.sign * new.pass_weighted_sum_high,
    new.sign * new.completed_runs,
    new.sign * new.completed_score_runs,
    new.sign * new.completed_score_sum,
    new.sign * new.completed_score_sum_high,
    new.sign * new.completed_weighted_runs,
    new.sign * new.completed_weighted_sum,
    new.sign * new.completed_weighted_sum_high
  WHERE true
  ON CONFLICT DO UPDATE SET
    runs = scenario_tiers.runs + excluded.runs,
    pass = scenario_tiers.pass + excluded.pass,
    fail = scenario_tiers.fail + excluded.fail,
    timeout = scenario_tiers.timeout + excluded.timeout,
    refusal = scenario_tiers.refusal + excluded.refusal,
    infrastructure_error = scenario_tiers.infrastructure_error + excluded.infrastructure_error,
    unknown_failure = scenario_tiers.unknown_failure + excluded.unknown_failure,
    not_stated = scenario_tiers.not_stated + excluded.not_stated,
    not_final = scenario_tiers.not_final + excluded.not_final,
    excluded = scenario_tiers.excluded + excluded.excluded,
    score_runs = scenario_tiers.score_runs + excluded.score_runs,
    score_sum = scenario_tiers.score_sum + excluded.score_sum,
    score_sum_high = scenario_tiers.score_sum_high + excluded.score_sum_high,
    score_squares = scenario_tiers.score_squares + excluded.score_squares,
    score_squares_middle = scenario_tiers.score_squares_middle + excluded.score_squares_middle,
    score_squares_high = scenario_tiers.score_squares_high + excluded.score_squares_high,
    score_error_runs = scenario_tiers.score_error_runs + excluded.score_error_runs,
    score_error_squares = scenario_tiers.score_error_squares + excluded.score_error_squares,
    score_error_squares_high = scenario_tiers.score_error_squares_high + excluded.score_error_squares_high,
    cost_runs = scenario_tiers.cost_runs + excluded.cost_runs,
    cost_sum = scenario_tiers.cost_sum + excluded.cost_sum,
    cost_sum_high = scenario_tiers.cost_sum_high + excluded.cost_sum_high,
    cost_passes = scenario_tiers.cost_passes + excluded.cost_passes,
    token_runs = scenario_tiers.token_runs + excluded.token_runs,
    tokens_in_sum = scenario_tiers.tokens_in_sum + excluded.tokens_in_sum,
    tokens_in_sum_high = scenario_tiers.tokens_in_sum_high + excluded.tokens_in_sum_high,
    tokens_out_sum = scenario_tiers.tokens_out_sum + excluded.tokens_out_sum,
    tokens_out_sum_high = scenario_tiers.tokens_out_sum_high + excluded.tokens_out_sum_high,
    duration_runs = scenario_tiers.duration_runs + excluded.duration_runs,
    duration_sum = scenario_tiers.duration_sum + excluded.duration_sum,
    duration_sum_high = scenario_tiers.duration_sum_high + excluded.duration_sum_high,
    tool_call_runs = scenario_tiers.tool_call_runs + excluded.tool_call_runs,
    tool_call_sum = scenario_tiers.tool_call_sum + excluded.tool_call_sum,
    tool_call_sum_high = scenario_tiers.tool_call_sum_high + excluded.tool_call_sum_high,
    synthetic_runs = scenario_tiers.synthetic_runs + excluded.synthetic_runs,
    first_party_runs = scenario_tiers.first_party_runs + excluded.first_party_runs,
    third_party_runs = scenario_tiers.third_party_runs + excluded.third_party_runs,
    summed_runs = scenario_tiers.summed_runs + excluded.summed_runs,
    pass_score_runs = scenario_tiers.pass_score_runs + excluded.pass_score_runs,
    pass_score_sum = scenario_tiers.pass_score_sum + excluded.pass_score_sum,
    pass_score_sum_high = scenario_tiers.pass_score_sum_high + excluded.pass_score_sum_high,
    pass_weighted_runs = scenario_tiers.pass_weighted_runs + excluded.pass_weighted_runs,
    pass_weighted_sum = scenario_tiers.pass_weighted_sum + excluded.pass_weighted_sum,
    pass_weighted_sum_high = scenario_tiers.pass_weighted_sum_high + excluded.pass_weighted_sum_high,
    completed_runs = scenario_tiers.completed_runs + excluded.completed_runs,
    completed_score_runs = scenario_tiers.completed_score_runs + excluded.completed_score_runs,
    completed_score_sum = scenario_tiers.completed_score_sum + excluded.completed_score_sum,
    completed_score_sum_high = scenario_tiers.completed_score_sum_high + excluded.completed_score_sum_high,
    completed_weighted_runs = scenario_tiers.completed_weighted_runs + excluded.completed_weighted_runs,
    completed_weighted_sum = scenario_tiers.completed_weighted_sum + excluded.completed_weighted_sum,
    completed_weighted_sum_high = scenario_tiers.completed_weighted_sum_high + excluded.completed_weighted_sum_high;
  INSERT INTO days (
    day, runs, pass, fail, timeout, refusal, infrastructure_error, unknown_failure, not_stated, not_final, excluded, score_runs, score_sum, score_sum_high, score_squares, score_squares_middle, score_squares_high, score_error_runs, score_error_squares, score_error_squares_high, cost_runs, cost_sum, cost_sum_high, cost_passes, token_runs, tokens_in_sum, tokens_in_sum_high, tokens_out_sum, tokens_out_sum_high, duration_runs, duration_sum, duration_sum_high, tool_call_runs, tool_call_sum, tool_call_sum_high, synthetic_runs, first_party_runs, third_party_runs, summed_runs, pass_score_runs, pass_score_sum, pass_score_sum_high, pass_weighted_runs, pass_weighted_sum, pass_weighted_sum_high, completed_runs, completed_score_runs, completed_score_sum, completed_score_sum_high, completed_weighted_runs, completed_weighted_sum, completed_weighted_sum_high
  )
  SELECT
    new.day,
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
    new.sign * new.score_sum_high,
    new.sign * new.score_squares,
    new.sign * new.score_squares_middle,
    new.sign * new.score_squares_high,
    new.sign * new.score_error_runs,
    new.sign * new.score_error_squares,
    new.sign * new.score_error_squares_high,
    new.sign * new.cost_runs,
    new.sign * new.cost_sum,
    new.sign * new.cost_sum_high,
    new.sign * new.cost_passes,
    new.sign * new.token_runs,
    new.sign * new.tokens_in_sum,
    new.sign * new.tokens_in_sum_high,
    new.sign * new.tokens_out_sum,
    new.sign * new.tokens_out_sum_high,
    new.sign * new.duration_runs,
    new.sign * new.duration_sum,
    new.sign * new.duration_sum_high,
    new.sign * new.tool_call_runs,
    new.sign * new.tool_call_sum,
    new.sign * new.tool_call_sum_high,
    new.sign * new.synthetic_runs,
    new.sign * new.first_party_runs,
    new.sign * new.third_party_runs,
    new.sign * new.summed_runs,
    new.sign * new.pass_score_runs,
    new.sign * new.pass_score_sum,
    new.sign * new.pass_score_sum_high,
    new.sign * new.pass_weighted_runs,
    new.sign * new.pass_weighted_sum,
    new.sign * new.pass_weighted_sum_high,
    new.sign * new.completed_runs,
    new.sign * new.completed_score_runs,
    new.sign * new.completed_score_sum,
    new.sign * new.completed_score_sum_high,
    new.sign * new.completed_weighted_runs,
    new.sign * new.completed_weighted_sum,
    new.sign * new.completed_weighted_sum_high
  WHERE true
  ON CONFLICT DO UPDATE SET
    runs = days.runs + excluded.runs,
    pass = days.pass + excluded.pass,
    fail = days.fail + excluded.fail,
    timeout = days.timeout + excluded.timeout,
    refusal = days.refusal + excluded.refusal,
    infrastructure_error = days.infrastructure_error + excluded.infrastructure_error,
    unknown_failure = days.unknown_failure + excluded.unknown_failure,
    not_stated = days.not_stated + excluded.not_stated,
    not_final = days.not_final + excluded.not_final,
    excluded = days.excluded + excluded.excluded,
    score_runs = days.score_runs + excluded.score_runs,
    score_sum = days.score_sum + excluded.score_sum,
    score_sum_high = days.score_sum_high + excluded.score_sum_high,
    score_squares = days.score_squares + excluded.score_squares,
    score_squares_middle = days.score_squares_middle + excluded.score_squares_middle,
    score_squares_high = days.score_squares_high + excluded.score_squares_high,
    score_error_runs = days.score_error_runs + excluded.score_error_runs,
    score_error_squares = days.score_error_squares + excluded.score_error_squares,
    score_error_squares_high = days.score_error_squares_high + excluded.score_error_squares_high,
    cost_runs = days.cost_runs + excluded.cost_runs,
    cost_sum = days.cost_sum + excluded.cost_sum,
    cost_sum_high = days.cost_sum_high + excluded.cost_sum_high,
    cost_passes = days.cost_passes + excluded.cost_passes,
    token_runs = days.token_runs + excluded.token_runs,
    tokens_in_sum = days.tokens_in_sum + excluded.tokens_in_sum,
    tokens_in_sum_high = days.tokens_in_sum_high + excluded.tokens_in_sum_high,
    tokens_out_sum = days.tokens_out_sum + excluded.tokens_out_sum,
    tokens_out_sum_high = days.tokens_out_sum_high + excluded.tokens_out_sum_high,
    duration_runs = days.duration_runs + excluded.duration_runs,
    duration_sum = days.duration_sum + excluded.duration_sum,
    duration_sum_high = days.duration_sum_high + excluded.duration_sum_high,
    tool_call_runs = days.tool_call_runs + excluded.tool_call_runs,
    tool_call_sum = days.tool_call_sum + excluded.tool_call_sum,
    tool_call_sum_high = days.tool_call_sum_high + excluded.tool_call_sum_high,
    synthetic_runs = days.synthetic_runs + excluded.synthetic_runs,
    first_party_runs = days.first_party_runs + excluded.first_party_runs,
    third_party_runs = days.third_party_runs + excluded.third_party_runs,
    summed_runs = days.summed_runs + excluded.summed_runs,
    pass_score_runs = days.pass_score_runs + excluded.pass_score_runs,
    pass_score_sum = days.pass_score_sum + excluded.pass_score_sum,
    pass_score_sum_high = days.pass_score_sum_high + excluded.pass_score_sum_high,
    pass_weighted_runs = days.pass_weighted_runs + excluded.pass_weighted_runs,
    pass_weighted_sum = days.pass_weighted_sum + excluded.pass_weighted_sum,
    pass_weighted_sum_high = days.pass_weighted_sum_high + excluded.pass_weighted_sum_high,
    completed_runs = days.completed_runs + excluded.completed_runs,
    completed_score_runs = days.completed_score_runs + excluded.completed_score_runs,
    completed_score_sum = days.completed_score_sum + excluded.completed_score_sum,
    completed_score_sum_high = days.completed_score_sum_high + excluded.completed_score_sum_high,
    completed_weighted_runs = days.completed_weighted_runs + excluded.completed_weighted_runs,
    completed_weighted_sum = days.completed_weighted_sum + excluded.completed_weighted_sum,
    completed_weighted_sum_high = days.completed_weighted_sum_high + excluded.completed_weighted_sum_high;
  INSERT INTO batch_entries (
    batch_id, entry_id, runs, pass, fail, timeout, refusal, infrastructure_error, unknown_failure, not_stated, not_final, excluded, score_runs, score_sum, score_sum_high, score_squares, score_squares_middle, score_squares_high, score_error_runs, score_error_squares, score_error_squares_high, cost_runs, cost_sum, cost_sum_high, cost_passes, token_runs, tokens_in_sum, tokens_in_sum_high, tokens_out_sum, tokens_out_sum_high, duration_runs, duration_sum, duration_sum_high, tool_call_runs, tool_call_sum, tool_call_sum_high, synthetic_runs, first_party_runs, third_party_runs, summed_runs, pass_score_runs, pass_score_sum, pass_score_sum_high, pass_weighted_runs, pass_weighted_sum, pass_weighted_sum_high, completed_runs, completed_score_runs, completed_score_sum, completed_score_sum_high, completed_weighted_runs, completed_weighted_sum, completed_weighted_sum_high
  )
  SELECT
    new.batch_id,
    new.entry_id,
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
    new.sign * new.score_sum_high,
    new.sign * new.score_squares,
    new.sign * new.score_squares_middle,
    new.sign * new.score_squares_high,
    new.sign * new.score_error_runs,
    new.sign * new.score_error_squares,
    new.sign * new.score_error_squares_high,
    new.sign * new.cost_runs,
    new.sign * new.cost_sum,
    new.sign * new.cost_sum_high,
    new.sign * new.cost_passes,
    new.sign * new.token_runs,
    new.sign * new.tokens_in_sum,
    new.sign * new.tokens_in_sum_high,
    new.sign * new.tokens_out_sum,
    new.sign * new.tokens_out_sum_high,
    new.sign * new.duration_runs,
    new.sign * new.duration_sum,
    new.sign * new.duration_sum_high,
    new.sign * new.tool_call_runs,
    new.sign * new.tool_call_sum,
    new.sign * new.tool_call_sum_high,
    new.sign * new.synthetic_runs,
    new.sign * new.first_party_runs,
    new.sign * new.third_party_runs,
    new.sign * new.summed_runs,
    new.sign * new.pass_score_runs,
    new.sign * new.pass_score_sum,
    new.sign * new.pass_score_sum_high,
    new.sign * new.pass_weighted_runs,
    new.sign * new.pass_weighted_sum,
    new.sign * new.pass_weighted_sum_high,
    new.sign * new.completed_runs,
    new.sign * new.completed_score_runs,
    new.sign * new.completed_score_sum,
    new.sign * new.completed_score_sum_high,
    new.sign * new.completed_weighted_runs,
    new.sign * new.completed_weighted_sum,
    new.sign * new.completed_weighted_sum_high
  WHERE true AND new.batch_id <> ''
  ON CONFLICT DO UPDATE SET
    runs = batch_entries.runs + excluded.runs,
    pass = batch_entries.pass + excluded.pass,
    fail = batch_entries.fail + excluded.fail,
    timeout = batch_entries.timeout + excluded.timeout,
    refusal = batch_entries.refusal + excluded.refusal,
    infrastructure_error = batch_entries.infrastructure_error + excluded.infrastructure_error,
    unknown_failure = batch_entries.unknown_failure + excluded.unknown_failure,
    not_stated = batch_entries.not_stated + excluded.not_stated,
    not_final = batch_entries.not_final + excluded.not_final,
    excluded = batch_entries.excluded + excluded.excluded,
    score_runs = batch_entries.score_runs + excluded.score_runs,
    score_sum = batch_entries.score_sum + excluded.score_sum,
    score_sum_high = batch_entries.score_sum_high + excluded.score_sum_high,
    score_squares = batch_entries.score_squares + excluded.score_squares,
    score_squares_middle = batch_entries.score_squares_middle + excluded.score_squares_middle,
    score_squares_high = batch_entries.score_squares_high + excluded.score_squares_high,
    score_error_runs = batch_entries.score_error_runs + excluded.score_error_runs,
    score_error_squares = batch_entries.score_error_squares + excluded.score_error_squares,
    score_error_squares_high = batch_entries.score_error_squares_high + excluded.score_error_squares_high,
    cost_runs = batch_entries.cost_runs + excluded.cost_runs,
    cost_sum = batch_entries.cost_sum + excluded.cost_sum,
    cost_sum_high = batch_entries.cost_sum_high + excluded.cost_sum_high,
    cost_passes = batch_entries.cost_passes + excluded.cost_passes,
    token_runs = batch_entries.token_runs + excluded.token_runs,
    tokens_in_sum = batch_entries.tokens_in_sum + excluded.tokens_in_sum,
    tokens_in_sum_high = batch_entries.tokens_in_sum_high + excluded.tokens_in_sum_high,
    tokens_out_sum = batch_entries.tokens_out_sum + excluded.tokens_out_sum,
    tokens_out_sum_high = batch_entries.tokens_out_sum_high + excluded.tokens_out_sum_high,
    duration_runs = batch_entries.duration_runs + excluded.duration_runs,
    duration_sum = batch_entries.duration_sum + excluded.duration_sum,
    duration_sum_high = batch_entries.duration_sum_high + excluded.duration_sum_high,
    tool_call_runs = batch_entries.tool_call_runs + excluded.tool_call_runs,
    tool_call_sum = batch_entries.tool_call_sum + excluded.tool_call_sum,
    tool_call_sum_high = batch_entries.tool_call_sum_high + excluded.tool_call_sum_high,
    synthetic_runs = batch_entries.synthetic_runs + excluded.synthetic_runs,
    first_party_runs = batch_entries.first_party_runs + excluded.first_party_runs,
    third_party_runs = batch_entries.third_party_runs + excluded.third_party_runs,
    summed_runs = batch_entries.summed_runs + excluded.summed_runs,
    pass_score_runs = batch_entries.pass_score_runs + excluded.pass_score_runs,
    pass_score_sum = batch_entries.pass_score_sum + excluded.pass_score_sum,
    pass_score_sum_high = batch_entries.pass_score_sum_high + excluded.pass_score_sum_high,
    pass_weighted_runs = batch_entries.pass_weighted_runs + excluded.pass_weighted_runs,
    pass_weighted_sum = batch_entries.pass_weighted_sum + excluded.pass_weighted_sum,
    pass_weighted_sum_high = batch_entries.pass_weighted_sum_high + excluded.pass_weighted_sum_high,
    completed_runs = batch_entries.completed_runs + excluded.completed_runs,
    completed_score_runs = batch_entries.completed_score_runs + excluded.completed_score_runs,
    completed_score_sum = batch_entries.completed_score_sum + excluded.completed_score_sum,
    completed_score_sum_high = batch_entries.completed_score_sum_high + excluded.completed_score_sum_high,
    completed_weighted_runs = batch_entries.completed_weighted_runs + excluded.completed_weighted_runs,
    completed_weighted_sum = batch_entries.completed_weighted_sum + excluded.completed_weighted_sum,
    completed_weighted_sum_high = batch_entries.completed_weighted_sum_high + excluded.completed_weighted_sum_high;
  INSERT INTO evaluator_suites (
    evaluator_name, suite_version_id, evaluations, share_sum, share_sum_high, share_squares, share_squares_middle, share_squares_high
  )
  SELECT
    evaluation.evaluator_name,
    new.suite_version_id,
    new.sign * (1),
    new.sign * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823),
    new.sign * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30),
    new.sign * ((CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) & 1073741823),
    new.sign * (((CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) >> 30) + (2 * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30) & 1073741823)),
    new.sign * ((2 * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30) >> 30) + (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30))
  FROM evaluation_results AS evaluation WHERE run_id = new.run_id AND new.is_metered
  ON CONFLICT DO UPDATE SET
    evaluations = evaluator_suites.evaluations + excluded.evaluations,
    share_sum = evaluator_suites.share_sum + excluded.share_sum,
    share_sum_high = evaluator_suites.share_sum_high + excluded.share_sum_high,
    share_squares = evaluator_suites.share_squares + excluded.share_squares,
    share_squares_middle = evaluator_suites.share_squares_middle + excluded.share_squares_middle,
    share_squares_high = evaluator_suites.share_squares_high + excluded.share_squares_high;
  INSERT INTO evaluator_days (
    evaluator_name, day, evaluations, share_sum, share_sum_high, share_squares, share_squares_middle, share_squares_high
  )
  SELECT
    evaluation.evaluator_name,
    new.day,
    new.sign * (1),
    new.sign * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823),
    new.sign * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30),
    new.sign * ((CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) & 1073741823),
    new.sign * (((CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) >> 30) + (2 * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30) & 1073741823)),
    new.sign * ((2 * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30) >> 30) + (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30))
  FROM evaluation_results AS evaluation WHERE run_id = new.run_id AND new.is_metered
  ON CONFLICT DO UPDATE SET
    evaluations = evaluator_days.evaluations + excluded.evaluations,
    share_sum = evaluator_days.share_sum + excluded.share_sum,
    share_sum_high = evaluator_days.share_sum_high + excluded.share_sum_high,
    share_squares = evaluator_days.share_squares + excluded.share_squares,
    share_squares_middle = evaluator_days.share_squares_middle + excluded.share_squares_middle,
    share_squares_high = evaluator_days.share_squares_high + excluded.share_squares_high;
  INSERT INTO batch_evaluators (
    batch_id, evaluator_name, evaluations, share_sum, share_sum_high, share_squares, share_squares_middle, share_squares_high
  )
  SELECT
    new.batch_id,
    evaluation.evaluator_name,
    new.sign * (1),
    new.sign * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823),
    new.sign * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30),
    new.sign * ((CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) & 1073741823),
    new.sign * (((CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) >> 30) + (2 * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30) & 1073741823)),
    new.sign * ((2 * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) & 1073741823) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30) >> 30) + (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30) * (CAST(round((evaluation.score / evaluation.max_score) * 1e+9) AS INTEGER) >> 30))
  FROM evaluation_results AS evaluation WHERE run_id = new.run_id AND new.is_metered AND new.batch_id <> ''
  ON CONFLICT DO UPDATE SET
    evaluations = batch_evaluators.evaluations + excluded.evaluations,
    share_sum = batch_evaluators.share_sum + excluded.share_sum,
    share_sum_high = batch_evaluators.share_sum_high + excluded.share_sum_high,
    share_squares = batch_evaluators.share_squares + excluded.share_squares,
    share_squares_middle = batch_evaluators.share_squares_middle + excluded.share_squares_middle,
    share_squares_high = batch_evaluators.share_squares_high + excluded.share_squares_high;
  UPDATE cells SET
    last_run_at = coalesce((SELECT max(started_at) FROM benchmark_runs WHERE entry_id = new.entry_id AND scenario_id = new.scenario_id AND tier_id = new.tier_id AND run_id <> new.run_id), 0),
    first_run_at = coalesce((SELECT min(started_at) FROM benchmark_runs WHERE entry_id = new.entry_id AND scenario_id = new.scenario_id AND tier_id = new.tier_id AND run_id <> new.run_id), new.first_run_at)
  WHERE new.sign < 0 AND entry_id = new.entry_id AND scenario_id = new.scenario_id AND tier_id = new.tier_id AND new.last_run_at IN (last_run_at, first_run_at);
  DELETE FROM entry_tiers WHERE new.sign < 0 AND runs = 0 AND suite_version_id = new.suite_version_id AND entry_id = new.entry_id AND tier_id = new.tier_id;
  DELETE FROM cells WHERE new.sign < 0 AND runs = 0 AND entry_id = new.entry_id AND scenario_id = new.scenario_id AND tier_id = new.tier_id;
  DELETE FROM scenario_tiers WHERE new.sign < 0 AND runs = 0 AND suite_version_id = new.suite_version_id AND scenario_id = new.scenario_id AND tier_id = new.tier_id;
  DELETE FROM days WHERE new.sign < 0 AND runs = 0 AND day = new.day;
  DELETE FROM batch_entries WHERE new.sign < 0 AND runs = 0 AND batch_id = new.batch_id AND entry_id = new.entry_id;
  DELETE FROM evaluator_suites WHERE new.sign < 0 AND evaluations = 0 AND evaluator_name IN (SELECT evaluator_name FROM evaluation_results WHERE run_id = new.run_id) AND suite_version_id = new.suite_version_id;
  DELETE FROM evaluator_days WHERE new.sign < 0 AND evaluations = 0 AND evaluator_name IN (SELECT evaluator_name FROM evaluation_results WHERE run_id = new.run_id) AND day = new.day;
  DELETE FROM batch_evaluators WHERE new.sign < 0 AND evaluations = 0 AND batch_id = new.batch_id AND evaluator_name IN (SELECT evaluator_name FROM evaluation_results WHERE run_id = new.run_id);
END;
--> statement-breakpoint
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
CREATE TRIGGER benchmark_runs_stay BEFORE UPDATE OF id, run_id, batch_id, suite, suite_version, scenario, tier, agent, model, variant, status, outcome, started_at, completed_at, total_score, weighted_score, is_successful, success_metric, error_type, trials, passes, score_standard_error, relationship, synthetic, specialist_enabled, specialist_name, specialist_version, content_hash, key_id, suite_version_id, entry_id, scenario_id, tier_id, tool_calls, tokens_in, tokens_out, cache_read_tokens, cache_write_tokens, reasoning_tokens, cost_usd, duration_ms ON benchmark_runs
WHEN new.outcome = old.outcome OR NOT EXISTS (SELECT 1 FROM run_corrections WHERE run_id = old.run_id AND outcome = new.outcome) BEGIN
  SELECT raise(ABORT, 'a run is replaced as a whole, never updated');
END;
--> statement-breakpoint
CREATE TRIGGER benchmark_runs_purge BEFORE UPDATE OF metadata, links, prompt_sent, workspace_dir ON benchmark_runs
WHEN coalesce(new.metadata, new.links, new.prompt_sent, new.workspace_dir) IS NOT NULL OR NOT EXISTS (SELECT 1 FROM decisions WHERE run_id = old.run_id AND kind = 'purge') BEGIN
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
  OR new.details IS NOT NULL OR NOT EXISTS (SELECT 1 FROM decisions WHERE run_id = old.run_id AND kind = 'purge')
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
CREATE TRIGGER decisions_before_correction BEFORE INSERT ON decisions WHEN new.outcome IS NOT NULL AND EXISTS (SELECT 1 FROM benchmark_runs WHERE run_id = new.run_id) BEGIN
  INSERT INTO counting SELECT -1, * FROM run_contributions WHERE run_id = new.run_id;
END;
--> statement-breakpoint
CREATE TRIGGER decisions_after_correction AFTER INSERT ON decisions WHEN new.outcome IS NOT NULL AND EXISTS (SELECT 1 FROM benchmark_runs WHERE run_id = new.run_id) BEGIN
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
  UPDATE benchmark_runs SET metadata = NULL, links = NULL, prompt_sent = NULL, workspace_dir = NULL WHERE run_id = new.run_id;
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
CREATE TRIGGER batch_runs_enter AFTER INSERT ON batch_runs BEGIN
  UPDATE snapshot_parts SET hash = NULL, maker = NULL
  WHERE suite_version_id = 0 AND (hash IS NOT NULL OR maker IS NOT NULL) AND prefix = (
    SELECT prefix FROM snapshot_parts WHERE suite_version_id = 0 AND prefix <= new.path ORDER BY prefix DESC LIMIT 1
  );
END;
--> statement-breakpoint
CREATE TRIGGER batch_runs_change AFTER UPDATE ON batch_runs
WHEN (new.batch_id, new.created_at, new.completed_at, new.total_runs, new.successful_runs, new.avg_score, new.avg_weighted_score)
  IS NOT (old.batch_id, old.created_at, old.completed_at, old.total_runs, old.successful_runs, old.avg_score, old.avg_weighted_score)
BEGIN
  UPDATE snapshot_parts SET hash = NULL, maker = NULL
  WHERE suite_version_id = 0 AND (hash IS NOT NULL OR maker IS NOT NULL) AND prefix = (
    SELECT prefix FROM snapshot_parts WHERE suite_version_id = 0 AND prefix <= new.path ORDER BY prefix DESC LIMIT 1
  );
END;
--> statement-breakpoint
CREATE TRIGGER batch_runs_left AFTER DELETE ON batch_runs BEGIN
  UPDATE snapshot_parts SET hash = NULL, maker = NULL
  WHERE suite_version_id = 0 AND (hash IS NOT NULL OR maker IS NOT NULL) AND prefix = (
    SELECT prefix FROM snapshot_parts WHERE suite_version_id = 0 AND prefix <= old.path ORDER BY prefix DESC LIMIT 1
  );
END;
--> statement-breakpoint
INSERT INTO snapshot_parts (suite_version_id, prefix, hash) VALUES (0, '', '') ON CONFLICT DO NOTHING;
--> statement-breakpoint
INSERT INTO snapshot_state (id) VALUES (1) ON CONFLICT DO NOTHING;
