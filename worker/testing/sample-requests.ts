import { makeFullRun, makeRun } from "./make-run.ts";

/** Who may send a request: anybody, who has a key that submits, or an admin. */
export type Access = "public" | "submit" | "admin";

/** A request that succeeds once `SAMPLE_RUNS` are there, with the id of a key that may be rotated and revoked. */
export interface SampleRequest {
  access: Access;
  path: (keyId: string) => string;
  /** A body that differs with the number: a text is sent as lines, anything else as JSON. */
  body?: (unique: number) => unknown;
  /** The status if it succeeds. Default: 200. */
  status?: number;
}

/** What the samples ask for: two entries of one suite, and one whose run belongs to another batch. */
export const SAMPLE_RUNS = [
  makeFullRun(),
  makeFullRun({ runId: "run-other", batchId: "batch-2", agent: "other", isSuccessful: false, totalScore: 0.25 }),
];

const read = (path: string): SampleRequest => ({ access: "public", path: () => path });

/** A request for every route. */
export const SAMPLE_REQUESTS: Record<string, SampleRequest> = {
  "GET /health": read("/health"),
  "GET /api/runs": read("/api/runs"),
  "GET /api/runs/:runId": read("/api/runs/run-full"),
  "GET /api/runs/:runId/evaluations": read("/api/runs/run-full/evaluations"),
  "GET /api/runs/:runId/telemetry": read("/api/runs/run-full/telemetry"),
  "GET /api/decisions": read("/api/decisions"),
  "GET /api/export/runs.ndjson": read("/api/export/runs.ndjson"),
  "GET /api/export/runs.csv": read("/api/export/runs.csv"),
  "GET /api/batches": read("/api/batches"),
  "GET /api/batches/compare": read("/api/batches/compare?ids=batch-1,batch-2"),
  "GET /api/batches/:batchId": read("/api/batches/batch-1"),
  "GET /api/batches/:batchId/analytics": read("/api/batches/batch-1/analytics"),
  "GET /api/stats": read("/api/stats?days=all"),
  "GET /api/stats/agents": read("/api/stats/agents"),
  "GET /api/stats/models": read("/api/stats/models"),
  "GET /api/stats/suites/:suite": read("/api/stats/suites/suite"),
  "GET /api/stats/scenarios/:suite/:scenario": read("/api/stats/scenarios/suite/scenario"),
  "GET /api/stats/evaluators": read("/api/stats/evaluators"),
  "GET /api/stats/evaluators/:name/trends": read("/api/stats/evaluators/tests/trends?days=all"),
  "GET /api/compare": read("/api/compare?suite=suite&tier=L0&a=agent~model~variant&b=other~model~variant"),
  "GET /api/plan": read("/api/plan?suite=suite&entry=agent~model~variant"),
  "GET /api/snapshot": read("/api/snapshot"),
  "GET /api/openapi.json": read("/api/openapi.json"),
  "POST /api/results": {
    access: "submit",
    path: () => "/api/results",
    body: (unique) => makeRun({ runId: `run-${unique}` }),
    status: 201,
  },
  "POST /api/results/batch": {
    access: "submit",
    path: () => "/api/results/batch",
    body: (unique) => ({ batchId: `batch-${unique}` }),
  },
  "POST /api/results/bulk": {
    access: "submit",
    path: () => "/api/results/bulk",
    body: (unique) => JSON.stringify(makeRun({ runId: `run-${unique}` })),
  },
  "POST /api/runs/:runId/decisions": {
    access: "admin",
    path: () => "/api/runs/run-full/decisions",
    body: (unique) => ({ kind: "re-price", reason: "the price list changed", costUsd: unique }),
    status: 201,
  },
  "GET /api/keys": { access: "admin", path: () => "/api/keys" },
  "POST /api/keys": {
    access: "admin",
    path: () => "/api/keys",
    body: (unique) => ({ name: `key ${unique}`, scope: "submit" }),
    status: 201,
  },
  "POST /api/keys/:id/rotate": { access: "admin", path: (keyId) => `/api/keys/${keyId}/rotate` },
  "DELETE /api/keys/:id": { access: "admin", path: (keyId) => `/api/keys/${keyId}` },
};
