import { type IRequest, IttyRouter } from "itty-router";
import type { Env } from "./env.ts";
import { allowReading, preflight } from "./http/cors.ts";
import { type Observation, observe } from "./http/observe.ts";
import { problemResponse, StatusError } from "./http/problem.ts";
import { limitRate } from "./http/rate-limit.ts";
import { compareBatches } from "./routes/compare-batches.ts";
import { compareEntries } from "./routes/compare-entries.ts";
import { getDecisions, makeDecision } from "./routes/decisions.ts";
import { exportCsv, exportNdjson } from "./routes/export-runs.ts";
import { getAgentStats, getModelStats } from "./routes/get-agent-stats.ts";
import { getBatch, getBatchAnalytics } from "./routes/get-batch.ts";
import { getEvaluatorStats, getEvaluatorTrends } from "./routes/get-evaluator-stats.ts";
import { getEvaluations, getRun, getTelemetry } from "./routes/get-run.ts";
import { getSnapshot } from "./routes/get-snapshot.ts";
import { getStats } from "./routes/get-stats.ts";
import { getScenarioStats, getSuiteStats } from "./routes/get-suite-stats.ts";
import { readHealth } from "./routes/health.ts";
import { createKey, getKeys, revokeKey, rotateKey } from "./routes/keys.ts";
import { getBatches } from "./routes/list-batches.ts";
import { getRuns } from "./routes/list-runs.ts";
import { getOpenApi } from "./routes/openapi.ts";
import { planRuns } from "./routes/plan-runs.ts";
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
  .post("/api/runs/:runId/decisions", makeDecision)
  .get("/api/decisions", getDecisions)
  .get("/api/keys", getKeys)
  .post("/api/keys", createKey)
  .post("/api/keys/:id/rotate", rotateKey)
  .delete("/api/keys/:id", revokeKey)
  .get("/api/export/runs.ndjson", exportNdjson)
  .get("/api/export/runs.csv", exportCsv)
  .get("/api/batches", getBatches)
  // Before the batch of that name: the first that fits answers.
  .get("/api/batches/compare", compareBatches)
  .get("/api/batches/:batchId", getBatch)
  .get("/api/batches/:batchId/analytics", getBatchAnalytics)
  .get("/api/stats", getStats)
  .get("/api/stats/agents", getAgentStats)
  .get("/api/stats/models", getModelStats)
  .get("/api/stats/suites/:suite", getSuiteStats)
  .get("/api/stats/scenarios/:suite/:scenario", getScenarioStats)
  .get("/api/stats/evaluators", getEvaluatorStats)
  .get("/api/stats/evaluators/:name/trends", getEvaluatorTrends)
  .get("/api/compare", compareEntries)
  .get("/api/plan", planRuns)
  .get("/api/snapshot", getSnapshot)
  .get("/api/openapi.json", getOpenApi);

/** The entries of the route table that a path fits, in its order: their methods and patterns. */
const matchesOf = (path: string): { method: string; pattern: string | undefined }[] =>
  router.routes.filter(([, regex]) => regex.test(path)).map(([method, , , pattern]) => ({ method, pattern }));

const route = async (request: Request, env: Env, observation: Observation): Promise<Response> => {
  const path = new URL(request.url).pathname;
  const matches = matchesOf(path);
  const methods = [...new Set(matches.flatMap(({ method }) => (method === "GET" ? ["HEAD", "GET"] : [method])))];
  if (methods.length === 0) throw new StatusError(404, `nothing is at ${path}`);
  const isHead = request.method === "HEAD";
  const method = isHead ? "GET" : request.method;
  observation.route = (matches.find((match) => match.method === method) ?? matches[0])?.pattern ?? null;
  if (request.method === "OPTIONS") return preflight(methods);
  if (!methods.includes(request.method)) {
    const allow = methods.join(", ");
    throw new StatusError(405, `${request.method} is not possible at ${path}, but ${allow}`, { headers: { allow } });
  }
  await limitRate(request, env);
  const response = await router.fetch(isHead ? new Request(request, { method }) : request, env);
  if (!isHead) return response;
  await response.body?.cancel();
  return new Response(null, response);
};

const answer = async (request: Request, env: Env, observation: Observation): Promise<Response> => {
  try {
    return allowReading(await route(request, env, observation));
  } catch (error) {
    return allowReading(problemResponse(error, observation.requestId));
  }
};

export default {
  fetch: (request, env) => observe(request, env, (metered, observation) => answer(request, metered, observation)),
} satisfies ExportedHandler<Env>;
