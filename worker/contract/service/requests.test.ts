import { describe, expect, it } from "vitest";
import * as z from "zod";
import { saidOf } from "../../testing/said-of.ts";
import { BatchSchema } from "../batches/batch.ts";
import { PlanQuerySchema } from "../figures/plan.ts";
import {
  AgentStatsQuerySchema,
  DaysSchema,
  ScenarioStatsQuerySchema,
  StatsQuerySchema,
  SuiteStatsQuerySchema,
} from "../figures/stats-query.ts";
import { grants, KeyRequestSchema } from "./key.ts";
import { formatIssue, issuesOf, MAX_ISSUES, PROBLEM_TITLES } from "./problem.ts";

describe("a batch", () => {
  it("comes out with moments in UTC, given as text or as epoch milliseconds", () => {
    const batch = {
      batchId: "b",
      createdAt: 1_785_585_600_000,
      completedAt: "2026-08-01T15:00:00+02:00",
      totalRuns: null,
    };
    expect(BatchSchema.parse(batch)).toEqual({
      ...{ batchId: "b", createdAt: "2026-08-01T12:00:00.000Z", completedAt: "2026-08-01T13:00:00.000Z" },
    });
  });

  it.each<[object, string]>([
    [{}, "batchId is missing"],
    [{ batchId: "" }, "batchId must not be empty; leave an optional field out instead"],
    [{ batchId: "b", createdAt: "yesterday" }, "createdAt must be epoch milliseconds or ISO 8601 with an offset or Z"],
    [{ batchId: "b", createdAt: -1 }, "createdAt must be epoch milliseconds or ISO 8601 with an offset or Z"],
    [
      { batchId: "b", createdAt: 1, completedAt: 0 },
      "completedAt must not be before createdAt (1970-01-01T00:00:00.001Z)",
    ],
    [{ batchId: "b", totalRuns: -1 }, "totalRuns must be at least 0"],
    [{ batchId: "b", avgScore: 1e10 }, "avgScore must be at most 1,000,000,000"],
    [{ batchId: "b", totalRnus: 1 }, "unknown field totalRnus (did you mean totalRuns?)"],
  ])("is refused where it says %j", (batch, said) => {
    expect(saidOf(BatchSchema, batch)).toEqual([said]);
  });
});

describe("a key", () => {
  it("is asked for with its scope, and the suites of a key that submits, each once", () => {
    const asked = { name: "ci", scope: "submit", suites: ["a", "b", "a"], expiresAt: null };
    expect(KeyRequestSchema.parse(asked)).toEqual({ name: "ci", scope: "submit", suites: ["a", "b"] });
  });

  it.each<[object, string]>([
    [{ scope: "submit" }, "name is missing"],
    [{ name: "k", scope: "write" }, "scope must be one of submit, publish, admin"],
    [{ name: "k", scope: "submit", suites: [] }, "suites must name a suite; leave it out for a key to any suite"],
    [{ name: "k", scope: "admin", suites: ["a"] }, "suites: a key of scope admin is not limited to suites"],
    [{ name: "k", scope: "submit", suites: Array.from({ length: 101 }, String) }, "suites must hold at most 100 items"],
  ])("is refused to whoever asks for %j", (asked, said) => {
    expect(saidOf(KeyRequestSchema, asked)).toEqual([said]);
  });

  it.each([
    ["submit", [true, true, false, false]],
    ["publish", [true, false, true, false]],
    ["admin", [true, true, true, true]],
    ["root", [false, false, false, false]],
    ["", [false, false, false, false]],
  ])("of scope %s is good for any, submit, publish, admin: %j", (scope, expected) => {
    expect((["any", "submit", "publish", "admin"] as const).map((needed) => grants(scope, needed))).toEqual(expected);
  });
});

