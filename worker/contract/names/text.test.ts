import { describe, expect, it } from "vitest";
import * as z from "zod";
import { RunSchema } from "../runs/run.ts";
import { issuesOf, MAX_ISSUES } from "../service/problem.ts";
import { MetadataSchema, unknownFields } from "./text.ts";

describe("MetadataSchema", () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

  it("takes an object nested 64 deep and no deeper", () => {
    expect(MetadataSchema.safeParse(nested(64)).success).toBe(true);
    expect(MetadataSchema.safeParse(nested(65)).error?.issues).toMatchObject([
      { message: "must be nested at most 64 deep" },
    ]);
  });

  it("refuses numbers that JSON cannot give back", () => {
    expect(MetadataSchema.safeParse(JSON.parse('{"a":[{"b":1e999}]}')).success).toBe(false);
    expect(MetadataSchema.safeParse(JSON.parse('{"a":[1e308,-1e308,0,"Infinity",null]}')).success).toBe(true);
  });
});

describe("what is said of a broken value", () => {
  it("names a few unknown fields and counts the others", () => {
    const schema = z.strictObject({}, unknownFields("check"));
    const fields = Object.fromEntries(Array.from({ length: 1000 }, (_, position) => [`f${position}`, 0]));
    expect(schema.safeParse(fields).error?.issues[0]?.message).toBe(
      "unknown fields f0, f1, f2, f3, f4 and 995 more: check",
    );
    const known = z.strictObject({ model: z.string() }, unknownFields("check"));
    expect(known.safeParse({ model: "a", modle: "b" }).error?.issues[0]?.message).toBe(
      "unknown field modle (did you mean model?)",
    );
    const [issue] = schema.safeParse({ ["x".repeat(1e5)]: 1 }).error?.issues ?? [];
    expect(issue?.message.length).toBeLessThan(100);
  });

  it("is a list that does not grow with the value", () => {
    const evaluations = Array(1000).fill({ evaluatorName: "", score: "1", maxScore: -1, details: 0, extra: 1 });
    const { error } = RunSchema.safeParse({ evaluations });
    expect(error?.issues.length).toBeGreaterThan(1000);
    expect(error && issuesOf(error)).toHaveLength(MAX_ISSUES);
  });
});
