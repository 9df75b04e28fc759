import { DaysSchema } from "#contract/figures/stats-query.ts";
import { UsageError } from "./command/cli-error.ts";
import { clientFor, READ_OPTIONS, requireWorker, URL_HELP } from "./command/connect.ts";
import { interruptedSignal } from "./command/interruption.ts";
import { runCommand } from "./command/run-command.ts";
import { type StatsOptions, SUBJECTS, type Subject } from "./stats/subjects.ts";
import { printJson } from "./terminal/print.ts";

const HELP = `
npm run stats -- [options]                        everything, and each suite
npm run stats -- agents [options]                 each agent
npm run stats -- models [options]                 each model
npm run stats -- suite NAME [options]             a suite, and each of its scenarios
npm run stats -- scenario SUITE NAME [options]    a scenario, and each entry there
npm run stats -- evaluators [options]             what each evaluator gave
npm run stats -- trends NAME [options]            what an evaluator gave, day by day

Shows figures of a Worker with their 95 % intervals; n/a is what nobody stated. The site's page Methodology says what they mean.

  --days N               everything, trends: the last N days, or all (default: 30)
  --suite NAME           agents, models: of one suite (default: the newest version of every suite)
  --suite-version NAME   agents and models of a suite, suite, scenario: of that version (default: the newest)
  --tier NAME            agents, models, suite, scenario: of one tier

${URL_HELP}
  --json          the API's answer as JSON
  -h, --help      this

Exit code: 0 done, 1 refused or no answer, 2 wrong usage, 130 stopped.
`;

const TEXT = { type: "string" } as const;

await runCommand({
  name: "stats",
  help: HELP,
  takesFiles: true,
  options: { days: TEXT, suite: TEXT, "suite-version": TEXT, tier: TEXT, ...READ_OPTIONS },
  run: async ({ values, files: [name = "overview", ...names] }) => {
    const subject = subjectOf(name, names);
    const options = optionsOf(name, subject, values);
    const signal = interruptedSignal();
    const client = clientFor(values);
    await requireWorker(client, signal);
    const { answer, print } = await subject.ask({ client, options, signal }, ...names);
    if (values.json) printJson(answer);
    else print();
    return 0;
  },
});

function subjectOf(name: string, names: readonly string[]): Subject {
  if (!Object.hasOwn(SUBJECTS, name)) {
    throw new UsageError(`must be one of ${Object.keys(SUBJECTS).join(", ")}: ${name}`);
  }
  const subject: Subject = SUBJECTS[name as keyof typeof SUBJECTS];
  const missing = subject.names[names.length];
  if (missing !== undefined || names.includes("")) throw new UsageError(`${name} needs ${subject.names.join(" ")}`);
  const extra = names[subject.names.length];
  if (extra !== undefined) throw new UsageError(`one argument too many: ${extra}`);
  return subject;
}

/** The options by the API's names; UsageError for one that says nothing here. */
function optionsOf(
  name: string,
  subject: Subject,
  values: { [option in "days" | "suite" | "suite-version" | "tier"]?: string | undefined },
): StatsOptions {
  const { days, suite, "suite-version": suiteVersion, tier } = values;
  const options: StatsOptions = { days, suite, suiteVersion, tier };
  for (const option of ["days", "suite", "suiteVersion", "tier"] as const) {
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
