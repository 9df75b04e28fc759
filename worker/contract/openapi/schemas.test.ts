import { describe, expect, it } from "vitest";
import * as z from "zod";
import { BatchSchema } from "../batches/batch.ts";
import { OutcomesSchema } from "../figures/figures.ts";
import { OPERATIONS } from "../operations.ts";
import { RunSchema, RunSummarySchema } from "../runs/run.ts";
import { PROBLEM_TITLES, ProblemSchema } from "../service/problem.ts";
import { exampleBodyOf, exampleUrlOf } from "./example-request.ts";
import { PROBLEM_EXAMPLES, problemExample } from "./problem-examples.ts";
import { componentSchemas, inlineSchema, type JsonSchema, schemaOf } from "./schemas.ts";

const components = componentSchemas();
const fieldsOf = (name: string) => components[name]?.["properties"] as Record<string, JsonSchema>;

describe("a schema in the document", () => {
  it.each<[string, z.ZodType, JsonSchema]>([
    ["by name where it has one", RunSchema, { $ref: "#/components/schemas/Run" }],
    [
      "by name within a list",
      z.array(RunSummarySchema),
      { type: "array", items: { $ref: "#/components/schemas/RunSummary" } },
    ],
    [
      "by name where it may be null",
      OutcomesSchema.nullable(),
      { anyOf: [{ $ref: "#/components/schemas/Outcomes" }, { type: "null" }] },
    ],
    ["in full where it has none", z.array(z.boolean()), { type: "array", items: { type: "boolean" } }],
  ])("stands %s", (_how, schema, expected) => {
    expect(schemaOf(schema)).toEqual(expected);
  });

  it("has no dialect of its own", () => {
    expect(inlineSchema(z.strictObject({ n: z.int().min(1).optional() }))).toEqual({
      type: "object",
      properties: { n: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER } },
      additionalProperties: false,
    });
    expect(Object.values(components).flatMap((schema) => Object.keys(schema))).not.toContain("$schema");
  });

  it("lets a request say null for what it does not state", () => {
    expect(fieldsOf("Run")["variant"]?.["anyOf"]).toContainEqual({ type: "null" });
    expect(fieldsOf("Batch")["totalRuns"]?.["anyOf"]).toContainEqual({ type: "null" });
    expect(schemaOf(BatchSchema)).toEqual({ $ref: "#/components/schemas/Batch" });
  });

  it("leaves an answer's field out where it is not stated, but for those of the original's types, which are null", () => {
    const summary = fieldsOf("RunSummary");
    expect(summary["variant"]).toMatchObject({ type: "string" });
    expect(summary["variant"]).not.toHaveProperty("anyOf");
    expect(summary["model"]?.["anyOf"]).toContainEqual({ type: "null" });
    expect(summary["completedAt"]?.["anyOf"]).toContainEqual({ type: "null" });
  });

  it("keeps a null that every answer has", () => {
    const { required } = components["Estimate"] as { required: string[] };
    expect(required).toContain("low");
    expect(JSON.stringify(fieldsOf("Estimate")["low"])).toContain('"null"');
  });

  it("says what each field means", () => {
    const silent = [
      "Run",
      "RunSummary",
      "Figures",
      "Board",
      "BoardEntry",
      "Comparison",
      "Plan",
      "Key",
      "Decision",
    ].flatMap((name) =>
      Object.entries(fieldsOf(name)).flatMap(([field, schema]) =>
        "description" in schema || "$ref" in schema ? [] : [`${name}.${field}`],
      ),
    );
    expect(silent).toEqual([]);
  });
});

describe("the example of an operation", () => {
  const { getRun, listRuns, getScenarioStats, submitRun, submitBulk } = OPERATIONS;

  it("has its names percent-encoded in the path, and its query behind it", () => {
    const operation = {
      ...getScenarioStats,
      names: { suite: { description: "", example: "a/b c" }, scenario: { description: "", example: "é?" } },
      queryExample: { suiteVersion: "1+2", tier: "L 0" },
    };
    expect(exampleUrlOf(operation)).toBe("/api/stats/scenarios/a%2Fb%20c/%C3%A9%3F?suiteVersion=1%2B2&tier=L+0");
  });

  it("has no question mark without a query, and the name itself without an example", () => {
    expect(exampleUrlOf({ ...getRun, names: {} })).toBe("/api/runs/runId");
    expect(exampleUrlOf({ ...listRuns, queryExample: {} })).toBe("/api/runs");
  });

  it("sends a document as JSON, lines as a line each, and nothing where there is no body", () => {
    expect(JSON.parse(exampleBodyOf(submitRun) ?? "")).toEqual(submitRun.body.example);
    const lines = (exampleBodyOf(submitBulk) ?? "").split("\n");
    expect(lines.pop()).toBe("");
    expect(lines.map((line) => JSON.parse(line))).toEqual(submitBulk.body.example);
    expect(exampleBodyOf(listRuns)).toBeUndefined();
  });
});

describe("examples of problems", () => {
  it("are one of each status, and say what each is about", () => {
    expect(PROBLEM_EXAMPLES.map(({ status }) => String(status))).toEqual(Object.keys(PROBLEM_TITLES));
    for (const problem of PROBLEM_EXAMPLES) expect(ProblemSchema.parse(problem)).toEqual(problem);
    expect(new Set(PROBLEM_EXAMPLES.map(({ detail }) => detail)).size).toBe(PROBLEM_EXAMPLES.length);
  });

  it("name an entry of the log only where the fault is the server's", () => {
    expect(problemExample(500).detail).toContain(problemExample(500).id);
    expect(problemExample(404)).not.toHaveProperty("id");
    expect(problemExample(404)).toMatchObject({ title: "Not Found", error: "no run is called unknown" });
  });
});
