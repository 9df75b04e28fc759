import type { IRequest } from "itty-router";
import type { RunDetails } from "#contract/runs/run.ts";
import { openDatabase } from "../db/database.ts";
import { readRun } from "../db/read-run.ts";
import type { Env } from "../env.ts";
import { json } from "../http/answer.ts";
import { decodeName } from "../http/path.ts";
import { StatusError } from "../http/problem.ts";

const findRun = async (request: IRequest, env: Env): Promise<RunDetails> => {
  const runId = decodeName(request.params["runId"]);
  const details = await readRun(openDatabase(env.DB), runId);
  if (!details) throw new StatusError(404, `no run is called ${runId}`);
  return details;
};

/** GET /api/runs/:runId: the run, its evaluations and its telemetry. */
export const getRun = async (request: IRequest, env: Env): Promise<Response> => json(await findRun(request, env));

/** GET /api/runs/:runId/evaluations. */
export const getEvaluations = async (request: IRequest, env: Env): Promise<Response> =>
  json((await findRun(request, env)).evaluations);

/** GET /api/runs/:runId/telemetry: null if the run reported none. */
export const getTelemetry = async (request: IRequest, env: Env): Promise<Response> =>
  json((await findRun(request, env)).telemetry);
