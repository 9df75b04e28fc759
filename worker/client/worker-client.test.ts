import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { InvalidAnswerError, RefusedError, TimeoutError, UnreachableError } from "./errors.ts";
import { WorkerClient, type WorkerClientOptions } from "./worker-client.ts";

type Answering = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that gives one answer after the other, the last one again and again; and what it was asked. */
const serve = async (...answers: Answering[]) => {
  const asked: { method: string; url: string; headers: IncomingMessage["headers"]; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const answer = answers[Math.min(asked.length, answers.length - 1)] as Answering;
    asked.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
    answer(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  closing.push(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
};

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answering =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };

const problem = (status: number, detail: string, more: object = {}) =>
  json(status, { type: "about:blank", title: "No", status, detail, error: detail, ...more });

const hangUp: Answering = (request) => request.socket.destroy();

/** A client that notes its waits instead of waiting; random is always a half. */
const clientOf = (url: string, options: Partial<WorkerClientOptions> = {}) => {
  const waits: number[] = [];
  const client = new WorkerClient({
    url,
    random: () => 0.5,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
    },
    ...options,
  });
  return { client, waits };
};

const run = {
  runId: "r1",
  suite: "s",
  scenario: "c",
  tier: "L0",
  agent: "a",
  status: "completed" as const,
  startedAt: "2026-01-01T00:00:00Z",
};

describe("writes", () => {
  it("sends the run with the key and returns the answer", async () => {
    const { url, asked } = await serve(json(201, { success: true, runId: "r1" }));
    const { client } = clientOf(`${url}/`, { key: "secret" });
    expect(await client.submitRun(run)).toEqual({ success: true, runId: "r1" });
    expect(asked[0]).toMatchObject({
      method: "POST",
      url: "/api/results",
      headers: { authorization: "Bearer secret", "content-type": "application/json" },
    });
    expect(JSON.parse(asked[0]?.body ?? "")).toEqual(run);
  });

  it("sends lines as they are, text or bytes", async () => {
    const { url, asked } = await serve(json(200, { accepted: 1, duplicates: 0, conflicts: [], rejected: [] }));
    const { client } = clientOf(url);
    await client.submitBulk('{"a":1}\n');
    await client.submitBulk(new TextEncoder().encode('{"a":"ü"}\n'));
    expect(asked.map(({ url, body }) => `${url} ${body}`)).toEqual([
      '/api/results/bulk {"a":1}\n',
      '/api/results/bulk {"a":"ü"}\n',
    ]);
    expect(asked[0]?.headers["content-type"]).toBe("application/x-ndjson");
  });

  it("sends a batch", async () => {
    const { url, asked } = await serve(json(201, { success: true, batchId: "b" }));
    const { client } = clientOf(url);
    expect(await client.submitBatch({ batchId: "b", totalRuns: 3 })).toEqual({ success: true, batchId: "b" });
    expect(asked[0]).toMatchObject({ url: "/api/results/batch", body: '{"batchId":"b","totalRuns":3}' });
  });
});

describe("reads", () => {
  it("returns the snapshot's ETag, and undefined when nothing changed", async () => {
    const snapshot = {
      formatVersion: 4,
      id: "a".repeat(64),
      createdAt: "2026-01-01T00:00:00.000Z",
      runs: 0,
      cells: 0,
      suites: [],
      batches: [],
    };
    const { url, asked } = await serve(json(200, snapshot, { etag: '"x"' }), (_request, response) => {
      response.writeHead(304).end();
    });
    const { client } = clientOf(url);
    expect(await client.getSnapshot()).toEqual({ body: snapshot, etag: '"x"' });
    expect(await client.getSnapshot({}, { etag: '"x"' })).toBeUndefined();
    expect(asked[1]?.headers["if-none-match"]).toBe('"x"');
  });

  it("encodes names in queries and paths, and returns the next cursor", async () => {
    const { url, asked } = await serve(json(200, [], { "x-next-cursor": "next" }), problem(404, "no run a/b"));
    const { client } = clientOf(url);
    expect(await client.listRuns({ suite: "a&b", limit: 1 })).toEqual({ items: [], nextCursor: "next" });
    await expect(client.getRun({ runId: "a/b?c" })).rejects.toMatchObject({ status: 404 });
    expect(asked.map(({ url }) => url)).toEqual(["/api/runs?suite=a%26b&limit=1", "/api/runs/a%2Fb%3Fc"]);
  });

  it("throws InvalidAnswerError for an answer that breaks the contract", async () => {
    const { url } = await serve(json(200, { hello: 1 }), (_request, response) => response.end("<html>"));
    const { client } = clientOf(url);
    await expect(client.listRuns()).rejects.toBeInstanceOf(InvalidAnswerError);
    await expect(client.listRuns()).rejects.toThrow(/not JSON: <html>/);
  });
});

describe("health", () => {
  const unknown = { schemaVersion: null, migrationsPending: null, databaseMilliseconds: null, databaseBand: null };
  const time = "2026-01-01T00:00:00Z";
  const unwell = { status: "unavailable", time, database: false, ...unknown, databaseTrend: "unknown" };

  it("returns what the Worker says, also when it is unwell, at the first try", async () => {
    const { url, asked } = await serve(json(503, unwell));
    expect(await clientOf(url).client.getHealth()).toEqual(unwell);
    expect(asked).toHaveLength(1);
  });

  it("throws RefusedError for any other server", async () => {
    const { url } = await serve((_request, response) => response.writeHead(404).end("Not here"));
    await expect(clientOf(url).client.getHealth()).rejects.toThrow(/answered 404: Not here/);
  });
});

describe("what could be done twice", () => {
  it("is asked once", async () => {
    const { url, asked } = await serve(hangUp);
    const { client } = clientOf(url);
    const decision = { kind: "exclude", reason: "wrong" } as const;
    await expect(client.makeDecision({ runId: "r1" }, decision)).rejects.toBeInstanceOf(UnreachableError);
    await expect(client.createKey({ name: "n", scope: "submit" })).rejects.toBeInstanceOf(UnreachableError);
    expect(asked).toHaveLength(2);
  });
});

describe("trying again", () => {
  it("waits ever longer after lost connections and then returns the answer", async () => {
    const { url, asked } = await serve(hangUp, hangUp, problem(500, "oops"), json(200, []));
    const { client, waits } = clientOf(url);
    expect(await client.listRuns()).toEqual({ items: [], nextCursor: undefined });
    expect(asked).toHaveLength(4);
    expect(waits).toEqual([150, 300, 600]);
  });

  it("waits as long as Retry-After says", async () => {
    const { url } = await serve(
      json(429, {}, { "retry-after": "2" }),
      json(503, {}, { "retry-after": "1" }),
      json(200, []),
    );
    const { client, waits } = clientOf(url);
    await client.listRuns();
    expect(waits).toEqual([2150, 1150]);
  });

  it("gives up at once where Retry-After asks for too long a wait", async () => {
    const { url, asked } = await serve(json(429, { detail: "tomorrow" }, { "retry-after": "86400" }));
    await expect(clientOf(url).client.listRuns()).rejects.toThrow(/answered 429: tomorrow/);
    expect(asked).toHaveLength(1);
  });

  it("never tries a refusal again and throws its issues", async () => {
    for (const status of [400, 401, 403, 404, 409, 413, 415, 422, 501]) {
      const issues = [{ path: ["suite"], message: "must not be empty" }];
      const { url, asked } = await serve(problem(status, "bad run", { issues }));
      const error = await clientOf(url)
        .client.submitRun(run)
        .catch((error: unknown) => error);
      expect(error).toBeInstanceOf(RefusedError);
      expect(error).toMatchObject({ status, issues });
      expect(String(error)).toContain(`answered ${status}: bad run (suite must not be empty)`);
      expect(asked).toHaveLength(1);
    }
  });

  it("tries a 503 without Retry-After five times, however many retries are allowed", async () => {
    const { url, asked } = await serve(problem(503, "no key is configured"));
    const { client } = clientOf(url, { retries: 100 });
    await expect(client.submitRun(run)).rejects.toThrow(/answered 503: no key is configured/);
    expect(asked).toHaveLength(5);
  });

  it("throws UnreachableError with the URL and the reason when nothing listens", async () => {
    const { url, close } = await serve(json(200, []));
    close();
    const { client, waits } = clientOf(url, { retries: 2 });
    const error = await client.listRuns().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(String(error)).toContain(`no answer from ${url}/api/runs: ECONNREFUSED`);
    expect(waits).toHaveLength(2);
  });

  it("throws TimeoutError when the answer does not end in time", async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(200);
      response.write("[");
    });
    const { client } = clientOf(url, { timeoutMs: 50, retries: 1 });
    await expect(client.listRuns()).rejects.toThrow(TimeoutError);
  });
});

