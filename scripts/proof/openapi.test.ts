import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleBodyOf, exampleUrlOf } from "#contract/openapi/example-request.ts";
import { openApiDocument } from "#contract/openapi/recorded.ts";
import { type NamedOperation, OPERATION_LIST } from "#contract/operations.ts";
import { localKey } from "../command/local-worker.ts";
import { startFreshWorker } from "../local/fresh-worker.ts";
import { findFreePort } from "../local/ports.ts";

// The real Worker, behind a proxy that compares every request and every answer with the OpenAPI document (Prism).

const nothing = (): void => undefined;
/** A logger of which Prism asks nothing but to be called. */
const silent = {
  child: () => silent,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  success: nothing,
};

let url: string;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "openapi-"));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const { signal } = new AbortController();
  const worker = await startFreshWorker(folder, signal);
  closing.push(worker.stop);
  // A copy: Prism writes into the document what its references lead to, and other tests read it in this process.
  const operations = await getHttpOperationsFromSpec(structuredClone(openApiDocument));
  const proxy = createServer(operations, {
    components: { logger: silent as never },
    cors: false,
    config: {
      isProxy: true,
      upstream: new URL(worker.url),
      upstreamProxy: undefined,
      mock: { dynamic: false },
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      // What is wrong is told in a header beside the Worker's own answer, and nothing is kept from the Worker.
      errors: false,
    },
  });
  closing.push(proxy.close);
  url = await proxy.listen(await findFreePort(), "127.0.0.1");
}, 120_000);

afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

interface Violation {
  location: [side: "request" | "response", ...path: string[]];
  message: string;
}

interface Sent {
  status: number;
  body: unknown;
  /** What the proxy finds that the document does not have, on each side. */
  wrong: { request: string[]; response: string[] };
}

interface Change {
  path?: string;
  key?: string | undefined;
  body?: string;
  type?: string;
}

/** Sends an operation's example, but for what is changed. */
const send = async (operation: NamedOperation, change: Change = {}): Promise<Sent> => {
  const { path = exampleUrlOf(operation), body = exampleBodyOf(operation), type = operation.body?.type } = change;
  const key = "key" in change ? change.key : operation.scope && localKey();
  const response = await fetch(url + path, {
    method: operation.method,
    headers: {
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
      ...(type !== undefined && { "content-type": type }),
    },
    ...(body !== undefined && { body }),
  });
  const violations = JSON.parse(response.headers.get("sl-violations") ?? "[]") as Violation[];
  const wrongIn = (side: string) =>
    violations
      .filter(({ location }) => location[0] === side)
      .map(({ location, message }) => `${location.join(".")}: ${message}`);
  const text = await response.text();
  const isJson = /json(;|$)/.test(response.headers.get("content-type") ?? "") && !operation.path.endsWith(".ndjson");
  return {
    status: response.status,
    body: isJson ? JSON.parse(text) : text,
    wrong: { request: wrongIn("request"), response: wrongIn("response") },
  };
};

/** What can be wrong with an operation: the status that it ends in, and what is sent. Never what is not JSON: Prism itself hangs on that. */
const troubles = (operation: NamedOperation): [status: number, change: Change][] => {
  const { scope, names, body, queryExample, path } = operation;
  const [bare = ""] = exampleUrlOf(operation).split("?");
  const all: [boolean, number, Change][] = [
    [true, 400, { path: `${bare}?unknown=1` }],
    [scope !== undefined, 401, { key: undefined }],
    [scope !== undefined, 403, { key: "wrong" }],
    [names !== undefined && !body && !queryExample, 404, { path: path.replace(/:\w+/g, "unknown") }],
    [body !== undefined, 415, { type: "text/html" }],
    [body?.type === "application/json", 422, { body: '{"unknown":1}' }],
  ];
  return all.flatMap(([applies, status, change]) => (applies ? [[status, change]] : []));
};

describe("through a proxy that validates by the OpenAPI document", () => {
  let keyId = "";

  // In their order: what the first submit, the later read.
  it.each(OPERATION_LIST.map((operation) => [operation.id, operation] as const))(
    "%s answers as the document says, also when something is wrong",
    async (id, operation) => {
      for (const [status, change] of troubles(operation)) {
        const sent = await send(operation, change);
        expect({ ...change, status: sent.status, wrong: sent.wrong.response }).toEqual({
          ...change,
          status,
          wrong: [],
        });
      }
      const path = exampleUrlOf(operation).replace("/keys/id", `/keys/${keyId}`);
      const { status, body, wrong } = await send(operation, { path });
      expect(wrong).toEqual({ request: [], response: [] });
      // Boards are of a built site, which there is none of here.
      const expected = id === "getBoard" || id === "getEvaluatorReport" ? ["404"] : Object.keys(operation.answers);
      expect(expected).toContain(String(status));
      if (id === "createKey") keyId = (body as { key: { id: string } }).key.id;
    },
  );

  it("tells of a request that the document does not have", async () => {
    const [listRuns] = OPERATION_LIST.filter(({ id }) => id === "listRuns") as [NamedOperation];
    const { wrong } = await send(listRuns, { path: "/api/runs?outcome=none" });
    expect(wrong.request).toEqual([expect.stringContaining("outcome")]);
  });
});
