import { sql } from "drizzle-orm";

/** The run's own name within a query of something else: drizzle leaves out the table's. */
export const ownRunId = sql.raw("benchmark_runs.run_id");

/** About how many bytes a run takes with its evaluations, within a query of runs. */
export const sizeOfRun = sql<number>`500 + coalesce(octet_length(metadata), 0) + coalesce((
  SELECT sum(octet_length(coalesce(details, '')) + 100) FROM evaluation_results AS evaluation WHERE evaluation.run_id = ${ownRunId}
), 0)`.as("run_bytes");

/** About how many bytes of runs a request reads whole at most: fewer runs where they are large, but at least one. */
const MOST_BYTES = 4_000_000;

/** The first of some runs, as many as a request may read whole. */
export const fittingRuns = <Run extends { bytes: number }>(runs: readonly Run[]): Run[] => {
  let bytes = 0;
  const end = runs.findIndex((run, position) => {
    bytes += run.bytes;
    return position > 0 && bytes > MOST_BYTES;
  });
  return runs.slice(0, end === -1 ? undefined : end);
};