describe("questions", () => {
  it.each([
    [undefined, undefined],
    ["all", undefined],
    ["1", 1],
    ["36500", 36_500],
  ])("look back %s days: %s", (text, days) => {
    expect(DaysSchema.parse(text)).toBe(days);
  });

  it.each(["0", "36501", "1.5", "-1", "", "ALL", "1e3", " 1"])("do not look back %j days", (days) => {
    expect(saidOf(StatsQuerySchema, { days })).toEqual([
      "days must be a whole number from 1 to 36500, in digits alone, or all",
    ]);
  });

  it.each<[z.ZodType, object, string]>([
    [AgentStatsQuerySchema, { suiteVersion: "1" }, "suiteVersion needs suite: a version is of one suite"],
    [AgentStatsQuerySchema, { suite: "" }, "suite must name a suite"],
    [SuiteStatsQuerySchema, { tier: "" }, "tier must name a tier"],
    [ScenarioStatsQuerySchema, { cursor: "x" }, "cursor must be the cursor of an earlier answer, unchanged"],
    [ScenarioStatsQuerySchema, { cursor: "-1" }, "cursor must be the cursor of an earlier answer, unchanged"],
    [PlanQuerySchema, { suite: "s" }, "entry must name an entry: agent, agent~model or agent~model~variant"],
    [
      PlanQuerySchema,
      { suite: "s", entry: "a~b~c~d" },
      "entry must be agent, agent~model or agent~model~variant, with % and ~ in a name percent-encoded",
    ],
    [
      PlanQuerySchema,
      { suite: "s", entry: "a", power: "0.4" },
      "power must be a number from 0.5 to 0.99, in digits such as 0.8",
    ],
    [
      PlanQuerySchema,
      { suite: "s", entry: "a", power: "x" },
      "power must be a number from 0.5 to 0.99, in digits such as 0.8",
    ],
  ])("are refused in words (%#)", (schema, query, said) => {
    expect(saidOf(schema, query)).toEqual([said]);
  });

  it("about plans aim at a power of 0.8 unless they say so", () => {
    expect(PlanQuerySchema.parse({ suite: "s", entry: "a~m" })).toEqual({
      suite: "s",
      entry: { agent: "a", model: "m" },
      power: 0.8,
    });
    expect(PlanQuerySchema.parse({ suite: "s", entry: "a", power: "0.99" }).power).toBe(0.99);
  });
});

describe("issues", () => {
  it.each([
    [[], "is wrong", "is wrong"],
    [["a"], "is missing", "a is missing"],
    [["a"], "must be a string", "a must be a string"],
    [["a"], "has no value", "a has no value"],
    [["a"], "does not fit", "a does not fit"],
    [["a"], "names nothing", "a names nothing"],
    [["a"], "island", "a: island"],
    [["a"], "unknown field b", "a: unknown field b"],
    [["a", 0, "b"], "is missing", "a[0].b is missing"],
    [[0, "b"], "is missing", "[0].b is missing"],
    [["a", "b", 1, 2], "is missing", "a.b[1][2] is missing"],
  ])("at %j that say %j read %j", (path, message, line) => {
    expect(formatIssue({ path, message })).toBe(line);
  });

  it("are as many as a reader needs, with their places", () => {
    const schema = z.array(z.strictObject({ a: z.string() }));
    const { error } = schema.safeParse(Array(MAX_ISSUES + 20).fill({ a: 1 }));
    const issues = error ? issuesOf(error) : [];
    expect(issues).toHaveLength(MAX_ISSUES);
    expect(issues[MAX_ISSUES - 1]?.path).toEqual([MAX_ISSUES - 1, "a"]);
  });

  it("name symbols too", () => {
    const error = new z.ZodError([{ code: "custom", path: [Symbol("s")], message: "is odd" }]);
    expect(issuesOf(error)).toEqual([{ path: ["Symbol(s)"], message: "is odd" }]);
  });
});

it("has a name for each status that a problem can have, as RFC 9110 has it", () => {
  expect(PROBLEM_TITLES[413]).toBe("Content Too Large");
  expect(PROBLEM_TITLES[422]).toBe("Unprocessable Content");
  expect(Object.keys(PROBLEM_TITLES).every((status) => Number(status) >= 400)).toBe(true);
});
