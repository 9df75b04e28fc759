/**
 * The tables that are kept up to date with every run: for each the columns of its key. Those with `batch_id` count runs of batches alone;
 * those with `evaluator_name` sum evaluations, the others the measures of the contract's list.
 */
export const AGGREGATES = {
  cells: ["suite", "suite_version", "scenario", "tier", "agent", "model", "variant"],
  batch_cells: ["batch_id", "suite", "suite_version", "scenario", "tier", "agent", "model", "variant"],
  batch_totals: ["batch_id"],
  scenario_days: ["day", "suite", "suite_version", "scenario"],
  evaluator_scenarios: ["evaluator_name", "suite", "suite_version", "scenario"],
  evaluator_days: ["evaluator_name", "day"],
  batch_evaluators: ["batch_id", "evaluator_name"],
} as const satisfies Record<string, readonly string[]>;
