import { RefusedError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import { didYouMean } from "#contract/names/nearest.ts";
import { REFERENCE_AGENTS } from "#contract/names/reference-agents.ts";
import type { StatedManifest } from "#contract/suites/manifest.ts";
import type { ListedSuite } from "#contract/suites/suite-list.ts";
import { formatCounted } from "#words/numbers.ts";
import { CliError, UsageError } from "./command/cli-error.ts";
import { type AskForPage, collectPages } from "./command/collect-pages.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, JSON_OPTION, KEY_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import { type Context, typedPath } from "./command/context.ts";
import { requireSuite } from "./command/known-suite.ts";
import { runHere } from "./command/run-command.ts";
import { manifestDifferences } from "./manifests/manifest-differences.ts";
import { manifestText, readManifestFiles } from "./manifests/manifest-file.ts";
import { describeFailure, type GateFailure, gateFailures, type ReferenceRun } from "./manifests/release-gate.ts";
import { printJson, printTable } from "./terminal/print.ts";
import type { Column } from "./terminal/render-table.ts";

const COLUMNS: readonly Column<ListedSuite>[] = [
  { head: "SUITE", cell: ({ suite }) => suite },
  { head: "VERSION", cell: ({ suiteVersion }) => suiteVersion ?? "" },
  { head: "RUNS", cell: ({ hasRuns }) => (hasRuns ? "yes" : "none") },
  { head: "MANIFEST", cell: ({ manifest }) => manifest?.slice(0, 12) ?? "none" },
  { head: "TITLE", cell: ({ title }) => title ?? "", spare: true },
];

const ACTIONS = ["list", "show", "push", "diff", "check"] as const;
type Action = (typeof ACTIONS)[number];

/** What an action works with. */
interface Task {
  client: WorkerClient;
  subject: string;
  version: string | undefined;
  reason: string | undefined;
  json: boolean;
}

export const command = defineCommand({
  name: "suites",
  usage: ["list", "show SUITE [--version V]", "push FILE [--reason WHY]", "diff FILE", "check SUITE [--version V]"],
  about: () => `
Lists the suites of a Worker, and shows and states what they consist of: their manifests. show prints one as a file that push takes; diff says how a file differs from what is stated, and how push would change it. A file is YAML or JSON: suite, version, and the fields of a manifest; push and diff also take an export of all of them, manifests.ndjson. check is the gate before a suite is released: by the runs that are there, the agent oracle, which applies the solution, passes every scenario, and the agent no-op, which does nothing, none.`,
  options: {
    version: {
      type: "string",
      value: "V",
      help: "the suite's version, for show (default: that of runs that state none) and check (default: the newest that has runs)",
    },
    reason: {
      type: "string",
      value: "WHY",
      help: "why the board of a version that has runs changes, for push by an admin; it is public",
    },
    ...URL_OPTION,
    ...KEY_OPTION,
    ...JSON_OPTION,
  },
  notes:
    "Exit code: 0 done, 1 refused, no answer or, for diff, a difference, for check a scenario that fails, 2 wrong usage, 130 stopped.",
  takesFiles: true,
  run: async ({ values, files: [name = "", subject = "", ...more] }, context) => {
    const action = ACTIONS.find((one) => one === name);
    const needsSubject = action !== undefined && action !== "list";
    if (action === undefined || more.length > 0 || needsSubject !== (subject !== "")) {
      const given = [name, subject, ...more].filter((part) => part !== "").join(" ") || "nothing is given";
      throw new UsageError(
        `must be list, show SUITE, push FILE, diff FILE or check SUITE: ${given}${action ? "" : didYouMean(name, ACTIONS)}`,
      );
    }
    const client = clientFor(context, values);
    const { version, reason, json = false } = values;
    const task = { client, subject, version, reason, json };
    await requireWorker(client, context.signal);
    return await DO[action](task, context);
  },
});

const DO: Readonly<Record<Action, (task: Task, context: Context) => Promise<number>>> = {
  list,
  show,
  push,
  diff,
  check,
};

async function list({ client, json }: Task, context: Context): Promise<number> {
  const { signal } = context;
  const { items } = await collectPages(
    (limit, cursor) => client.listSuites({ cursor, limit }, { signal }),
    Number.POSITIVE_INFINITY,
  );
  if (json) printJson(context, items);
  else if (items.length === 0) context.print("no suites");
  else printTable(context, COLUMNS, items);
  return 0;
}

/** What is stated of a version; undefined: nothing. */
const readStated = async (
  { client }: Task,
  subject: { suite: string; version: string | undefined },
  { signal }: Context,
): Promise<StatedManifest | undefined> =>
  client.getManifest(subject, { signal }).catch((error) => {
    if (error instanceof RefusedError && error.status === 404) return undefined;
    throw error;
  });

async function show(task: Task, context: Context): Promise<number> {
  const { subject: suite, version, json } = task;
  const stated = await readStated(task, { suite, version }, context);
  if (stated === undefined) {
    await requireSuite(task.client, { suite, version }, context.signal);
    const which = version === undefined ? `${suite} without a version` : `${suite} ${version}`;
    throw new CliError(`no manifest states ${which}: ${context.call("suites", "list")} shows what there is`);
  }
  if (json) printJson(context, stated);
  else context.print(manifestText({ suite, suiteVersion: version, manifest: stated.manifest }).trimEnd());
  return 0;
}

const titleOf = (suite: string, version: string | undefined): string => [suite, version].filter(Boolean).join(" ");

async function push({ client, subject, reason }: Task, context: Context): Promise<number> {
  const files = await readManifestFiles(typedPath(context, subject));
  for (const { suite, suiteVersion: version, manifest } of files) {
    const { changed } = await client.putManifest({ suite, version, reason }, manifest, { signal: context.signal });
    const said = changed.length === 0 ? "nothing changed" : `changed: ${changed.join(", ")}`;
    context.print(files.length === 1 ? said : `${titleOf(suite, version)}: ${said}`);
  }
  return 0;
}

async function diff(task: Task, context: Context): Promise<number> {
  const files = await readManifestFiles(typedPath(context, task.subject));
  const lines: string[] = [];
  for (const { suite, suiteVersion: version, manifest } of files) {
    const stated = await readStated(task, { suite, version }, context);
    const differences = manifestDifferences(stated?.manifest ?? {}, manifest);
    lines.push(...differences.map((line) => (files.length === 1 ? line : `${titleOf(suite, version)}: ${line}`)));
  }
  for (const line of lines) context.print(line);
  if (lines.length === 0) context.print("no difference");
  return lines.length === 0 ? 0 : 1;
}

/** The scenarios of a version of a suite: those of its manifest, else those with runs. */
async function scenariosOf(task: Task, context: Context): Promise<{ version: string | null; scenarios: string[] }> {
  const { client, subject: suite } = task;
  const run: string[] = [];
  let version: string | null = null;
  let cursor: string | undefined;
  do {
    const query = { suite, suiteVersion: task.version, cursor };
    const page = await client.getSuiteStats(query, { signal: context.signal });
    version = page.items.suiteVersion;
    run.push(...page.items.scenarioBreakdown.map(({ scenario }) => scenario));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  const stated = await readStated(task, { suite, version: version ?? undefined }, context);
  return { version, scenarios: stated?.manifest.scenarios?.map(({ scenario }) => scenario) ?? run };
}

const FAILURE_COLUMNS: readonly Column<GateFailure>[] = [
  { head: "SCENARIO", cell: ({ scenario }) => scenario },
  { head: "TIER", cell: ({ tier }) => tier ?? "" },
  { head: "WHAT IS WRONG", cell: describeFailure },
];

async function check(task: Task, context: Context): Promise<number> {
  const { client, subject: suite, json } = task;
  const { version, scenarios } = await scenariosOf(task, context);
  const runs = await Promise.all(
    REFERENCE_AGENTS.map(async (agent) => {
      const filters = { suite, suiteVersion: version ?? "", agent };
      const ask: AskForPage<ReferenceRun> = (limit, cursor) =>
        client.listRuns({ ...filters, limit, cursor }, { signal: context.signal });
      return (await collectPages(ask, Number.POSITIVE_INFINITY)).items;
    }),
  );
  const failures = gateFailures(scenarios, runs.flat());
  if (json) printJson(context, { suite, suiteVersion: version, scenarios: scenarios.length, failures });
  else if (failures.length > 0) printTable(context, FAILURE_COLUMNS, failures);
  else context.print(`sound: of ${formatCounted(scenarios.length, "scenario")} oracle passes every one and no-op none`);
  return failures.length === 0 ? 0 : 1;
}

if (import.meta.main) await runHere(command);
