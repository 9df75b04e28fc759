import { describe, expect, it } from "vitest";
import { jsonLines } from "./formats/testing/made-file.ts";
import { mappedLine, ownRuns } from "./own-runs.ts";
import type { Content } from "./reading/open-content.ts";

const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const source = { name: "runs", path: "/nowhere/runs", size: 1 };
const linesOf = async (content: Content) => {
  const own = ownRuns(source, content);
  return own && (await collect(own.lines(() => undefined, new AbortController().signal)));
};
const json = (value: unknown): Content => ({ kind: "json", value });

describe("ownRuns", () => {
  it("takes a list of runs, and a single one, for lines", async () => {
    const run = { runId: "1", suite: "s" };
    expect(await linesOf(json([run, { scenario: "c" }]))).toEqual([
      { file: "runs", number: 1, bytes: Buffer.from(JSON.stringify(run)) },
      { file: "runs", number: 2, bytes: Buffer.from('{"scenario":"c"}') },
    ]);
    expect(await linesOf(json(run))).toHaveLength(1);
    expect(await linesOf(json([]))).toEqual([]);
  });

  it.each<[string, Content]>([
    ["another document", json({ results: [] })],
    ["a list of something else", json([{ name: "x" }])],
    ["a value", json(1)],
    ["lines of something else", jsonLines({ name: "x" })],
    ["text", { kind: "other" }],
    ["YAML", { kind: "yaml", value: [{ runId: "1" }] }],
  ])("does not take %s", async (_what, content) => {
    expect(await linesOf(content)).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ["a run", { runId: "1" }],
    ["a broken first line", undefined],
    ["an empty object", {}],
  ])("takes lines that begin with %s, so that the Worker tells what is wrong", (_what, first) => {
    expect(ownRuns(source, jsonLines(first))?.source).toBe(source);
  });
});

describe("mappedLine", () => {
  const mapped = (text: string, mapping: object = { suite: "mapped", total: 5 }) => {
    const line = mappedLine({ number: 1, bytes: Buffer.from(text) }, mapping);
    return "bytes" in line ? line.bytes.toString() : line.problem;
  };

  it("fills in what is absent or null, and lets what is stated stand", () => {
    expect(JSON.parse(mapped('{"runId":"1"}'))).toEqual({ suite: "mapped", runId: "1" });
    expect(JSON.parse(mapped('{"suite":null}'))).toEqual({ suite: "mapped" });
    expect(JSON.parse(mapped('{"suite":"own"}'))).toEqual({ suite: "own" });
  });

  it("leaves alone what is no run", () => {
    for (const text of ["[1]", "1", "null", "{broken"]) expect(mapped(text)).toBe(text);
    expect(mappedLine({ number: 1, problem: "p" }, { suite: "s" })).toEqual({ number: 1, problem: "p" });
  });

  it("takes the comma off that stands behind a line of a list", () => {
    expect(mapped('{"a":1} ,\t ', {})).toBe('{"a":1} ');
    expect(mapped('{"a":","}', {})).toBe('{"a":","}');
    expect(mapped('{ "a": 1 }  ', {})).toBe('{ "a": 1 }  ');
    expect(JSON.parse(mapped('{"runId":"1"},'))).toEqual({ suite: "mapped", runId: "1" });
  });
});
