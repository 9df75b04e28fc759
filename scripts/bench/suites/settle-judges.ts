import { CliError } from "../../command/cli-error.ts";
import { requireJudge } from "../evaluators/judge.ts";
import type { Scenario } from "./read-suites.ts";

/** What a suite's version gets where judges score: such runs are never pooled with those that no judge saw. */
const JUDGED = "judge";

/**
 * A scenario with its judges, or without them. With some it is another version of its suite. CliError: a judge cannot be asked, or nothing
 * is left to score by.
 */
export const settleJudges = (scenario: Scenario, areAsked: boolean, env?: NodeJS.ProcessEnv): Scenario => {
  const { suite, id, suiteVersion } = scenario;
  const judges = scenario.evaluators.filter((evaluator) => evaluator.type === "judge");
  if (judges.length === 0) return scenario;
  if (areAsked) {
    for (const judge of judges) requireJudge(judge, env);
    return { ...scenario, suiteVersion: suiteVersion === undefined ? JUDGED : `${suiteVersion}+${JUDGED}` };
  }
  const evaluators = scenario.evaluators.filter((evaluator) => evaluator.type !== "judge");
  if (evaluators.length > 0) return { ...scenario, evaluators };
  throw new CliError(`${suite}/${id} has no evaluator but judges: ask them with --judge`);
};
