import { cp, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "../command/context.ts";
import { printTable } from "../terminal/print.ts";
import { harmless } from "../terminal/text-width.ts";
import type { Agent } from "./agents/agent.ts";
import { echoAgent } from "./agents/echo.ts";
import { type RunOptions, type RunResult, runOnce } from "./running/run-once.ts";
import type { Scenario } from "./suites/read-suites.ts";

/** The folder of a scenario with the files that solve it. */
const SOLUTION = "solution";

/** Lays the files of a scenario's solution over the workspace. */
const solutionAgent = (scenario: Scenario): Agent => ({
  prepare: async () => undefined,
  work: async ({ workspace }) => {
    await cp(join(scenario.folder, SOLUTION), workspace, { recursive: true });
    return "";
  },
});

/** How a scenario fared without any work, and with the work done. */
export interface Checked {
  scenario: Scenario;
  untouched: RunResult;
  /** Undefined: it has no folder of a solution. */
  solved: RunResult | undefined;
  /** What is wrong with it, as sentences. */
  faults: string[];
}

const shareOf = ({ scores }: RunResult): string => scores?.successMetric.toFixed(3) ?? "n/a";

const faultsOf = ({ scenario, untouched, solved }: Omit<Checked, "faults">): string[] => {
  const faults: string[] = [];
  if (untouched.failure) faults.push(`without any work: ${untouched.failure.errorType}: ${untouched.failure.message}`);
  if (untouched.scores?.isSuccessful) faults.push(`passes without any work, with ${shareOf(untouched)}`);
  if (solved?.failure) faults.push(`with its solution: ${solved.failure.errorType}: ${solved.failure.message}`);
  if (solved?.scores?.isSuccessful === false) {
    const missed = solved.evaluations.filter(({ score, maxScore }) => score < maxScore);
    const names = missed.map(({ evaluatorName, details }) => `${evaluatorName} (${details ?? "no details"})`);
    faults.push(`its solution has ${shareOf(solved)} of the ${scenario.success} that pass: ${names.join("; ")}`);
  }
  return faults;
};

/** Has the evaluators look at a scenario's files as they are, which must not pass, and at its solution, which must. */
export const checkScenario = async (scenario: Scenario, options: RunOptions): Promise<Checked> => {
  const [tier = ""] = scenario.prompts.keys();
  const run = (agent: Agent) =>
    runOnce(
      {
        scenario,
        tier,
        agent: { name: "check", title: undefined, model: undefined, variant: undefined, agent },
        model: undefined,
        variant: undefined,
        trial: 1,
      },
      options,
    );
  const untouched = await run(echoAgent());
  const hasSolution = (await stat(join(scenario.folder, SOLUTION)).catch(() => undefined))?.isDirectory() === true;
  const checked = { scenario, untouched, solved: hasSolution ? await run(solutionAgent(scenario)) : undefined };
  return { ...checked, faults: faultsOf(checked) };
};

/** Checks scenarios, and prints how each fared; gives the exit code, 1 if one does not hold. */
export const checkScenarios = async (context: Context, scenarios: readonly Scenario[]): Promise<number> => {
  const checked: Checked[] = [];
  for (const scenario of scenarios) checked.push(await checkScenario(scenario, context));
  printTable(
    context,
    [
      { head: "SUITE", cell: ({ scenario }) => scenario.suite },
      { head: "SCENARIO", cell: ({ scenario }) => scenario.id },
      { head: "NEEDED", cell: ({ scenario }) => String(scenario.success), align: "right" },
      { head: "UNTOUCHED", cell: ({ untouched }) => shareOf(untouched), align: "right" },
      { head: "SOLVED", cell: ({ solved }) => (solved ? shareOf(solved) : "no solution"), align: "right" },
      { head: "HOLDS", cell: ({ faults }) => (faults.length === 0 ? "yes" : "no") },
    ],
    checked,
  );
  const faults = checked.flatMap((one) =>
    one.faults.map((fault) => `${one.scenario.suite}/${one.scenario.id}: ${fault}`),
  );
  for (const fault of faults) context.warn(harmless(fault));
  return faults.length > 0 ? 1 : 0;
};
