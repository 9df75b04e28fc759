import { type IRequest, IttyRouter } from "itty-router";
import type { Env } from "./env.ts";
import { allowReading, preflight } from "./http/cors.ts";
import { observe } from "./http/observe.ts";
import { problemResponse, StatusError } from "./http/problem.ts";
import { getEvaluations, getRun, getTelemetry } from "./routes/get-run.ts";
import { getSnapshot } from "./routes/get-snapshot.ts";
import { readHealth } from "./routes/health.ts";
import { getRuns } from "./routes/list-runs.ts";
import { submitBatch } from "./routes/submit-batch.ts";
import { submitBulk } from "./routes/submit-bulk.ts";
import { submitRun } from "./routes/submit-run.ts";

const router = IttyRouter<IRequest, [Env]>();

router
  .get("/health", readHealth)
  .post("/api/results", submitRun)
  .post("/api/results/batch", submitBatch)
  .post("/api/results/bulk", submitBulk)
  .get("/api/runs", getRuns)
  .get("/api/runs/:runId", getRun)
  .get("/api/runs/:runId/evaluations", getEvaluations)
  .get("/api/runs/:runId/telemetry", getTelemetry)
  .get("/api/snapshot", getSnapshot);

/** The methods that the route table has for a path. */
const methodsOf = (path: string): string[] => {
  const methods = router.routes.filter(([, pattern]) => pattern.test(path)).map(([method]) => method);
  return methods.includes("GET") ? ["HEAD", ...methods] : methods;
};

const route = async (request: Request, env: Env): Promise<Response> => {
  const path = new URL(request.url).pathname;
  const methods = methodsOf(path);
  if (methods.length === 0) throw new StatusError(404, `nothing is at ${path}`);
  if (request.method === "OPTIONS") return preflight(methods);
  if (!methods.includes(request.method)) {
    const allow = methods.join(", ");
    throw new StatusError(405, `${request.method} is not possible at ${path}, but ${allow}`, { headers: { allow } });
  }
  const isHead = request.method === "HEAD";
  const response = await router.fetch(isHead ? new Request(request, { method: "GET" }) : request, env);
  return isHead ? new Response(null, response) : response;
};

const answer = async (request: Request, env: Env): Promise<Response> => {
  try {
    return allowReading(await route(request, env));
  } catch (error) {
    return allowReading(problemResponse(error));
  }
};

export default {
  fetch: (request, env) => observe(env, (metered) => answer(request, metered)),
} satisfies ExportedHandler<Env>;
