import { describe, expect, it } from "vitest";
import { CliError, UsageError } from "../../command/cli-error.ts";
import type { Agent } from "../agents/agent.ts";
import type { NamedAgent } from "../agents/read-agents.ts";
import type { Scenario, Suite } from "../suites/read-suites.ts";
import { chooseScenarios, prepareAgents } from "./choose-plan.ts";
import { cellsOf, namesOf } from "./plan-runs.ts";

const scenario = (suite: string, id: string, tiers: string[] = ["L0"]): Scenario =>
  ({
    suite,
    suiteVersion: undefined,
    id,
    prompts: new Map(tiers.map((tier) => [tier, "do it"])),
    evaluators: [],
  }) as unknown as Scenario;

const SUITES: Suite[] = [
  { suite: "one", scenarios: [scenario("one", "a"), scenario("one", "b", ["L0", "L1"])] },
  { suite: "two", scenarios: [scenario("two", "a"), scenario("two", "c")] },
] as unknown as Suite[];

const choose = (suite: string, id: string) =>
  chooseScenarios(SUITES, { suite, scenario: id, judge: false, env: {} }).map((one) => `${one.suite}/${one.id}`);

describe("chooseScenarios", () => {
  it.each([
    ["all", "all", ["one/a", "one/b", "two/a", "two/c"]],
    ["two", "all", ["two/a", "two/c"]],
    ["all", "a", ["one/a", "two/a"]],
    ["t*", "c", ["two/c"]],
    ["two,one", "b,a", ["one/a", "one/b", "two/a"]],
  ])("takes %s and %s for %j", (suite, id, expected) => {
    expect(choose(suite, id)).toEqual(expected);
  });

  it("names what there is where nothing is called so", () => {
    expect(() => choose("on", "all")).toThrow(
      new UsageError("no suite is called on (did you mean one?); there are: one, two"),
    );
    expect(() => choose("two", "b")).toThrow(/^no scenario is called b.*there are: a, c$/);
  });
});

describe("the cells of a plan", () => {
  const agent = (name: string, fields: Partial<NamedAgent> = {}): NamedAgent =>
    ({ name, title: undefined, model: undefined, variant: undefined, agent: {}, ...fields }) as unknown as NamedAgent;

  it("are of every scenario that has a prompt for a tier, with every agent", () => {
    const cells = cellsOf({
      scenarios: SUITES[0]?.scenarios ?? [],
      tiers: ["L0", "L1"],
      agents: [agent("x"), agent("y")],
    });
    expect(cells.map(({ scenario, tier, agent }) => `${scenario.id} ${tier} ${agent.name}`)).toEqual([
      ...["a L0 x", "a L0 y", "b L0 x", "b L0 y", "b L1 x", "b L1 y"],
    ]);
  });

  it("have the model that is asked for, else that of the agent's file", () => {
    const agents = [agent("x", { model: "own", variant: "v" }), agent("y")];
    const modelsOf = (model?: string) =>
      cellsOf({ scenarios: [scenario("s", "a")], tiers: ["L0"], agents, model }).map((cell) => [
        cell.model,
        cell.variant,
      ]);
    expect(modelsOf()).toEqual([
      ["own", "v"],
      [undefined, undefined],
    ]);
    expect(modelsOf("asked")).toEqual([
      ["asked", "v"],
      ["asked", undefined],
    ]);
    const [cell] = cellsOf({ scenarios: [scenario("s", "a")], tiers: ["L0"], agents });
    expect(cell && namesOf(cell)).toEqual({
      suite: "s",
      suiteVersion: undefined,
      scenario: "a",
      tier: "L0",
      agent: "x",
      model: "own",
      variant: "v",
    });
  });
});

describe("prepareAgents", () => {
  const prepared = (prepare: Agent["prepare"], version?: Agent["version"]): NamedAgent =>
    ({
      name: "x",
      model: "own",
      agent: { prepare, work: async () => "", ...(version && { version }) },
    }) as unknown as NamedAgent;
  const model = undefined;

  it("asks each for its model, and keeps the versions that are told", async () => {
    const asked: unknown[] = [];
    const note: Agent["prepare"] = async (wanted, env) => void asked.push([wanted, env]);
    const versions = await prepareAgents({ agents: [prepared(note, async () => "1.2")], model }, { A: "b" });
    expect(asked).toEqual([["own", { A: "b" }]]);
    expect(versions).toEqual(new Map([["x", "1.2"]]));
    expect(await prepareAgents({ agents: [prepared(note)], model: "asked" }, {})).toEqual(new Map());
    expect(asked[1]).toEqual(["asked", {}]);
  });

  it("names the agent that cannot work, and leaves other errors as they are", async () => {
    const failing = (error: Error) => prepareAgents({ agents: [prepared(() => Promise.reject(error))], model }, {});
    await expect(failing(new CliError("no key"))).rejects.toThrow("the agent x cannot work here: no key");
    await expect(failing(new UsageError("--model is missing"))).rejects.toThrow(/^--model is missing$/);
    await expect(failing(new TypeError("a defect"))).rejects.toThrow(/^a defect$/);
  });
});
