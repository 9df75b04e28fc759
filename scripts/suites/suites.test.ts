import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Agent } from "../bench/agents/agent.ts";
import { agentNames, readAgents } from "../bench/agents/read-agents.ts";
import { checkScenario } from "../bench/check-scenarios.ts";
import { runOnce } from "../bench/running/run-once.ts";
import { readSuites } from "../bench/suites/read-suites.ts";
import { settleJudges } from "../bench/suites/settle-judges.ts";

const TIERS = ["L0", "L1", "L2", "L3", "Lx"];

const signal = new AbortController().signal;
const suites = await readSuites([import.meta.dirname]);
const scenarios = suites.flatMap((suite) => suite.scenarios).map((scenario) => settleJudges(scenario, false));

/** Leaves nothing of the workspace. */
const destroyer: Agent = {
  prepare: async () => undefined,
  work: async ({ workspace }) => {
    for (const name of await readdir(workspace)) await rm(join(workspace, name), { recursive: true });
    return "";
  },
};

describe.each(scenarios)("$suite/$id", (scenario) => {
  it("has a version, a description, and a prompt for each tier", async () => {
    expect(scenario).toMatchObject({ suiteVersion: expect.any(String), description: expect.any(String) });
    expect([...scenario.prompts.keys()]).toEqual(TIERS);
    for (const file of scenario.prompts.values()) expect((await readFile(file, "utf8")).trim()).not.toBe("");
  });

  it("is not solved by doing nothing, but in full by its solution", async () => {
    const { faults, solved } = await checkScenario(scenario, { signal });
    expect(faults).toEqual([]);
    expect(solved?.evaluations.filter(({ score, maxScore }) => score !== maxScore)).toEqual([]);
  });

  it("scores an emptied workspace, and low", async () => {
    const agent = { name: "destroyer", title: undefined, model: undefined, variant: undefined, agent: destroyer };
    const result = await runOnce(
      { scenario, tier: "L1", agent, model: undefined, variant: undefined, trial: 1 },
      { signal },
    );
    expect(result.failure).toBeUndefined();
    expect(result.scores?.successMetric).toBeLessThan(scenario.success / 2);
  });
});

it("comes with agents whose files are right", async () => {
  const folders = [join(import.meta.dirname, "..", "agents")];
  const agents = await readAgents(folders, await agentNames(folders));
  expect(agents.map(({ title }) => title)).not.toContain(undefined);
});
