import { agentNames, readAgents } from "./bench/agents/read-agents.ts";
import { checkScenarios } from "./bench/check-scenarios.ts";
import { choosePlan, chooseScenarios } from "./bench/planning/choose-plan.ts";
import { printChoices } from "./bench/print-choices.ts";
import { runBatch } from "./bench/run-batch.ts";
import { manifestsOf } from "./bench/suites/manifest-of.ts";
import { readSuites } from "./bench/suites/read-suites.ts";
import { readUntil } from "./bench/until/read-until.ts";
import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, KEY_OPTION, URL_OPTION } from "./command/connect.ts";
import { type Context, typedPath } from "./command/context.ts";
import { inProject } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";
import { wholeNumber } from "./command/whole-number.ts";
import { spoolFolder } from "./logger/spool.ts";

const TEXT = { type: "string" } as const;

export const command = defineCommand({
  name: "bench",
  usage: ["[options] SUITE SCENARIO TIER AGENT"],
  about: () => `
Has agents work on scenarios, scores what they leave behind, and submits the runs as one batch. Each of the four is a name, several separated by commas, a pattern such as 'scripted-*', or all. Agents run as programs of yours, with your rights.`,
  options: {
    list: { type: "boolean", help: "show what there is to choose from" },
    trials: { ...TEXT, value: "N", help: "how many runs of each (default: 1)" },
    parallel: { ...TEXT, value: "N", help: "how many runs at the same time (default: 1)" },
    model: { ...TEXT, value: "M", help: "the model for the agents to work with (default: what the agent's file says)" },
    variant: { ...TEXT, value: "V", help: "what tells these runs apart from others of the same agent and model" },
    batch: {
      ...TEXT,
      value: "ID",
      help: "the batch's name (default: a new one). Trials that it has already are not run again",
    },
    until: {
      ...TEXT,
      value: "separable:ENTRY",
      help: "run AGENT and this entry side by side in tasks drawn at random, until it is known which is better",
    },
    budget: { ...TEXT, value: "USD", help: "for --until: end when the runs of both have cost this much" },
    margin: {
      ...TEXT,
      value: "POINTS",
      help: "for --until: end when the success rates differ by no more than this (default: 10)",
    },
    seed: { ...TEXT, value: "SEED", help: "for --until: what the order is drawn by (default: a new one)" },
    judge: {
      type: "boolean",
      help: "let language models score as well, where a scenario has such evaluators; its runs then count as another version of the suite",
    },
    suites: { ...TEXT, value: "DIR", help: "more suites, besides the built-in ones" },
    agents: { ...TEXT, value: "DIR", help: "more agents' files, besides the built-in ones" },
    "no-submit": { type: "boolean", help: "submit nothing" },
    keep: { type: "boolean", help: "leave the workspaces, and say where they are" },
    check: {
      type: "boolean",
      help: "check that in SUITE and SCENARIO (default: all) nothing passes without work, and that the solution passes",
    },
    spool: {
      ...TEXT,
      value: "DIR",
      help: "the folder for results that cannot be delivered yet (default: ZE_BENCHMARKS_SPOOL, else .ze-benchmarks/spool)",
    },
    ...URL_OPTION,
    ...KEY_OPTION,
    json: { type: "boolean", help: "print the results as a JSON list" },
  },
  notes: `
Exit code: 0 everything is done and delivered, 1 an infrastructure error in some run, a result that was not delivered, or a scenario that does not hold, 2 wrong usage, 130 stopped. An agent that fails is a result, not a failure of this command.`,
  takesFiles: true,
  run: async ({ values, files: names }, context) => {
    const { env } = context;
    const agentFolders = foldersOf(context, values.agents, "agents");
    const suites = await readSuites(foldersOf(context, values.suites, "suites"));
    if (values.list) {
      printChoices(context, suites, await readAgents(agentFolders, await agentNames(agentFolders)));
      return 0;
    }
    const [suite = "all", scenario = "all", tier, agent, ...more] = names;
    const judge = values.judge === true;
    if (values.check) return await checkScenarios(context, chooseScenarios(suites, { suite, scenario, judge, env }));
    if (tier === undefined || agent === undefined || more.length > 0) {
      throw new UsageError(
        `name SUITE, SCENARIO, TIER and AGENT; ${context.call("bench", "--list")} shows what there is`,
      );
    }
    const chosen = await choosePlan(suites, agentFolders, { suite, scenario, tier, agent, judge, env });
    const until = await readUntil(values, chosen, agentFolders);
    return await runBatch(context, {
      until,
      manifests: manifestsOf(suites, chosen.scenarios),
      plan: { ...chosen, model: statedModel(values.model), variant: values.variant },
      trials: wholeNumber("--trials", values.trials ?? "1", 1, 10_000),
      parallel: wholeNumber("--parallel", values.parallel ?? "1", 1, 1_000),
      keep: values.keep === true,
      json: values.json === true,
      client: values["no-submit"] === true ? undefined : clientFor(context, values, { retries: 1 }),
      key: values.key,
      batchId: values.batch,
      spool: values.spool === undefined ? spoolFolder(undefined, context) : typedPath(context, values.spool),
    });
  },
});

/** The built-in folder, and the one that was typed, if one was. */
function foldersOf(context: Context, typed: string | undefined, name: string): string[] {
  return [inProject("scripts", name), ...(typed === undefined ? [] : [typedPath(context, typed)])];
}

/** "default" stands for no model everywhere. */
function statedModel(model: string | undefined): string | undefined {
  return model === "default" ? undefined : model;
}

if (import.meta.main) await runHere(command);
