import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { saidOf } from "../../testing/said-of.ts";
import { ComparisonQuerySchema } from "./comparison.ts";
import {
  AgentStatsQuerySchema,
  BoardQuerySchema,
  EvaluatorStatsQuerySchema,
  entryCursorOf,
  ScenarioStatsQuerySchema,
  StatsQuerySchema,
  SuiteStatsQuerySchema,
} from "./stats-query.ts";

const long = "x".repeat(513);
const UNKNOWN = "unknown field limit: see the API's documentation for the parameters";

describe("a query of figures", () => {
  it.each<[string, z.ZodType, object, unknown]>([
    ["all days", StatsQuerySchema, {}, { days: undefined }],
    ["everything of all suites", AgentStatsQuerySchema, {}, {}],
    [
      "runs that state no version",
      AgentStatsQuerySchema,
      { suite: "s", suiteVersion: "" },
      { suite: "s", suiteVersion: "" },
    ],
    ["the next page", AgentStatsQuerySchema, { cursor: "agent" }, { cursor: "agent" }],
    ["a tier of a suite", SuiteStatsQuerySchema, { tier: "L1", cursor: "c" }, { tier: "L1", cursor: "c" }],
    ["the next entries of a scenario", ScenarioStatsQuerySchema, { cursor: "01.7" }, { cursor: { path: "01", id: 7 } }],
    ["evaluators behind a name", EvaluatorStatsQuerySchema, { cursor: "" }, { cursor: "" }],
    [
      "a board",
      BoardQuerySchema,
      { version: "", tier: "L0", metric: "score" },
      { version: "", tier: "L0", metric: "score" },
    ],
    ["names as long as a name may be", SuiteStatsQuerySchema, { tier: "x".repeat(512) }, { tier: "x".repeat(512) }],
  ])("asks for %s", (_what, schema, query, parsed) => {
    expect(schema.parse(query)).toEqual(parsed);
  });

  it.each<[z.ZodType, object, string]>([
    [StatsQuerySchema, { limit: "1" }, UNKNOWN],
    [AgentStatsQuerySchema, { limit: "1" }, UNKNOWN],
    [SuiteStatsQuerySchema, { limit: "1" }, UNKNOWN],
    [ScenarioStatsQuerySchema, { limit: "1" }, UNKNOWN],
    [EvaluatorStatsQuerySchema, { limit: "1" }, UNKNOWN],
    [BoardQuerySchema, { limit: "1" }, UNKNOWN],
    [AgentStatsQuerySchema, { suite: long }, "suite must be at most 512 characters"],
    [AgentStatsQuerySchema, { suite: "s", suiteVersion: long }, "suiteVersion must be at most 512 characters"],
    [AgentStatsQuerySchema, { suite: "s", tier: "" }, "tier must name a tier"],
    [AgentStatsQuerySchema, { cursor: long }, "cursor must have at most 512 characters"],
    [SuiteStatsQuerySchema, { tier: long }, "tier must be at most 512 characters"],
    ...["01", "01.", "2.5", "01.5x", ".5"].map((cursor): [z.ZodType, object, string] => [
      ScenarioStatsQuerySchema,
      { cursor },
      "cursor must be the cursor of an earlier answer, unchanged",
    ]),
    [BoardQuerySchema, { metric: "cost" }, "metric must be one of success, score"],
    [BoardQuerySchema, { version: long }, "version must be at most 512 characters"],
    [
      BoardQuerySchema,
      { suiteVersion: "1" },
      "unknown field suiteVersion: see the API's documentation for the parameters",
    ],
  ])("is refused in words (%#)", (schema, query, said) => {
    expect(saidOf(schema, query)).toEqual([said]);
  });
});

it("writes the place of an entry as the cursor that is read as it", () => {
  const position = { path: "0110", id: 12 };
  expect(entryCursorOf(position)).toBe("0110.12");
  expect(ScenarioStatsQuerySchema.parse({ cursor: entryCursorOf(position) }).cursor).toEqual(position);
});

describe("a comparison", () => {
  const asked = { suite: "s", a: "agent~m", b: "agent~~v" };

  it("is of two entries, with a margin of ten percent unless it is stated", () => {
    const entries = { a: { agent: "agent", model: "m" }, b: { agent: "agent", variant: "v" } };
    expect(ComparisonQuerySchema.parse(asked)).toEqual({ suite: "s", ...entries, margin: 0.1 });
    expect(ComparisonQuerySchema.parse({ ...asked, margin: "0" }).margin).toBe(0);
    expect(ComparisonQuerySchema.parse({ ...asked, margin: "1" }).margin).toBe(1);
  });

  it.each<[object, string]>([
    [{ suite: undefined }, "suite is missing"],
    [{ suite: "" }, "suite must name a suite"],
    [{ a: undefined }, "a must name an entry: agent, agent~model or agent~model~variant"],
    [{ b: "~m" }, "b must be agent, agent~model or agent~model~variant, with % and ~ in a name percent-encoded"],
    [{ margin: "-0.1" }, "margin must be a number from 0 to 1, in digits such as 0.1"],
    [{ margin: "1.1" }, "margin must be a number from 0 to 1, in digits such as 0.1"],
    [{ margin: "ten" }, "margin must be a number from 0 to 1, in digits such as 0.1"],
    [{ entry: "a" }, "unknown field entry: see the API's documentation for the parameters"],
  ])("is refused where it says %j", (more, said) => {
    expect(saidOf(ComparisonQuerySchema, { ...asked, ...more })).toEqual([said]);
  });
});
