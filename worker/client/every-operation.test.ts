import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleBodyOf, exampleUrlOf } from "#contract/openapi/example-request.ts";
import { examples } from "#contract/openapi/recorded.ts";
import { type NamedOperation, OPERATION_LIST } from "#contract/operations.ts";
import { WorkerClient } from "./worker-client.ts";

/** A server that answers with an operation's example and notes what it was asked. */
let example: { status: number; body?: unknown } = { status: 200 };
/** Whether the answer is a page of a list. */
let isList = false;
let asked: { call: string; body: string; key: string | undefined } | undefined;
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const call = `${request.method} ${request.url}`;
  asked = { call, body: Buffer.concat(chunks).toString(), key: request.headers.authorization };
  response.writeHead(example.status, { ...(isList && { "x-next-cursor": "next" }), etag: '"e"' });
  response.end(typeof example.body === "string" ? example.body : JSON.stringify(example.body));
});

let client: WorkerClient;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  client = new WorkerClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: "k" });
});
afterAll(() => server.close());

const collect = async (parts: AsyncIterable<unknown>): Promise<unknown[]> => {
  const collected: unknown[] = [];
  for await (const part of parts) collected.push(part);
  return collected;
};

/** Calls an operation with its example, as its own method takes it. */
const callExample = async ({
  id,
  names,
  query,
  queryExample,
  body,
  ...operation
}: NamedOperation): Promise<unknown> => {
  const inPath = Object.entries(names ?? {}).map(([name, { example }]) => [name, example]);
  const subject = { ...Object.fromEntries(inPath), ...queryExample };
  const isText = body?.asSent || body?.type === "application/x-ndjson";
  const text = isText && exampleBodyOf({ ...operation, body });
  const method = client[id] as (...input: unknown[]) => Promise<unknown> | AsyncGenerator<unknown>;
  const answer = method(...(names || query ? [subject] : []), ...(body ? [text || body.example] : []));
  return Symbol.asyncIterator in answer ? collect(answer) : answer;
};

/** What a call must come back with: the example's body, or a page, a tagged answer, runs or pieces of it. */
const expected = ({ answers }: NamedOperation, answer: unknown): unknown => {
  const [first] = Object.values(answers);
  if (first?.type === undefined && first?.headers?.includes("X-Next-Cursor")) {
    return { items: first.schema?.parse(answer), nextCursor: Array.isArray(answer) ? "next" : undefined };
  }
  if (304 in answers) return { body: first?.schema?.parse(answer) ?? answer, etag: '"e"' };
  if (first?.type === "text/csv") return [answer, ""];
  if (first?.type !== "application/x-ndjson") return first?.schema?.parse(answer) ?? answer;
  return String(answer)
    .trimEnd()
    .split("\n")
    .map((line) => first.schema?.parse(JSON.parse(line)));
};

/** The same query in another order is the same. */
const sorted = (call: string): string => {
  const [path, search] = call.split("?");
  return search === undefined ? call : `${path}?${search.split("&").sort().join("&")}`;
};

describe("the client", () => {
  it.each(OPERATION_LIST.map((operation) => [operation.id, operation] as const))("calls %s", async (id, operation) => {
    example = (examples as Record<string, typeof example>)[id] ?? { status: 404 };
    isList = Array.isArray(example.body);
    expect(await callExample(operation)).toEqual(expected(operation, example.body));
    expect(sorted(asked?.call ?? "")).toBe(sorted(`${operation.method} ${exampleUrlOf(operation)}`));
    expect(asked?.key).toBe(operation.scope === undefined ? undefined : "Bearer k");
    const sent = exampleBodyOf(operation) ?? "";
    const isLines = operation.body?.type === "application/x-ndjson";
    if (isLines || sent === "") expect(asked?.body).toBe(sent);
    else expect(JSON.parse(asked?.body ?? "")).toEqual(JSON.parse(sent));
  });

  it("percent-encodes commas within the names of compared batches once more", async () => {
    example = examples.compareBatches;
    await client.compareBatches({ ids: ["a,b", "50%"] });
    expect(asked?.call).toBe(`GET /api/batches/compare?ids=${encodeURIComponent("a%2Cb,50%25")}`);
  });

  it("leaves out parameters that are undefined", async () => {
    example = examples.getStats;
    await client.getStats({ days: undefined });
    expect(asked?.call).toBe("GET /api/stats");
  });
});
