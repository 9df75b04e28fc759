/** The numbers of names: they stand in the keys of the aggregates in place of the names. */
export const CELL_KEY = ["entry_id", "scenario_id", "tier_id"] as const;

/**
 * The tables that are kept up to date with every run: for each the columns of its key. Those with `batch_id` count runs of batches alone;
 * those with `evaluator_name` sum evaluations, the others the measures of the contract's list.
 */
export const AGGREGATES = {
  // Before the cells: it counts those that are new.
  entry_tiers: ["suite_version_id", "entry_id", "tier_id"],
  cells: CELL_KEY,
  scenario_tiers: ["suite_version_id", "scenario_id", "tier_id"],
  days: ["day"],
  batch_entries: ["batch_id", "entry_id"],
  evaluator_suites: ["evaluator_name", "suite_version_id"],
  evaluator_days: ["evaluator_name", "day"],
  batch_evaluators: ["batch_id", "evaluator_name"],
} as const satisfies Record<string, readonly string[]>;