describe("exports", () => {
  const line = (runId: string) => `${JSON.stringify({ ...run, runId })}\n`;
  const collect = async (runs: AsyncIterable<{ runId: string }>, into: string[] = []) => {
    for await (const { runId } of runs) into.push(runId);
    return into;
  };

  it("yields runs whose lines come in pieces, and tries again until the first", async () => {
    const text = line("ü1") + line("r2");
    const bytes = Buffer.from(text);
    const { url, asked } = await serve(hangUp, json(500, {}), (_request, response) => {
      response.write(bytes.subarray(0, bytes.indexOf("ü") + 1));
      setTimeout(() => response.end(bytes.subarray(bytes.indexOf("ü") + 1)), 20);
    });
    expect(await collect(clientOf(url).client.exportRunsAsNdjson({ suite: "s" }))).toEqual(["ü1", "r2"]);
    expect(asked.map(({ url }) => url)).toEqual(Array(3).fill("/api/export/runs.ndjson?suite=s"));
  });

  it("follows the pages of an export to its end", async () => {
    const { url, asked } = await serve(
      (_request, response) => response.writeHead(200, { "x-next-cursor": "two" }).end(line("r1")),
      (_request, response) => response.end(line("r2")),
    );
    expect(await collect(clientOf(url).client.exportRunsAsNdjson({ suite: "s" }))).toEqual(["r1", "r2"]);
    expect(asked.map(({ url }) => url)).toEqual([
      "/api/export/runs.ndjson?suite=s",
      "/api/export/runs.ndjson?suite=s&cursor=two",
    ]);
  });

  it("throws UnreachableError where the answer breaks off, after what came before", async () => {
    const { url, asked } = await serve((_request, response) => {
      response.write(line("r1"));
      setTimeout(() => response.destroy(), 20);
    });
    const runs: string[] = [];
    await expect(collect(clientOf(url).client.exportRunsAsNdjson(), runs)).rejects.toBeInstanceOf(UnreachableError);
    expect(runs).toEqual(["r1"]);
    expect(asked).toHaveLength(1);
  });

  it("throws TimeoutError where nothing more comes, and RefusedError for a refusal", async () => {
    const { url } = await serve((_request, response) => response.write(line("r1")), problem(400, "after: no run"));
    const { client } = clientOf(url, { timeoutMs: 1000 });
    await expect(collect(client.exportRunsAsNdjson())).rejects.toBeInstanceOf(TimeoutError);
    await expect(collect(client.exportRunsAsNdjson())).rejects.toThrow(/answered 400: after: no run/);
  });

  it("gives a slow reader its time", async () => {
    const { url } = await serve((_request, response) => response.end(line("r1") + line("r2")));
    const runs: string[] = [];
    for await (const { runId } of clientOf(url, { timeoutMs: 500 }).client.exportRunsAsNdjson()) {
      runs.push(runId);
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
    expect(runs).toEqual(["r1", "r2"]);
  });
});

describe("an aborted call", () => {
  it("fails with the signal's reason while it waits for an answer", async () => {
    const controller = new AbortController();
    const { url, asked } = await serve(() => controller.abort(new Error("enough")));
    await expect(clientOf(url).client.listRuns({}, { signal: controller.signal })).rejects.toThrow("enough");
    expect(asked).toHaveLength(1);
  });

  it("fails with the signal's reason while it waits to try again", async () => {
    const controller = new AbortController();
    const { url } = await serve((_request, response) => {
      response.writeHead(500).end("{}");
      setTimeout(() => controller.abort(new Error("enough")), 20);
    });
    const client = new WorkerClient({ url, random: () => 1 });
    await expect(client.listRuns({}, { signal: controller.signal })).rejects.toThrow("enough");
  });
});
