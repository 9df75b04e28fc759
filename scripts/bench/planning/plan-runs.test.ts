import { describe, expect, it } from "vitest";
import type { NamedAgent } from "../agents/read-agents.ts";
import type { Scenario } from "../suites/read-suites.ts";
import { cellsOf, planRuns } from "./plan-runs.ts";

const scenario = (id: string, ...tiers: string[]) =>
  ({ id, suite: "s", prompts: new Map(tiers.map((tier) => [tier, `${tier}.md`])) }) as unknown as Scenario;
const agent = (name: string, more: Partial<NamedAgent> = {}) => ({ name, ...more }) as NamedAgent;

const PLAN = {
  scenarios: [scenario("a", "L0", "L1"), scenario("b", "L1")],
  tiers: ["L0", "L1"],
  agents: [agent("x", { model: "own", variant: "v" }), agent("y")],
};

describe("planRuns", () => {
  it("leaves out tiers that a scenario has no prompt for", () => {
    const names = cellsOf(PLAN).map((cell) => [cell.scenario.id, cell.tier, cell.agent.name].join(" "));
    expect(names).toEqual(["a L0 x", "a L0 y", "a L1 x", "a L1 y", "b L1 x", "b L1 y"]);
  });

  it("takes the model and variant that are asked for before the agents' own", () => {
    expect(cellsOf(PLAN).slice(0, 2)).toMatchObject([{ model: "own", variant: "v" }, { model: undefined }]);
    expect(cellsOf({ ...PLAN, model: "m", variant: "w" }).slice(0, 2)).toMatchObject([
      { model: "m", variant: "w" },
      { model: "m", variant: "w" },
    ]);
  });

  it("has every cell once before any twice, and makes only what is missing", () => {
    const planned = planRuns(cellsOf(PLAN), 3, ({ agent: { name }, tier }) =>
      name === "x" ? 2 : tier === "L0" ? 3 : 0,
    );
    const names = planned.map((run) => [run.trial, run.scenario.id, run.tier, run.agent.name].join(" "));
    expect(names).toEqual([
      "1 a L1 y",
      "1 b L1 y",
      "2 a L1 y",
      "2 b L1 y",
      "3 a L0 x",
      "3 a L1 x",
      "3 a L1 y",
      "3 b L1 x",
      "3 b L1 y",
    ]);
  });
});
