import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { isDeepStrictEqual } from "node:util";
import { type Batch, BatchSchema } from "#contract/batches/batch.ts";
import type { BulkSubmitted } from "#contract/runs/bulk.ts";
import { type Run, RunSchema } from "#contract/runs/run.ts";
import { type Issue, issuesOf } from "#contract/service/problem.ts";
import { type Manifest, ManifestSchema } from "#contract/suites/manifest.ts";

/** An answer instead of the usual one; "hang up": none at all. */
export type Trouble = Answer | "hang up";

interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A server that takes in runs and batches by the contract's rules and keeps them in memory. Its key is "k". */
export interface MemoryWorker {
  url: string;
  runs: Map<string, Run>;
  batches: Map<string, Batch>;
  /** By the address that they were put at. */
  manifests: Map<string, Manifest>;
  /** What it was asked, as `POST /api/results`. */
  asked: string[];
  /** How many runs went in, and how many were there already. */
  counts: { accepted: number; duplicates: number; conflicts: number };
  /** Decides about trouble, request by request. */
  trouble: (call: string, body: string) => Trouble | undefined;
  close: () => void;
}

interface Taken {
  result: "accepted" | "duplicate" | "conflict" | "rejected";
  runId?: string;
  issues?: Issue[];
}

const take = ({ runs, counts }: MemoryWorker, text: string): Taken => {
  const parsed = RunSchema.safeParse(JSON.parse(text));
  if (!parsed.success) return { result: "rejected", issues: issuesOf(parsed.error) };
  const { runId } = parsed.data;
  const present = runs.get(runId);
  if (present === undefined) {
    runs.set(runId, parsed.data);
    counts.accepted += 1;
    return { result: "accepted", runId };
  }
  if (isDeepStrictEqual(present, parsed.data)) {
    counts.duplicates += 1;
    return { result: "duplicate", runId };
  }
  counts.conflicts += 1;
  return { result: "conflict", runId, issues: [{ path: ["runId"], message: "already exists with different content" }] };
};

const problem = (status: number, detail: string, issues: Issue[] = []): Answer => ({
  status,
  body: { detail, issues },
});

const takeLines = (worker: MemoryWorker, body: string): BulkSubmitted => {
  const answer: BulkSubmitted = { accepted: 0, duplicates: 0, conflicts: [], rejected: [] };
  for (const [position, text] of body.trimEnd().split("\n").entries()) {
    const taken = take(worker, text);
    const line = { line: position + 1, ...(taken.runId !== undefined && { runId: taken.runId }) };
    if (taken.result === "accepted") answer.accepted += 1;
    else if (taken.result === "duplicate") answer.duplicates += 1;
    else answer[taken.result === "conflict" ? "conflicts" : "rejected"].push({ ...line, issues: taken.issues ?? [] });
  }
  return answer;
};

const answerTo = (worker: MemoryWorker, call: string, body: string): Answer => {
  if (call === "GET /health") {
    const database = { database: true, schemaVersion: "1", migrationsPending: false, databaseMilliseconds: 1 };
    const status = { status: "ok", time: "2026-01-01T00:00:00Z", databaseBand: "optimal", databaseTrend: "unknown" };
    return { status: 200, body: { ...status, ...database } };
  }
  if (call === "POST /api/results/bulk") return { status: 200, body: takeLines(worker, body) };
  if (call === "POST /api/results/batch") {
    const batch = BatchSchema.safeParse(JSON.parse(body));
    if (!batch.success) return problem(422, "the batch breaks the contract", issuesOf(batch.error));
    const { batchId } = batch.data;
    worker.batches.set(batchId, { ...worker.batches.get(batchId), ...JSON.parse(JSON.stringify(batch.data)) });
    return { status: 200, body: { success: true, batchId } };
  }
  if (/^PUT \/api\/suites\/[^/]+\/manifest/.test(call)) {
    const manifest = ManifestSchema.safeParse(JSON.parse(body));
    if (!manifest.success) return problem(422, "the manifest breaks the contract", issuesOf(manifest.error));
    worker.manifests.set(call.slice("PUT /api/suites/".length), manifest.data);
    return { status: 200, body: { success: true, changed: Object.keys(manifest.data) } };
  }
  if (call !== "POST /api/results") return problem(404, `there is nothing at ${call}`);
  const taken = take(worker, body);
  if (taken.result === "rejected") return problem(422, "the run breaks the contract", taken.issues);
  if (taken.result === "conflict") return problem(409, "the run already exists with different content", taken.issues);
  const duplicate = taken.result === "duplicate" && { duplicate: true };
  return { status: duplicate ? 200 : 201, body: { success: true, runId: taken.runId, ...duplicate } };
};

/** Starts one on a free port, without trouble. */
export const startMemoryWorker = async (): Promise<MemoryWorker> => {
  const server = createServer(async (request, response) => {
    const call = `${request.method} ${request.url}`;
    const body = await bodyOf(request).catch(() => undefined);
    // A request that breaks off is none.
    if (body === undefined) return;
    worker.asked.push(call);
    const isLockedOut = request.method === "POST" && request.headers.authorization !== "Bearer k";
    const usual = () => (isLockedOut ? problem(401, "wrong key") : answerTo(worker, call, body.toString()));
    const answer = worker.trouble(call, body.toString()) ?? usual();
    if (answer === "hang up") return void request.socket.destroy();
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(JSON.stringify(answer.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const worker: MemoryWorker = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    runs: new Map(),
    batches: new Map(),
    manifests: new Map(),
    asked: [],
    counts: { accepted: 0, duplicates: 0, conflicts: 0 },
    trouble: () => undefined,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return worker;
};

/** The whole body of a request; rejects if it breaks off. */
export const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
