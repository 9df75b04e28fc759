import { describe, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import { printedBy } from "../testing/run-in-process.ts";
import {
  printAgents,
  printEvaluators,
  printModels,
  printOverview,
  printScenario,
  printSuite,
  printTrends,
} from "./print-stats.ts";

const { getStats, getAgentStats, getModelStats, getSuiteStats, getScenarioStats } = examples;
const { getEvaluatorStats, getEvaluatorTrends } = examples;

describe("what stats prints", () => {
  it.each([
    [null, null, "days        all"],
    [7, null, "days        the last 7"],
    [7, "2026-08-01T00:00:00.000Z", "days        the last 7, from 2026-08-01 on"],
  ])("names the days %j since %j", (days, since, line) => {
    const printed = printedBy((context) => printOverview(context, { ...getStats.body, days, since }));
    expect(printed.split("\n")[0]).toBe(line);
  });

  it.each([
    ["agents", () => printedBy((context) => printAgents(context, []))],
    ["models", () => printedBy((context) => printModels(context, []))],
    ["evaluators", () => printedBy((context) => printEvaluators(context, []))],
  ])("says that there are no %s", (what, print) => {
    expect(print()).toBe(`no ${what}\n`);
  });

  it("names agents, and models that nobody stated", () => {
    const [agent] = getAgentStats.body;
    const [model] = getModelStats.body;
    if (!agent || !model) throw new Error("no example");
    expect(printedBy((context) => printAgents(context, [{ ...agent, agent: "heron" }]))).toMatch(/^AGENT .*\nheron /);
    expect(printedBy((context) => printModels(context, [{ ...model, model: null }]))).toMatch(/\nnot stated /);
  });

  it("lists the versions of a suite where it has several, and no scenarios where it has none", () => {
    const printed = (versions: (string | null)[]) =>
      printedBy((context) => printSuite(context, { ...getSuiteStats.body, versions, scenarioBreakdown: [] }));
    expect(printed(["2.0", null])).toContain("\nall versions  2.0, not stated\n");
    expect(printed(["2.0"])).not.toContain("all versions");
    expect(printed(["2.0"])).not.toContain("SCENARIO");
    expect(printed(["2.0"]).endsWith("\n\n")).toBe(false);
  });

  it("puts an empty line before the parts, and names the tier", () => {
    const suite = printedBy((context) => printSuite(context, { ...getSuiteStats.body, tier: "L2" }));
    expect(suite).toMatch(/\n\nSCENARIO /);
    expect(suite).toMatch(/\ntiers +L2\n/);
    const scenario = printedBy((context) => printScenario(context, { ...getScenarioStats.body, tier: null }));
    expect(scenario).toMatch(/^scenario +\S/);
    expect(scenario).toMatch(/\ntiers +all\n[\s\S]*\n\nENTRY /);
  });

  it("names the suites in which an evaluator spoke, and leaves its spread and them out where there is no room", () => {
    const [evaluator] = getEvaluatorStats.body;
    if (!evaluator) throw new Error("no example");
    const suites = ["a", "b"].map((suite) => ({ suite, suiteVersion: null }));
    const printed = (columns?: number) =>
      printedBy((context) => printEvaluators(context, [{ ...evaluator, suites, standardDeviation: 0.25 }]), columns);
    expect(printed()).toMatch(/^EVALUATOR +EVALUATIONS +MEAN +SPREAD +SUITES\nlockfile +1 +100\.0% +0\.25 +a, b\n$/);
    expect(printed(34)).toMatch(
      /^EVALUATOR +EVALUATIONS +MEAN\nlockfile +1 +100\.0%\n\(too narrow here for SPREAD,\nSUITES\)\n$/,
    );
  });

  it("shows what an evaluator gave, day by day", () => {
    const trends = { ...getEvaluatorTrends.body, days: 30, since: "2026-07-04T00:00:00.000Z" };
    const printed = printedBy((context) => printTrends(context, trends));
    expect(printed).toMatch(
      /^evaluator +tests-pass\ndays +the last 30, from 2026-07-04 on\n\nDAY +EVALUATIONS +MEAN\n/,
    );
    expect(printedBy((context) => printTrends(context, { ...trends, points: [] })).split("\n")).toHaveLength(3);
  });
});
