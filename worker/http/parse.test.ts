import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Operation } from "#contract/service/operation.ts";
import { parseBody, parseNames, parseQuery } from "./parse.ts";

const operation = (fields: Partial<Operation> = {}): Operation => ({
  method: "POST",
  path: "/api/things/:name",
  tag: "Runs",
  summary: "Try",
  description: "For a test.",
  answers: {},
  ...fields,
});

describe("parseNames", () => {
  it("decodes each name, whatever characters it holds", () => {
    expect(parseNames({ suite: "a%2Fb%20c", scenario: "%C3%A9%F0%9F%8E%89", plain: "..", plus: "c++" })).toEqual({
      suite: "a/b c",
      scenario: "é🎉",
      plain: "..",
      plus: "c++",
    });
    expect(parseNames({})).toEqual({});
  });

  it.each(["%", "%E0%A4", "%zz", "100%"])("refuses %s, which is not well encoded", (encoded) => {
    expect(() => parseNames({ good: "a", name: encoded })).toThrow(
      expect.objectContaining({ status: 400, message: `the path is not well percent-encoded: ${encoded}` }),
    );
  });
});

describe("parseQuery", () => {
  const query = z.strictObject({
    limit: z.coerce.number().int().min(1).default(50),
    suite: z.string().optional(),
  });
  const parse = (search: string, of = operation({ query })) =>
    parseQuery(of, new URL(`http://localhost/${search}`)).query;

  it("gives what the schema makes of it", () => {
    expect(parse("?limit=3&suite=a%26b")).toEqual({ limit: 3, suite: "a&b" });
    expect(parse("")).toEqual({ limit: 50 });
    expect(parse("?suite=")).toEqual({ limit: 50, suite: "" });
  });

  it.each([
    ["?limit=0", "limit must be at least 1"],
    ["?suite=a&suite=b", "suite must be a string, not a list"],
    ["?suits=a", "suits"],
  ])("refuses %s with 400 and says why", (search, reason) => {
    expect(() => parse(search)).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining(reason), issues: expect.any(Array) }),
    );
  });

  it("knows a write that is only tried, whatever else it is asked with", () => {
    const asked = (search: string, method: Operation["method"] = "POST") =>
      parseQuery(operation({ query, method }), new URL(`http://localhost/${search}`));
    expect(asked("?dry=1&limit=3")).toEqual({ dry: true, query: { limit: 3 } });
    expect(asked("?limit=3")).toEqual({ dry: false, query: { limit: 3 } });
    for (const search of ["?dry=yes", "?dry=", "?dry=1&dry=1"]) {
      expect(() => asked(search)).toThrow(
        expect.objectContaining({ status: 400, message: expect.stringContaining("dry") }),
      );
    }
    expect(() => asked("?dry=1", "GET")).toThrow(expect.objectContaining({ status: 400 }));
  });

  it("has a cursor as it was before it travelled in a header, and takes none that never did", () => {
    const listed = operation({ query: z.strictObject({ cursor: z.string().optional() }) });
    expect(parse("?cursor=a%2520%25C3%25A9", listed)).toEqual({ cursor: "a é" });
    expect(parse("", listed)).toEqual({});
    expect(() => parse("?cursor=%25E0%25A4", listed)).toThrow(
      expect.objectContaining({
        status: 400,
        message: "the query is not valid: cursor must be the cursor of an earlier answer, unchanged",
        issues: [{ path: ["cursor"], message: "must be the cursor of an earlier answer, unchanged" }],
      }),
    );
  });

  it("takes no parameter where the operation has none", () => {
    expect(parse("", operation())).toEqual({});
    expect(() => parse("?a=1", operation())).toThrow(expect.objectContaining({ status: 400 }));
  });
});

describe("parseBody", () => {
  const request = (body: string, type = "application/json") =>
    new Request("http://localhost/", { method: "POST", body, headers: { "content-type": type } });
  const document = operation({
    body: {
      name: "thing",
      description: "A thing.",
      type: "application/json",
      schema: z.strictObject({ size: z.number().transform((size) => size * 2) }),
      maxBytes: 40,
      example: { size: 1 },
    },
  });
  const lines = operation({
    body: { ...(document.body as NonNullable<Operation["body"]>), type: "application/x-ndjson" },
  });

  it("reads none where the operation takes none", async () => {
    expect(await parseBody(operation(), request("not JSON"))).toBeUndefined();
  });

  it("gives a document as its schema makes it", async () => {
    expect(await parseBody(document, request('{"size":2}'))).toEqual({ size: 4 });
  });

  it.each([
    ['{"size":"2"}', "application/json", 422, "the thing is not valid: size must be a number, not a string"],
    ["{}", "application/json", 422, "size is missing"],
    ["{", "application/json", 400, "the body is not valid JSON: "],
    ['{"size":2}', "text/html", 415, "text/html is not accepted here: send application/json"],
    [`{"size":2}${" ".repeat(40)}`, "application/json", 413, "the body is over 40 bytes"],
  ])("refuses %s as %s with %d", async (body, type, status, message) => {
    await expect(parseBody(document, request(body, type))).rejects.toMatchObject({
      status,
      message: expect.stringContaining(message),
    });
  });

  const linesOf = async (body: string, type: string) => {
    const found: string[] = [];
    for await (const line of (await parseBody(lines, request(body, type))) as AsyncIterable<Uint8Array>) {
      found.push(new TextDecoder().decode(line));
    }
    return found;
  };

  it.each(["application/x-ndjson", "application/ndjson", "application/jsonl", "text/plain", ""])(
    "gives lines as they were sent, declared as %j",
    async (type) => {
      expect(await linesOf('{"size":1}\nnot JSON\n', type)).toEqual(['{"size":1}', "not JSON"]);
    },
  );

  it("takes lines neither as a document nor without end", async () => {
    await expect(linesOf("{}", "application/json")).rejects.toMatchObject({ status: 415 });
    await expect(linesOf("x\n".repeat(21), "text/plain")).rejects.toMatchObject({ status: 413 });
    expect(await linesOf("x\n".repeat(20), "text/plain")).toHaveLength(20);
  });
});
