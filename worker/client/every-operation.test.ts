import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleBodyOf, exampleUrlOf } from "#contract/openapi/example-request.ts";
import { EXAMPLE, exampleLines, exampleRun } from "#contract/openapi/example-runs.ts";
import examples from "#contract/openapi/examples.json" with { type: "json" };
import { OPERATION_LIST } from "#contract/operations.ts";
import type { Operation } from "#contract/service/operation.ts";
import { WorkerClient } from "./worker-client.ts";

/** A server that answers with an operation's example and notes what it was asked. */
let example: { status: number; body?: unknown } = { status: 200 };
let asked: { call: string; body: string; key: string | undefined } | undefined;
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const call = `${request.method} ${request.url}`;
  asked = { call, body: Buffer.concat(chunks).toString(), key: request.headers.authorization };
  response.writeHead(example.status, { "x-next-cursor": "next", etag: '"e"' });
  response.end(typeof example.body === "string" ? example.body : JSON.stringify(example.body));
});

let client: WorkerClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  client = new WorkerClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: "k" });
});
afterAll(() => server.close());

const { runId, batchId, otherBatchId, suite, scenario, evaluatorName } = EXAMPLE;
const paged = (items: unknown) => ({ items, nextCursor: "next" });

const collect = async <T>(parts: AsyncIterable<T>): Promise<T[]> => {
  const collected: T[] = [];
  for await (const part of parts) collected.push(part);
  return collected;
};

const query = (operation: Operation) => operation.queryExample ?? {};
const body = <T>(operation: Operation) => operation.body?.example as T;

/** How the client calls each operation; what comes back must be the example's body, or a page or a stream of it. */
const CALLS: Record<string, (operation: Operation) => Promise<unknown>> = {
  submitRun: () => client.submitRun(exampleRun),
  submitBatch: (operation) => client.submitBatch(body(operation)),
  submitBulk: () => client.submitBulk(exampleLines.map((run) => `${JSON.stringify(run)}\n`).join("")),
  listRuns: async (operation) => {
    const { runs, nextCursor } = await client.runs(query(operation));
    return { items: runs, nextCursor };
  },
  getRun: () => client.run(runId),
  getEvaluations: () => client.evaluations(runId),
  getTelemetry: () => client.telemetry(runId),
  exportRunsAsNdjson: (operation) => collect(client.exportRuns(query(operation))),
  exportRunsAsCsv: async (operation) => (await collect(client.exportCsv(query(operation)))).join(""),
  listBatches: async (operation) => {
    const { batches, nextCursor } = await client.batches(query(operation));
    return { items: batches, nextCursor };
  },
  compareBatches: () => client.compareBatches([batchId, otherBatchId]),
  getBatch: () => client.batch(batchId),
  getBatchAnalytics: () => client.batchAnalytics(batchId),
  getStats: (operation) => client.stats(query(operation)),
  getAgentStats: (operation) => client.agentStats(query(operation)),
  getModelStats: (operation) => client.modelStats(query(operation)),
  getSuiteStats: (operation) => client.suiteStats(suite, query(operation)),
  getScenarioStats: () => client.scenarioStats(suite, scenario),
  getEvaluatorStats: () => client.evaluatorStats(),
  getEvaluatorTrends: (operation) => client.evaluatorTrends(evaluatorName, query(operation)),
  compareEntries: (operation) => client.compareEntries(query(operation)),
  planRuns: (operation) => client.planRuns(query(operation)),
  makeDecision: (operation) => client.makeDecision(runId, body(operation)),
  listDecisions: async (operation) => {
    const { decisions, nextCursor } = await client.decisions(query(operation));
    return { items: decisions, nextCursor };
  },
  listKeys: () => client.keys(),
  createKey: (operation) => client.createKey(body(operation)),
  rotateKey: () => client.rotateKey("id"),
  revokeKey: () => client.revokeKey("id"),
  getHealth: () => client.health(),
  getSnapshot: () => client.snapshot(),
  getOpenApi: () => client.openApi(),
};

const PAGES = new Set(["listRuns", "listBatches", "listDecisions"]);

/** What the call must come back with. */
const expected = (id: string, answer: unknown): unknown => {
  if (PAGES.has(id)) return paged(answer);
  if (id === "getSnapshot") return { snapshot: answer, etag: '"e"' };
  if (id !== "exportRunsAsNdjson") return answer;
  return String(answer)
    .trimEnd()
    .split("\n")
    .map((line) => ({ evaluations: [], ...JSON.parse(line) }));
};

/** The same query in another order is the same. */
const sorted = (call: string): string => {
  const [path, search] = call.split("?");
  return search === undefined ? call : `${path}?${search.split("&").sort().join("&")}`;
};

describe("the client", () => {
  it.each(OPERATION_LIST.map((operation) => [operation.id, operation] as const))("calls %s", async (id, operation) => {
    example = (examples as Record<string, typeof example>)[id] ?? { status: 404 };
    const answer = await CALLS[id]?.(operation);
    expect(answer).toEqual(expected(id, example.body));
    expect(sorted(asked?.call ?? "")).toBe(sorted(`${operation.method} ${exampleUrlOf(operation)}`));
    expect(asked?.key).toBe(operation.scope === undefined ? undefined : "Bearer k");
    const sent = exampleBodyOf(operation) ?? "";
    const isLines = operation.body?.type === "application/x-ndjson";
    if (isLines || sent === "") expect(asked?.body).toBe(sent);
    else expect(JSON.parse(asked?.body ?? "")).toEqual(JSON.parse(sent));
  });

  it("percent-encodes commas within the names of compared batches once more", async () => {
    example = examples.compareBatches;
    await client.compareBatches(["a,b", "50%"]);
    expect(asked?.call).toBe(`GET /api/batches/compare?ids=${encodeURIComponent("a%2Cb,50%25")}`);
  });

  it("leaves out parameters that are undefined", async () => {
    example = examples.getStats;
    await client.stats({ days: undefined });
    expect(asked?.call).toBe("GET /api/stats");
  });
});
