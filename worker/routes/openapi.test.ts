import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { makeOpenApiDocument } from "#contract/openapi/document.ts";
import { exampleBodyOf, exampleUrlOf } from "#contract/openapi/example-request.ts";
import { OPERATION_LIST } from "#contract/operations.ts";
import type { Operation } from "#contract/service/operation.ts";
import { lazySite } from "../testing/built-site.ts";
import { call, read, unlimited } from "../testing/call.ts";

/** What differs from one run of the examples to the next, and what stands for it in the document. */
const STABLE: Record<string, unknown> = {
  time: "2026-08-03T00:00:00.000Z",
  decidedAt: "2026-08-03T00:00:00.000Z",
  revokedAt: "2026-08-04T00:00:00.000Z",
  databaseMilliseconds: 2,
  databaseBand: "optimal",
  databaseTrend: "steady",
};

const withoutChance = (value: unknown, keyId: string): unknown =>
  JSON.parse(
    JSON.stringify(value, (name, inner) => {
      if (name in STABLE && inner !== null) return STABLE[name];
      if (name === "token") return "zeb_k1_example";
      if (name === "createdAt" && typeof inner === "string" && inner > "2026-08-03") return STABLE["time"];
      if (name === "createdAt" && typeof inner === "string") return STABLE["time"];
      return keyId !== "" && inner === keyId ? "k1" : inner;
    }),
  );

const send = (operation: Operation, url: string, environment: typeof unlimited): Promise<Response> => {
  const body = exampleBodyOf(operation);
  const init = {
    method: operation.method,
    headers: {
      ...(operation.scope && { authorization: `Bearer ${env.API_SECRET_KEY}` }),
      ...(operation.body && { "content-type": operation.body.type }),
    },
    ...(body !== undefined && { body }),
  };
  return call(url, init, environment);
};

describe("GET /api/openapi.json", () => {
  it("is the document", async () => {
    const document = (await read("/api/openapi.json")) as { openapi: string; paths: object };
    expect(document.openapi).toBe("3.1.1");
    expect(Object.keys(document.paths)).toContain("/api/openapi.json");
  });

  // A change of the public API shows as a change of this file; `vitest run -u` records it anew.
  it("has examples that work: each is sent, and answered as documented", async () => {
    const answers: Record<string, { status: number; body: unknown }> = {};
    let keyId = "";
    const environment = { ...unlimited, ASSETS: lazySite() };
    for (const operation of OPERATION_LIST) {
      const response = await send(
        operation,
        exampleUrlOf(operation).replace("/keys/id", `/keys/${keyId}`),
        environment,
      );
      const text = new TextDecoder().decode(await response.arrayBuffer());
      const answer = operation.answers[response.status];
      expect(answer, `${operation.id}: ${response.status} ${text}`).toBeDefined();
      const isJson = response.headers.get("content-type")?.startsWith("application/json");
      const body: unknown = isJson ? JSON.parse(text) : text.replace(/"decidedAt":\d+/g, '"decidedAt":1785715200000');
      if (isJson) expect(answer?.schema?.safeParse(body).error, operation.id).toBeUndefined();
      if (operation.id === "createKey") keyId = (body as { key: { id: string } }).key.id;
      if (operation.id === "getOpenApi") answers[operation.id] = { status: 200, body: { openapi: "3.1.1" } };
      else answers[operation.id] = { status: response.status, body: withoutChance(body, keyId) };
    }
    const file = `${JSON.stringify(makeOpenApiDocument(answers), null, 2)}\n`;
    await expect(file).toMatchFileSnapshot("../contract/openapi/openapi.json.txt");
  });
});
