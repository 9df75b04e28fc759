import type * as z from "zod";
import type { RunDetailsSchema } from "#contract/runs/run.ts";
import type { Database } from "../db/database.ts";
import { readRun } from "../db/read-run.ts";
import { StatusError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";

const findRun = async (database: Database, runId: string): Promise<z.input<typeof RunDetailsSchema>> => {
  const details = await readRun(database, runId);
  if (!details) throw new StatusError(404, `no run is called ${runId}`);
  return details;
};

/** GET /api/runs/:runId: the run, its evaluations and its telemetry. */
export const getRun: Handler<"getRun"> = async ({ names, database }) => ({
  body: await findRun(database, names.runId),
});

/** GET /api/runs/:runId/evaluations. */
export const getEvaluations: Handler<"getEvaluations"> = async ({ names, database }) => ({
  body: (await findRun(database, names.runId)).evaluations,
});

/** GET /api/runs/:runId/telemetry: null if the run reported none. */
export const getTelemetry: Handler<"getTelemetry"> = async ({ names, database }) => ({
  body: (await findRun(database, names.runId)).telemetry,
});
