import { describe, expect, it } from "vitest";
import { documentsIn, lastAt, UsagePathsSchema, usageIn } from "./usage-paths.ts";

describe("usage by paths", () => {
  it("reads figures out of one document", () => {
    const paths = UsagePathsSchema.parse({ tokensIn: "$.usage.input", costUsd: "$.cost", toolCalls: "$.none" });
    const text = '{"usage":{"input":12},"cost":0.5}';
    expect(usageIn(documentsIn(text, paths.output), paths)).toEqual({ tokensIn: 12, costUsd: 0.5 });
  });

  it("reads the last of many lines that has the figure, and passes over what is not valid JSON", () => {
    const paths = UsagePathsSchema.parse({ output: "lines", tokensOut: "$.usage.output_tokens" });
    const text =
      'warming up\n{"usage":{"output_tokens":1}}\n{"type":"x"}\n{"usage":{"output_tokens":7}}\n{"type":"end"}\n';
    const documents = documentsIn(text, paths.output);
    expect(usageIn(documents, paths)).toEqual({ tokensOut: 7 });
    expect(lastAt(documents, "$.type")).toBe("end");
  });

  it("leaves out what is no such figure, rather than take it for 0", () => {
    const paths = UsagePathsSchema.parse({ tokensIn: "$.a", tokensOut: "$.b", costUsd: "$.c", toolCalls: "$.d" });
    expect(usageIn([{ a: "12", b: -1, c: null, d: 1.5 }], paths)).toEqual({});
    expect(usageIn([], paths)).toEqual({});
  });

  it("refuses what is no path, and figures that the harness measures itself", () => {
    expect(UsagePathsSchema.safeParse({ tokensIn: "usage" }).success).toBe(false);
    expect(UsagePathsSchema.safeParse({ durationMs: "$.ms" }).success).toBe(false);
  });
});
