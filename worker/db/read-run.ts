import { eq } from "drizzle-orm";
import type { RunDetails } from "#contract/runs/run.ts";
import type { Database } from "./database.ts";
import { decisionsOfRows, decisionsOfRun } from "./decisions.ts";
import { evaluationOf, publicTelemetryOf, runDetailsOf } from "./run-rows.ts";
import { benchmarkRuns, evaluationResults, runTelemetry } from "./tables.ts";

/** A run with its evaluations, its telemetry and the newest decisions about it as the public may see them; undefined if there is none of that name. */
export const readRun = async (database: Database, runId: string): Promise<RunDetails | undefined> => {
  const [[run], evaluations, [telemetry], decisions] = await database.batch([
    database.select().from(benchmarkRuns).where(eq(benchmarkRuns.runId, runId)),
    database
      .select()
      .from(evaluationResults)
      .where(eq(evaluationResults.runId, runId))
      .orderBy(evaluationResults.position),
    database.select().from(runTelemetry).where(eq(runTelemetry.runId, runId)),
    decisionsOfRun(database, runId),
  ]);
  return (
    run && {
      run: runDetailsOf(run),
      evaluations: evaluations.map(evaluationOf),
      telemetry: telemetry ? publicTelemetryOf(telemetry) : null,
      decisions: decisionsOfRows(decisions),
    }
  );
};
