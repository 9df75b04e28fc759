import { agentNames, readAgents } from "./bench/agents/read-agents.ts";
import { checkScenarios } from "./bench/check-scenarios.ts";
import { choosePlan, chooseScenarios } from "./bench/planning/choose-plan.ts";
import { printChoices } from "./bench/print-choices.ts";
import { runBatch } from "./bench/run-batch.ts";
import { readSuites } from "./bench/suites/read-suites.ts";
import { UsageError } from "./command/cli-error.ts";
import { clientFor, KEY_HELP, KEY_OPTION, READ_OPTIONS, URL_HELP } from "./command/connect.ts";
import { interruptedSignal } from "./command/interruption.ts";
import { inProject, typedPath } from "./command/project.ts";
import { runCommand, wholeNumber } from "./command/run-command.ts";

const HELP = `
npm run bench -- [options] SUITE SCENARIO TIER AGENT

Has agents work on scenarios, scores what they leave behind, and submits the runs as one batch. Each of the four is a name, several with
commas between, a pattern such as 'scripted-*', or all. Agents run as programs of yours, with your rights.

  --list          show what there is to choose from
  --trials N      how often each is tried (default: 1)
  --parallel N    how many runs are made at the same time (default: 1)
  --model M       the model for the agents to work with (default: what the agent's file says)
  --variant V     what tells these runs apart from others of the same agent and model
  --batch ID      the batch's name (default: a new one). Trials that it has already are not made again
  --judge         have language models score, too, where a scenario has such evaluators; its runs then count as another version of
                  the suite
  --suites DIR    where the suites are (default: scripts/suites)
  --agents DIR    where the agents' files are (default: scripts/agents)
  --no-submit     keep the results to yourself
  --keep          leave the workspaces, and say where they are
  --check         of SUITE and SCENARIO (default: all), make sure that nobody passes without work, and that the solution passes
  --spool DIR     where results wait that cannot be delivered (default: ZE_BENCHMARKS_SPOOL, else .ze-benchmarks/spool)
${URL_HELP}
${KEY_HELP}
  --json          the results as a JSON list
  -h, --help      this

Exit code: 0 all is done and delivered, 1 an infrastructure error in some run, a result not delivered, or a scenario that does not
hold, 2 wrong usage, 130 stopped. That an agent fails is a result, and no failure of this command.
`;

await runCommand({
  name: "bench",
  help: HELP,
  takesFiles: true,
  options: {
    list: { type: "boolean" },
    check: { type: "boolean" },
    trials: { type: "string" },
    parallel: { type: "string" },
    model: { type: "string" },
    variant: { type: "string" },
    batch: { type: "string" },
    judge: { type: "boolean" },
    suites: { type: "string" },
    agents: { type: "string" },
    "no-submit": { type: "boolean" },
    keep: { type: "boolean" },
    spool: { type: "string" },
    ...READ_OPTIONS,
    ...KEY_OPTION,
  },
  run: async ({ values, files: names }) => {
    const signal = interruptedSignal();
    const agentsFolder = folderOf(values.agents, "agents");
    const suites = await readSuites(folderOf(values.suites, "suites"));
    if (values.list) {
      printChoices(suites, await readAgents(agentsFolder, await agentNames(agentsFolder)));
      return 0;
    }
    const [suite = "all", scenario = "all", tier, agent, ...more] = names;
    const judge = values.judge === true;
    if (values.check) return await checkScenarios(chooseScenarios(suites, { suite, scenario, judge }), signal);
    if (tier === undefined || agent === undefined || more.length > 0) {
      throw new UsageError("name SUITE, SCENARIO, TIER and AGENT; npm run bench -- --list shows what there is");
    }
    const chosen = await choosePlan(suites, agentsFolder, { suite, scenario, tier, agent, judge });
    return await runBatch({
      plan: { ...chosen, model: statedModel(values.model), variant: values.variant },
      trials: wholeNumber("--trials", values.trials ?? "1", 1, 10_000),
      parallel: wholeNumber("--parallel", values.parallel ?? "1", 1, 1_000),
      keep: values.keep === true,
      json: values.json === true,
      client: values["no-submit"] === true ? undefined : clientFor(values, { retries: 1 }),
      key: values.key,
      batchId: values.batch,
      spool: values.spool === undefined ? undefined : typedPath(values.spool),
      signal,
    });
  },
});

function folderOf(typed: string | undefined, name: string): string {
  return typed === undefined ? inProject("scripts", name) : typedPath(typed);
}

/** "default" stands for no model everywhere. */
function statedModel(model: string | undefined): string | undefined {
  return model === "default" ? undefined : model;
}
