import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { OPERATIONS } from "#contract/operations.ts";
import { RunSchema } from "#contract/runs/run.ts";
import type { Operation } from "#contract/service/operation.ts";
import { curlOf } from "./curl.ts";

const makeOperation = (fields: Partial<Operation>): Operation => ({
  method: "GET",
  path: "/api/runs",
  tag: "Runs",
  summary: "List runs",
  description: "In pages.",
  answers: {},
  ...fields,
});

/** The words that a shell makes of a command. */
const wordsOf = (command: string): string[] =>
  execFileSync("bash", ["--norc", "-c", command.replace(/^curl/, "printf '%s\\0'")], {
    encoding: "utf8",
    env: { URL: "https://example.org", KEY: "secret", KEY_ID: "k7" },
  })
    .split("\0")
    .slice(0, -1);

describe("curlOf", () => {
  it("reads without a method, a key or a body", () => {
    const command = curlOf(makeOperation({ queryExample: { suite: "a b", limit: "1" } }));
    expect(command).toBe('curl "$URL/api/runs?suite=a+b&limit=1"');
  });

  it("sends JSON with the key", () => {
    const example = { reason: 'it\'s $HOME and `date` \\ "quoted"' };
    const body = {
      name: "run",
      description: "",
      type: "application/json",
      schema: RunSchema,
      maxBytes: 1,
      example,
    } as const;
    const words = wordsOf(curlOf(makeOperation({ method: "POST", scope: "admin", body })));
    expect(words).toEqual([
      "https://example.org/api/runs",
      "--header",
      "Authorization: Bearer secret",
      "--json",
      JSON.stringify(example, null, 2),
    ]);
  });

  it("sends lines as they are, with their type", () => {
    const body = {
      name: "lines",
      description: "",
      type: "application/x-ndjson",
      schema: RunSchema,
      maxBytes: 1,
      example: [{ a: 1 }, { b: 2 }],
    } as const;
    const words = wordsOf(curlOf(makeOperation({ method: "POST", body })));
    expect(words.slice(1)).toEqual([
      "--header",
      "Content-Type: application/x-ndjson",
      "--data-binary",
      '{"a":1}\n{"b":2}\n',
    ]);
  });

  it("names the method where nothing else tells it, and the key by a variable", () => {
    expect(wordsOf(curlOf(OPERATIONS.rotateKey))).toEqual([
      "https://example.org/api/keys/k7/rotate",
      "--header",
      "Authorization: Bearer secret",
      "--request",
      "POST",
    ]);
    expect(wordsOf(curlOf(OPERATIONS.revokeKey))).toContain("DELETE");
  });

  it("lets a shell change nothing in a name", () => {
    const names = { runId: { description: "", example: '$(id) `id` "x" \\ é/' } };
    const [url] = wordsOf(curlOf(makeOperation({ path: "/api/runs/:runId", names })));
    expect(url).toBe(`https://example.org/api/runs/${encodeURIComponent(names.runId.example)}`);
  });
});
