import { eq } from "drizzle-orm";
import type * as z from "zod";
import type { RunDetailsSchema } from "#contract/runs/run.ts";
import type { Database } from "./database.ts";
import { decisionsOfRows, decisionsOfRun } from "./decisions.ts";
import { evaluationOf, publicTelemetryOf, runDetailsOf } from "./run-rows.ts";
import { benchmarkRuns, evaluationResults } from "./tables.ts";

/**
 * A run with its evaluations, its telemetry and the newest decisions about it as the public may see them; undefined if there is none of
 * that name.
 */
export const readRun = async (
  database: Database,
  runId: string,
): Promise<z.input<typeof RunDetailsSchema> | undefined> => {
  const [[run], evaluations, decisions] = await database.batch([
    database.select().from(benchmarkRuns).where(eq(benchmarkRuns.runId, runId)),
    database
      .select()
      .from(evaluationResults)
      .where(eq(evaluationResults.runId, runId))
      .orderBy(evaluationResults.position),
    decisionsOfRun(database, runId),
  ]);
  return (
    run && {
      run: runDetailsOf(run),
      evaluations: evaluations.map(evaluationOf),
      telemetry: publicTelemetryOf(run),
      decisions: decisionsOfRows(decisions),
    }
  );
};
