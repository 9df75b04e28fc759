import { CliError, UsageError } from "../../command/cli-error.ts";
import { agentNames, readAgents } from "../agents/read-agents.ts";
import type { Scenario, Suite } from "../suites/read-suites.ts";
import { settleJudges } from "../suites/settle-judges.ts";
import { chooseNames } from "./choose-names.ts";
import type { Plan } from "./plan-runs.ts";

/** What somebody asks for; the names as `chooseNames` takes them. */
export interface Choice {
  suite: string;
  scenario: string;
  tier: string;
  agent: string;
  /** Whether language models are asked to score, where a scenario has such evaluators. */
  judge: boolean;
  /** The caller's variables, in which the judges' keys are. */
  env: NodeJS.ProcessEnv;
}

const unique = (names: readonly string[]): string[] => [...new Set(names)];

/** The scenarios of the suites that are asked for. UsageError: there is none of some name. */
export const chooseScenarios = (
  suites: readonly Suite[],
  { suite, scenario, judge, env }: Pick<Choice, "suite" | "scenario" | "judge" | "env">,
): Scenario[] => {
  const names = chooseNames(
    "suite",
    suite,
    suites.map((one) => one.suite),
  );
  const scenarios = suites.filter((one) => names.includes(one.suite)).flatMap((one) => one.scenarios);
  const ids = chooseNames("scenario", scenario, unique(scenarios.map(({ id }) => id)));
  return scenarios.filter(({ id }) => ids.includes(id)).map((one) => settleJudges(one, judge, env));
};

/** What is asked for of what there is. UsageError: there is none of some name. CliError: an agent's file is wrong. */
export const choosePlan = async (
  suites: readonly Suite[],
  agentFolders: readonly string[],
  choice: Choice,
): Promise<Pick<Plan, "scenarios" | "tiers" | "agents">> => {
  const scenarios = chooseScenarios(suites, choice);
  const known = unique(scenarios.flatMap(({ prompts }) => [...prompts.keys()])).sort();
  const tiers = chooseNames("tier", choice.tier, known);
  const names = chooseNames("agent", choice.agent, await agentNames(agentFolders));
  return { scenarios, tiers, agents: await readAgents(agentFolders, names) };
};

/**
 * Makes sure that every agent can work here, before any run; gives their versions by name, as far as they tell. CliError that names the
 * agent.
 */
export const prepareAgents = async (
  { agents, model }: Pick<Plan, "agents" | "model">,
  env: NodeJS.ProcessEnv,
): Promise<Map<string, string>> => {
  const versions = new Map<string, string>();
  for (const { name, agent, model: ownModel } of agents) {
    try {
      await agent.prepare(model ?? ownModel, env);
    } catch (cause) {
      if (!(cause instanceof CliError) || cause instanceof UsageError) throw cause;
      throw new CliError(`the agent ${name} cannot work here: ${cause.message}`, 1, { cause });
    }
    const version = await agent.version?.(env);
    if (version !== undefined) versions.set(name, version);
  }
  return versions;
};
