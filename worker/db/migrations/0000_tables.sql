CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`scope` text NOT NULL,
	`suites` text,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`revoked_at` integer,
	`last_used_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `api_keys_created_at` ON `api_keys` (`created_at`,`id`);--> statement-breakpoint
CREATE TABLE `batch_entries` (
	`batch_id` text NOT NULL,
	`entry_id` integer NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`pass` integer DEFAULT 0 NOT NULL,
	`fail` integer DEFAULT 0 NOT NULL,
	`timeout` integer DEFAULT 0 NOT NULL,
	`refusal` integer DEFAULT 0 NOT NULL,
	`infrastructure_error` integer DEFAULT 0 NOT NULL,
	`unknown_failure` integer DEFAULT 0 NOT NULL,
	`not_stated` integer DEFAULT 0 NOT NULL,
	`not_final` integer DEFAULT 0 NOT NULL,
	`excluded` integer DEFAULT 0 NOT NULL,
	`score_runs` integer DEFAULT 0 NOT NULL,
	`score_sum` integer DEFAULT 0 NOT NULL,
	`score_sum_high` integer DEFAULT 0 NOT NULL,
	`score_squares` integer DEFAULT 0 NOT NULL,
	`score_squares_middle` integer DEFAULT 0 NOT NULL,
	`score_squares_high` integer DEFAULT 0 NOT NULL,
	`score_error_runs` integer DEFAULT 0 NOT NULL,
	`score_error_squares` integer DEFAULT 0 NOT NULL,
	`score_error_squares_high` integer DEFAULT 0 NOT NULL,
	`cost_runs` integer DEFAULT 0 NOT NULL,
	`cost_sum` integer DEFAULT 0 NOT NULL,
	`cost_sum_high` integer DEFAULT 0 NOT NULL,
	`cost_passes` integer DEFAULT 0 NOT NULL,
	`token_runs` integer DEFAULT 0 NOT NULL,
	`tokens_in_sum` integer DEFAULT 0 NOT NULL,
	`tokens_in_sum_high` integer DEFAULT 0 NOT NULL,
	`tokens_out_sum` integer DEFAULT 0 NOT NULL,
	`tokens_out_sum_high` integer DEFAULT 0 NOT NULL,
	`duration_runs` integer DEFAULT 0 NOT NULL,
	`duration_sum` integer DEFAULT 0 NOT NULL,
	`duration_sum_high` integer DEFAULT 0 NOT NULL,
	`tool_call_runs` integer DEFAULT 0 NOT NULL,
	`tool_call_sum` integer DEFAULT 0 NOT NULL,
	`tool_call_sum_high` integer DEFAULT 0 NOT NULL,
	`synthetic_runs` integer DEFAULT 0 NOT NULL,
	`first_party_runs` integer DEFAULT 0 NOT NULL,
	`third_party_runs` integer DEFAULT 0 NOT NULL,
	`summed_runs` integer DEFAULT 0 NOT NULL,
	`pass_score_runs` integer DEFAULT 0 NOT NULL,
	`pass_score_sum` integer DEFAULT 0 NOT NULL,
	`pass_score_sum_high` integer DEFAULT 0 NOT NULL,
	`pass_weighted_runs` integer DEFAULT 0 NOT NULL,
	`pass_weighted_sum` integer DEFAULT 0 NOT NULL,
	`pass_weighted_sum_high` integer DEFAULT 0 NOT NULL,
	`completed_runs` integer DEFAULT 0 NOT NULL,
	`completed_score_runs` integer DEFAULT 0 NOT NULL,
	`completed_score_sum` integer DEFAULT 0 NOT NULL,
	`completed_score_sum_high` integer DEFAULT 0 NOT NULL,
	`completed_weighted_runs` integer DEFAULT 0 NOT NULL,
	`completed_weighted_sum` integer DEFAULT 0 NOT NULL,
	`completed_weighted_sum_high` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`batch_id`, `entry_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `batch_evaluators` (
	`batch_id` text NOT NULL,
	`evaluator_name` text NOT NULL,
	`evaluations` integer DEFAULT 0 NOT NULL,
	`share_sum` integer DEFAULT 0 NOT NULL,
	`share_sum_high` integer DEFAULT 0 NOT NULL,
	`share_squares` integer DEFAULT 0 NOT NULL,
	`share_squares_middle` integer DEFAULT 0 NOT NULL,
	`share_squares_high` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`batch_id`, `evaluator_name`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `batch_runs` (
	`batch_id` text PRIMARY KEY NOT NULL,
	`created_at` integer,
	`completed_at` integer,
	`total_runs` integer,
	`successful_runs` integer,
	`avg_score` real,
	`avg_weighted_score` real,
	`metadata` text,
	`listed_at` integer NOT NULL,
	`path` text NOT NULL,
	`key_id` text DEFAULT '' NOT NULL,
	`removal` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `batch_runs_listed_at` ON `batch_runs` (`listed_at`);--> statement-breakpoint
CREATE INDEX `batch_runs_path` ON `batch_runs` (`path`);--> statement-breakpoint
CREATE TABLE `benchmark_runs` (
	`id` integer PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`batch_id` text DEFAULT '' NOT NULL,
	`suite` text NOT NULL,
	`suite_version` text DEFAULT '' NOT NULL,
	`scenario` text NOT NULL,
	`tier` text NOT NULL,
	`agent` text NOT NULL,
	`model` text DEFAULT '' NOT NULL,
	`variant` text DEFAULT '' NOT NULL,
	`status` text NOT NULL,
	`outcome` text NOT NULL,
	`started_at` integer NOT NULL,
	`completed_at` integer,
	`total_score` real,
	`weighted_score` real,
	`is_successful` integer,
	`success_metric` real,
	`error_type` text,
	`trials` integer,
	`passes` integer,
	`score_standard_error` real,
	`relationship` text,
	`links` text,
	`synthetic` integer,
	`specialist_enabled` integer,
	`specialist_name` text,
	`specialist_version` text,
	`metadata` text,
	`content_hash` text NOT NULL,
	`key_id` text DEFAULT '' NOT NULL,
	`suite_version_id` integer NOT NULL,
	`entry_id` integer NOT NULL,
	`scenario_id` integer NOT NULL,
	`tier_id` integer NOT NULL,
	`tool_calls` integer,
	`tokens_in` integer,
	`tokens_out` integer,
	`cache_read_tokens` integer,
	`cache_write_tokens` integer,
	`reasoning_tokens` integer,
	`cost_usd` real,
	`duration_ms` real,
	`workspace_dir` text,
	`prompt_sent` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `benchmark_runs_run_id` ON `benchmark_runs` (`run_id`);--> statement-breakpoint
CREATE INDEX `benchmark_runs_started_at` ON `benchmark_runs` (`started_at`);--> statement-breakpoint
CREATE INDEX `benchmark_runs_batch` ON `benchmark_runs` (`batch_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `benchmark_runs_entry` ON `benchmark_runs` (`entry_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `benchmark_runs_cell` ON `benchmark_runs` (`entry_id`,`scenario_id`,`tier_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `cells` (
	`entry_id` integer NOT NULL,
	`scenario_id` integer NOT NULL,
	`tier_id` integer NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`pass` integer DEFAULT 0 NOT NULL,
	`fail` integer DEFAULT 0 NOT NULL,
	`timeout` integer DEFAULT 0 NOT NULL,
	`refusal` integer DEFAULT 0 NOT NULL,
	`infrastructure_error` integer DEFAULT 0 NOT NULL,
	`unknown_failure` integer DEFAULT 0 NOT NULL,
	`not_stated` integer DEFAULT 0 NOT NULL,
	`not_final` integer DEFAULT 0 NOT NULL,
	`excluded` integer DEFAULT 0 NOT NULL,
	`score_runs` integer DEFAULT 0 NOT NULL,
	`score_sum` integer DEFAULT 0 NOT NULL,
	`score_sum_high` integer DEFAULT 0 NOT NULL,
	`score_squares` integer DEFAULT 0 NOT NULL,
	`score_squares_middle` integer DEFAULT 0 NOT NULL,
	`score_squares_high` integer DEFAULT 0 NOT NULL,
	`score_error_runs` integer DEFAULT 0 NOT NULL,
	`score_error_squares` integer DEFAULT 0 NOT NULL,
	`score_error_squares_high` integer DEFAULT 0 NOT NULL,
	`cost_runs` integer DEFAULT 0 NOT NULL,
	`cost_sum` integer DEFAULT 0 NOT NULL,
	`cost_sum_high` integer DEFAULT 0 NOT NULL,
	`cost_passes` integer DEFAULT 0 NOT NULL,
	`token_runs` integer DEFAULT 0 NOT NULL,
	`tokens_in_sum` integer DEFAULT 0 NOT NULL,
	`tokens_in_sum_high` integer DEFAULT 0 NOT NULL,
	`tokens_out_sum` integer DEFAULT 0 NOT NULL,
	`tokens_out_sum_high` integer DEFAULT 0 NOT NULL,
	`duration_runs` integer DEFAULT 0 NOT NULL,
	`duration_sum` integer DEFAULT 0 NOT NULL,
	`duration_sum_high` integer DEFAULT 0 NOT NULL,
	`tool_call_runs` integer DEFAULT 0 NOT NULL,
	`tool_call_sum` integer DEFAULT 0 NOT NULL,
	`tool_call_sum_high` integer DEFAULT 0 NOT NULL,
	`synthetic_runs` integer DEFAULT 0 NOT NULL,
	`first_party_runs` integer DEFAULT 0 NOT NULL,
	`third_party_runs` integer DEFAULT 0 NOT NULL,
	`summed_runs` integer DEFAULT 0 NOT NULL,
	`pass_score_runs` integer DEFAULT 0 NOT NULL,
	`pass_score_sum` integer DEFAULT 0 NOT NULL,
	`pass_score_sum_high` integer DEFAULT 0 NOT NULL,
	`pass_weighted_runs` integer DEFAULT 0 NOT NULL,
	`pass_weighted_sum` integer DEFAULT 0 NOT NULL,
	`pass_weighted_sum_high` integer DEFAULT 0 NOT NULL,
	`completed_runs` integer DEFAULT 0 NOT NULL,
	`completed_score_runs` integer DEFAULT 0 NOT NULL,
	`completed_score_sum` integer DEFAULT 0 NOT NULL,
	`completed_score_sum_high` integer DEFAULT 0 NOT NULL,
	`completed_weighted_runs` integer DEFAULT 0 NOT NULL,
	`completed_weighted_sum` integer DEFAULT 0 NOT NULL,
	`completed_weighted_sum_high` integer DEFAULT 0 NOT NULL,
	`first_run_at` integer NOT NULL,
	`last_run_at` integer NOT NULL,
	`evaluator_pairs` text,
	PRIMARY KEY(`entry_id`, `scenario_id`, `tier_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `days` (
	`day` integer PRIMARY KEY NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`pass` integer DEFAULT 0 NOT NULL,
	`fail` integer DEFAULT 0 NOT NULL,
	`timeout` integer DEFAULT 0 NOT NULL,
	`refusal` integer DEFAULT 0 NOT NULL,
	`infrastructure_error` integer DEFAULT 0 NOT NULL,
	`unknown_failure` integer DEFAULT 0 NOT NULL,
	`not_stated` integer DEFAULT 0 NOT NULL,
	`not_final` integer DEFAULT 0 NOT NULL,
	`excluded` integer DEFAULT 0 NOT NULL,
	`score_runs` integer DEFAULT 0 NOT NULL,
	`score_sum` integer DEFAULT 0 NOT NULL,
	`score_sum_high` integer DEFAULT 0 NOT NULL,
	`score_squares` integer DEFAULT 0 NOT NULL,
	`score_squares_middle` integer DEFAULT 0 NOT NULL,
	`score_squares_high` integer DEFAULT 0 NOT NULL,
	`score_error_runs` integer DEFAULT 0 NOT NULL,
	`score_error_squares` integer DEFAULT 0 NOT NULL,
	`score_error_squares_high` integer DEFAULT 0 NOT NULL,
	`cost_runs` integer DEFAULT 0 NOT NULL,
	`cost_sum` integer DEFAULT 0 NOT NULL,
	`cost_sum_high` integer DEFAULT 0 NOT NULL,
	`cost_passes` integer DEFAULT 0 NOT NULL,
	`token_runs` integer DEFAULT 0 NOT NULL,
	`tokens_in_sum` integer DEFAULT 0 NOT NULL,
	`tokens_in_sum_high` integer DEFAULT 0 NOT NULL,
	`tokens_out_sum` integer DEFAULT 0 NOT NULL,
	`tokens_out_sum_high` integer DEFAULT 0 NOT NULL,
	`duration_runs` integer DEFAULT 0 NOT NULL,
	`duration_sum` integer DEFAULT 0 NOT NULL,
	`duration_sum_high` integer DEFAULT 0 NOT NULL,
	`tool_call_runs` integer DEFAULT 0 NOT NULL,
	`tool_call_sum` integer DEFAULT 0 NOT NULL,
	`tool_call_sum_high` integer DEFAULT 0 NOT NULL,
	`synthetic_runs` integer DEFAULT 0 NOT NULL,
	`first_party_runs` integer DEFAULT 0 NOT NULL,
	`third_party_runs` integer DEFAULT 0 NOT NULL,
	`summed_runs` integer DEFAULT 0 NOT NULL,
	`pass_score_runs` integer DEFAULT 0 NOT NULL,
	`pass_score_sum` integer DEFAULT 0 NOT NULL,
	`pass_score_sum_high` integer DEFAULT 0 NOT NULL,
	`pass_weighted_runs` integer DEFAULT 0 NOT NULL,
	`pass_weighted_sum` integer DEFAULT 0 NOT NULL,
	`pass_weighted_sum_high` integer DEFAULT 0 NOT NULL,
	`completed_runs` integer DEFAULT 0 NOT NULL,
	`completed_score_runs` integer DEFAULT 0 NOT NULL,
	`completed_score_sum` integer DEFAULT 0 NOT NULL,
	`completed_score_sum_high` integer DEFAULT 0 NOT NULL,
	`completed_weighted_runs` integer DEFAULT 0 NOT NULL,
	`completed_weighted_sum` integer DEFAULT 0 NOT NULL,
	`completed_weighted_sum_high` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `decisions` (
	`id` integer PRIMARY KEY NOT NULL,
	`run_id` text,
	`batch_id` text,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`changes` text DEFAULT '{}' NOT NULL,
	`runs` integer,
	`decided_at` integer NOT NULL,
	`key_id` text NOT NULL,
	`outcome` text,
	`is_successful` integer,
	`total_score` real,
	`weighted_score` real,
	`cost_usd` real
);
--> statement-breakpoint
CREATE INDEX `decisions_run` ON `decisions` (`run_id`);--> statement-breakpoint
CREATE INDEX `decisions_batch` ON `decisions` (`batch_id`) WHERE "decisions"."batch_id" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `entries` (
	`id` integer PRIMARY KEY NOT NULL,
	`suite_version_id` integer NOT NULL,
	`agent` text NOT NULL,
	`model` text NOT NULL,
	`variant` text NOT NULL,
	`path` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entries_name` ON `entries` (`suite_version_id`,`agent`,`model`,`variant`);--> statement-breakpoint
CREATE INDEX `entries_path` ON `entries` (`suite_version_id`,`path`);--> statement-breakpoint
CREATE INDEX `entries_agent` ON `entries` (`agent`);--> statement-breakpoint
CREATE INDEX `entries_model` ON `entries` (`model`);--> statement-breakpoint
CREATE INDEX `entries_model_of_suite` ON `entries` (`suite_version_id`,`model`);--> statement-breakpoint
CREATE TABLE `entry_tiers` (
	`suite_version_id` integer NOT NULL,
	`entry_id` integer NOT NULL,
	`tier_id` integer NOT NULL,
	`cells` integer DEFAULT 0 NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`pass` integer DEFAULT 0 NOT NULL,
	`fail` integer DEFAULT 0 NOT NULL,
	`timeout` integer DEFAULT 0 NOT NULL,
	`refusal` integer DEFAULT 0 NOT NULL,
	`infrastructure_error` integer DEFAULT 0 NOT NULL,
	`unknown_failure` integer DEFAULT 0 NOT NULL,
	`not_stated` integer DEFAULT 0 NOT NULL,
	`not_final` integer DEFAULT 0 NOT NULL,
	`excluded` integer DEFAULT 0 NOT NULL,
	`score_runs` integer DEFAULT 0 NOT NULL,
	`score_sum` integer DEFAULT 0 NOT NULL,
	`score_sum_high` integer DEFAULT 0 NOT NULL,
	`score_squares` integer DEFAULT 0 NOT NULL,
	`score_squares_middle` integer DEFAULT 0 NOT NULL,
	`score_squares_high` integer DEFAULT 0 NOT NULL,
	`score_error_runs` integer DEFAULT 0 NOT NULL,
	`score_error_squares` integer DEFAULT 0 NOT NULL,
	`score_error_squares_high` integer DEFAULT 0 NOT NULL,
	`cost_runs` integer DEFAULT 0 NOT NULL,
	`cost_sum` integer DEFAULT 0 NOT NULL,
	`cost_sum_high` integer DEFAULT 0 NOT NULL,
	`cost_passes` integer DEFAULT 0 NOT NULL,
	`token_runs` integer DEFAULT 0 NOT NULL,
	`tokens_in_sum` integer DEFAULT 0 NOT NULL,
	`tokens_in_sum_high` integer DEFAULT 0 NOT NULL,
	`tokens_out_sum` integer DEFAULT 0 NOT NULL,
	`tokens_out_sum_high` integer DEFAULT 0 NOT NULL,
	`duration_runs` integer DEFAULT 0 NOT NULL,
	`duration_sum` integer DEFAULT 0 NOT NULL,
	`duration_sum_high` integer DEFAULT 0 NOT NULL,
	`tool_call_runs` integer DEFAULT 0 NOT NULL,
	`tool_call_sum` integer DEFAULT 0 NOT NULL,
	`tool_call_sum_high` integer DEFAULT 0 NOT NULL,
	`synthetic_runs` integer DEFAULT 0 NOT NULL,
	`first_party_runs` integer DEFAULT 0 NOT NULL,
	`third_party_runs` integer DEFAULT 0 NOT NULL,
	`summed_runs` integer DEFAULT 0 NOT NULL,
	`pass_score_runs` integer DEFAULT 0 NOT NULL,
	`pass_score_sum` integer DEFAULT 0 NOT NULL,
	`pass_score_sum_high` integer DEFAULT 0 NOT NULL,
	`pass_weighted_runs` integer DEFAULT 0 NOT NULL,
	`pass_weighted_sum` integer DEFAULT 0 NOT NULL,
	`pass_weighted_sum_high` integer DEFAULT 0 NOT NULL,
	`completed_runs` integer DEFAULT 0 NOT NULL,
	`completed_score_runs` integer DEFAULT 0 NOT NULL,
	`completed_score_sum` integer DEFAULT 0 NOT NULL,
	`completed_score_sum_high` integer DEFAULT 0 NOT NULL,
	`completed_weighted_runs` integer DEFAULT 0 NOT NULL,
	`completed_weighted_sum` integer DEFAULT 0 NOT NULL,
	`completed_weighted_sum_high` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`suite_version_id`, `entry_id`, `tier_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `evaluation_results` (
	`run_id` text NOT NULL,
	`position` integer NOT NULL,
	`evaluator_name` text NOT NULL,
	`score` real NOT NULL,
	`max_score` real NOT NULL,
	`details` text,
	PRIMARY KEY(`run_id`, `position`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `evaluator_days` (
	`evaluator_name` text NOT NULL,
	`day` integer NOT NULL,
	`evaluations` integer DEFAULT 0 NOT NULL,
	`share_sum` integer DEFAULT 0 NOT NULL,
	`share_sum_high` integer DEFAULT 0 NOT NULL,
	`share_squares` integer DEFAULT 0 NOT NULL,
	`share_squares_middle` integer DEFAULT 0 NOT NULL,
	`share_squares_high` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`evaluator_name`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `evaluator_suites` (
	`evaluator_name` text NOT NULL,
	`suite_version_id` integer NOT NULL,
	`evaluations` integer DEFAULT 0 NOT NULL,
	`share_sum` integer DEFAULT 0 NOT NULL,
	`share_sum_high` integer DEFAULT 0 NOT NULL,
	`share_squares` integer DEFAULT 0 NOT NULL,
	`share_squares_middle` integer DEFAULT 0 NOT NULL,
	`share_squares_high` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`evaluator_name`, `suite_version_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `kept_parts` (
	`hash` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`kept_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `kept_parts_kept_at` ON `kept_parts` (`kept_at`);--> statement-breakpoint
CREATE TABLE `manifests` (
	`suite` text NOT NULL,
	`suite_version` text NOT NULL,
	`title` text,
	`part` text NOT NULL,
	`hash` text NOT NULL,
	`key_id` text NOT NULL,
	PRIMARY KEY(`suite`, `suite_version`)
);
--> statement-breakpoint
CREATE INDEX `manifests_hash` ON `manifests` (`hash`);--> statement-breakpoint
CREATE TABLE `run_corrections` (
	`run_id` text PRIMARY KEY NOT NULL,
	`outcome` text NOT NULL,
	`is_successful` integer,
	`total_score` real,
	`weighted_score` real,
	`cost_usd` real
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `scenario_tiers` (
	`suite_version_id` integer NOT NULL,
	`scenario_id` integer NOT NULL,
	`tier_id` integer NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	`pass` integer DEFAULT 0 NOT NULL,
	`fail` integer DEFAULT 0 NOT NULL,
	`timeout` integer DEFAULT 0 NOT NULL,
	`refusal` integer DEFAULT 0 NOT NULL,
	`infrastructure_error` integer DEFAULT 0 NOT NULL,
	`unknown_failure` integer DEFAULT 0 NOT NULL,
	`not_stated` integer DEFAULT 0 NOT NULL,
	`not_final` integer DEFAULT 0 NOT NULL,
	`excluded` integer DEFAULT 0 NOT NULL,
	`score_runs` integer DEFAULT 0 NOT NULL,
	`score_sum` integer DEFAULT 0 NOT NULL,
	`score_sum_high` integer DEFAULT 0 NOT NULL,
	`score_squares` integer DEFAULT 0 NOT NULL,
	`score_squares_middle` integer DEFAULT 0 NOT NULL,
	`score_squares_high` integer DEFAULT 0 NOT NULL,
	`score_error_runs` integer DEFAULT 0 NOT NULL,
	`score_error_squares` integer DEFAULT 0 NOT NULL,
	`score_error_squares_high` integer DEFAULT 0 NOT NULL,
	`cost_runs` integer DEFAULT 0 NOT NULL,
	`cost_sum` integer DEFAULT 0 NOT NULL,
	`cost_sum_high` integer DEFAULT 0 NOT NULL,
	`cost_passes` integer DEFAULT 0 NOT NULL,
	`token_runs` integer DEFAULT 0 NOT NULL,
	`tokens_in_sum` integer DEFAULT 0 NOT NULL,
	`tokens_in_sum_high` integer DEFAULT 0 NOT NULL,
	`tokens_out_sum` integer DEFAULT 0 NOT NULL,
	`tokens_out_sum_high` integer DEFAULT 0 NOT NULL,
	`duration_runs` integer DEFAULT 0 NOT NULL,
	`duration_sum` integer DEFAULT 0 NOT NULL,
	`duration_sum_high` integer DEFAULT 0 NOT NULL,
	`tool_call_runs` integer DEFAULT 0 NOT NULL,
	`tool_call_sum` integer DEFAULT 0 NOT NULL,
	`tool_call_sum_high` integer DEFAULT 0 NOT NULL,
	`synthetic_runs` integer DEFAULT 0 NOT NULL,
	`first_party_runs` integer DEFAULT 0 NOT NULL,
	`third_party_runs` integer DEFAULT 0 NOT NULL,
	`summed_runs` integer DEFAULT 0 NOT NULL,
	`pass_score_runs` integer DEFAULT 0 NOT NULL,
	`pass_score_sum` integer DEFAULT 0 NOT NULL,
	`pass_score_sum_high` integer DEFAULT 0 NOT NULL,
	`pass_weighted_runs` integer DEFAULT 0 NOT NULL,
	`pass_weighted_sum` integer DEFAULT 0 NOT NULL,
	`pass_weighted_sum_high` integer DEFAULT 0 NOT NULL,
	`completed_runs` integer DEFAULT 0 NOT NULL,
	`completed_score_runs` integer DEFAULT 0 NOT NULL,
	`completed_score_sum` integer DEFAULT 0 NOT NULL,
	`completed_score_sum_high` integer DEFAULT 0 NOT NULL,
	`completed_weighted_runs` integer DEFAULT 0 NOT NULL,
	`completed_weighted_sum` integer DEFAULT 0 NOT NULL,
	`completed_weighted_sum_high` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`suite_version_id`, `scenario_id`, `tier_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `scenarios` (
	`id` integer PRIMARY KEY NOT NULL,
	`suite_version_id` integer NOT NULL,
	`scenario` text NOT NULL,
	`path` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scenarios_name` ON `scenarios` (`suite_version_id`,`scenario`);--> statement-breakpoint
CREATE INDEX `scenarios_path` ON `scenarios` (`suite_version_id`,`path`);--> statement-breakpoint
CREATE TABLE `snapshot_parts` (
	`suite_version_id` integer NOT NULL,
	`prefix` text NOT NULL,
	`hash` text,
	`maker` text,
	`size` integer DEFAULT 0 NOT NULL,
	`runs` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`suite_version_id`, `prefix`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `snapshot_parts_hash` ON `snapshot_parts` (`hash`);--> statement-breakpoint
CREATE TABLE `snapshot_state` (
	`id` integer PRIMARY KEY NOT NULL,
	`snapshot_id` text,
	`created_at` integer
);
--> statement-breakpoint
CREATE TABLE `suite_version_keys` (
	`suite_version_id` integer NOT NULL,
	`key_id` text NOT NULL,
	PRIMARY KEY(`suite_version_id`, `key_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `suite_versions` (
	`id` integer PRIMARY KEY NOT NULL,
	`suite` text NOT NULL,
	`suite_version` text NOT NULL,
	`version_order` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `suite_versions_name` ON `suite_versions` (`suite`,`suite_version`);--> statement-breakpoint
CREATE INDEX `suite_versions_order` ON `suite_versions` (`suite`,`version_order`);--> statement-breakpoint
CREATE TABLE `tiers` (
	`id` integer PRIMARY KEY NOT NULL,
	`tier` text NOT NULL,
	`path` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tiers_name` ON `tiers` (`tier`);--> statement-breakpoint
CREATE INDEX `tiers_path` ON `tiers` (`path`);