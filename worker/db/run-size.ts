import { sql } from "drizzle-orm";

/** The run's own name within a query of something else: drizzle leaves out the table's. */
export const ownRunId = sql.raw("benchmark_runs.run_id");

/** About how many bytes a run takes with its evaluations, within a query of runs. */
export const sizeOfRun = sql<number>`500 + coalesce(octet_length(metadata), 0) + coalesce((
  SELECT sum(octet_length(coalesce(details, '')) + 100) FROM evaluation_results AS evaluation WHERE evaluation.run_id = ${ownRunId}
), 0)`.as("run_bytes");
