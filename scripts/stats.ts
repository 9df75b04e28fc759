import { type BoardMetric, MetricSchema } from "#contract/figures/figures.ts";
import { DaysSchema } from "#contract/figures/stats-query.ts";
import { keysOf } from "#contract/names/records.ts";
import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, JSON_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import { READ_EXIT_CODES } from "./command/exit-codes.ts";
import { requireOneOf } from "./command/one-of.ts";
import { runHere } from "./command/run-command.ts";
import { type StatsOptions, SUBJECTS, type Subject } from "./stats/subjects.ts";
import { printJson } from "./terminal/print.ts";

const TEXT = { type: "string" } as const;

export const command = defineCommand({
  name: "stats",
  usage: [
    "[options]",
    "agents [options]",
    "models [options]",
    "board SUITE [options]",
    "suite NAME [options]",
    "scenario SUITE NAME [options]",
    "evaluators [options]",
    "trends NAME [options]",
  ],
  about: () => `
Shows what the runs of a Worker add up to: everything; each agent; each model; the leaderboard of a suite as the site that was built last has it; a suite and each of its scenarios; a scenario and each entry there; what each evaluator gave; what an evaluator gave, day by day. n/a is what nobody stated. The site's page Methodology says what the figures mean.`,
  options: {
    days: { ...TEXT, value: "N", help: "everything, trends: the last N days (default: all)" },
    suite: {
      ...TEXT,
      value: "NAME",
      help: "agents, models: of one suite (default: the newest version of every suite); evaluators: how those of a suite agree, as the site that was built last has it",
    },
    "suite-version": {
      ...TEXT,
      value: "NAME",
      help: "agents, models and evaluators of a suite, board, suite, scenario: of that version (default: the newest)",
    },
    tier: { ...TEXT, value: "NAME", help: "agents, models, board, suite, scenario: of one tier" },
    metric: {
      ...TEXT,
      value: "METRIC",
      help: "board: by success or by score (default: what the suite ranks by first)",
    },
    ...URL_OPTION,
    ...JSON_OPTION,
  },
  notes: READ_EXIT_CODES,
  takesFiles: true,
  run: async ({ values, files: [name = "overview", ...names] }, context) => {
    const subject = subjectOf(name, names);
    const options = optionsOf(name, subject, values);
    const client = clientFor(context, values);
    await requireWorker(client, context.signal);
    const { answer, print } = await subject.ask({ client, options, signal: context.signal }, ...names);
    if (values.json) printJson(context, answer);
    else print(context);
    return 0;
  },
});

function subjectOf(name: string, names: readonly string[]): Subject {
  const subject: Subject = SUBJECTS[requireOneOf("what to show", name, keysOf(SUBJECTS))];
  const missing = subject.names[names.length];
  if (missing !== undefined || names.includes("")) throw new UsageError(`${name} needs ${subject.names.join(" ")}`);
  const extra = names[subject.names.length];
  if (extra !== undefined) throw new UsageError(`one argument too many: ${extra}`);
  return subject;
}

const metricOf = (text: string | undefined): BoardMetric | undefined =>
  text === undefined ? undefined : requireOneOf("--metric", text, MetricSchema.options);

/** The options by the API's names; UsageError for one that says nothing here. */
function optionsOf(
  name: string,
  subject: Subject,
  values: { [option in "days" | "suite" | "suite-version" | "tier" | "metric"]?: string | undefined },
): StatsOptions {
  const { days, suite, "suite-version": suiteVersion, tier, metric } = values;
  const options: StatsOptions = { days, suite, suiteVersion, tier, metric: metricOf(metric) };
  for (const option of ["days", "suite", "suiteVersion", "tier", "metric"] as const) {
    if (options[option] === undefined || subject.options.includes(option)) continue;
    throw new UsageError(`--${option === "suiteVersion" ? "suite-version" : option} is not for ${name}`);
  }
  const { error } = DaysSchema.safeParse(days);
  if (error) throw new UsageError(`--days ${error.issues[0]?.message}: ${days}`);
  if (subject.options.includes("suite") && suiteVersion !== undefined && suite === undefined) {
    throw new UsageError("--suite-version needs --suite: a version is of one suite");
  }
  return options;
}

if (import.meta.main) await runHere(command);
