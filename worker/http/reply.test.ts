import { describe, expect, it } from "vitest";
import type { Answer, Operation } from "#contract/service/operation.ts";
import { answerOf, JsonText } from "./reply.ts";
import { endOf } from "./streamed.ts";

const answering = (answers: Record<number, Partial<Answer>>): Operation => ({
  method: "GET",
  path: "/api/things",
  tag: "Runs",
  summary: "Try",
  description: "For a test.",
  answers: Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [status, { description: "", ...answer }]),
  ),
});
const plain = answering({ 200: {}, 201: {}, 304: {} });
const url = new URL("http://localhost/api/things?limit=2");

describe("answerOf", () => {
  it("answers a body as JSON, with 200 unless another status is said", async () => {
    const response = answerOf(plain, url, { body: { a: [1, null] } });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-cache",
    });
    expect(await response.text()).toBe('{"a":[1,null]}');
    expect(answerOf(plain, url, { status: 201, body: 1 }).status).toBe(201);
  });

  it("passes a JSON text on as it is", async () => {
    const text = '{ "a":  9007199254740993 }';
    expect(await answerOf(plain, url, { body: new JsonText(text) }).text()).toBe(text);
  });

  it("answers a falsy value as what it is", async () => {
    expect(await answerOf(plain, url, { body: null }).text()).toBe("null");
    expect(await answerOf(plain, url, { body: false }).text()).toBe("false");
    expect(await answerOf(plain, url, { body: "" }).text()).toBe('""');
  });

  it("declares no type of a body that is not there", async () => {
    const response = answerOf(plain, url, { status: 304, headers: { etag: '"a"' } });
    expect(response.body).toBeNull();
    expect(Object.fromEntries(response.headers)).toEqual({ "cache-control": "no-cache", etag: '"a"' });
  });

  it("leads to the next page where there is one", () => {
    const { headers } = answerOf(plain, url, { body: [], next: "c" });
    expect(headers.get("link")).toBe('</api/things?limit=2&cursor=c>; rel="next"');
    expect(headers.get("x-next-cursor")).toBe("c");
    expect(answerOf(plain, url, { body: [], next: undefined }).headers.has("link")).toBe(false);
  });

  it("lets the handler's headers stand before its own", () => {
    const headers = { "cache-control": "max-age=60", "content-type": "application/openapi+json" };
    expect(Object.fromEntries(answerOf(plain, url, { body: 1, headers }).headers)).toEqual(headers);
  });

  it.each([
    ["application/x-ndjson", "application/x-ndjson; charset=utf-8"],
    ["text/csv", "text/csv; charset=utf-8; header=present"],
  ] as const)("streams pieces of %s", async (type, declared) => {
    const pieces = (async function* () {
      yield "a,";
      yield "é\n";
    })();
    const response = answerOf(answering({ 200: { type } }), url, { pieces });
    expect(response.headers.get("content-type")).toBe(declared);
    expect(await response.text()).toBe("a,é\n");
    expect(await endOf(response)).toEqual({ brokenOff: false });
  });
});
