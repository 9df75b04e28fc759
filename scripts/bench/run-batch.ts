import { readFileSync } from "node:fs";
import * as z from "zod";
import { WorkerError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import { entryOf, formatEntry } from "#contract/names/entry.ts";
import { CliError } from "../command/cli-error.ts";
import type { Context } from "../command/context.ts";
import { InterruptedError } from "../command/interruption.ts";
import { inProject } from "../command/project.ts";
import { printJson } from "../terminal/print.ts";
import { prepareAgents } from "./planning/choose-plan.ts";
import { type Cell, cellsOf, type Plan, planRuns } from "./planning/plan-runs.ts";
import { type PresentRuns, readPresentRuns } from "./planning/present-runs.ts";
import { canStartApart } from "./programs/isolate.ts";
import { jsonOfResult } from "./results/json-of-result.ts";
import type { Provenance } from "./results/log-run.ts";
import { printSummary } from "./results/print-summary.ts";
import { sendManifests } from "./results/send-manifests.ts";
import { showProgress } from "./results/show-progress.ts";
import { type Submission, type SubmissionOptions, startSubmission } from "./results/submit-results.ts";
import { isCounted, outcomeOfResult } from "./results/summarize.ts";
import { digestFolder } from "./running/digest-folder.ts";
import { runAll } from "./running/run-all.ts";
import type { RunResult } from "./running/run-once.ts";
import type { VersionManifest } from "./suites/manifest-of.ts";
import { describeEnding } from "./until/describe-ending.ts";
import { type Ending, runPairs, type Until } from "./until/run-pairs.ts";

export interface BatchOptions {
  plan: Plan;
  /** What the suites consist of. */
  manifests: readonly VersionManifest[];
  /** How many runs each cell is to have. */
  trials: number;
  /** How many are made at the same time. */
  parallel: number;
  /** Leaves the workspaces where they are. */
  keep: boolean;
  /** Prints the results as JSON rather than as a table. */
  json: boolean;
  /** Where results are delivered; undefined: nowhere. */
  client: WorkerClient | undefined;
  key: string | undefined;
  /** The batch's name; undefined: a new one. */
  batchId: string | undefined;
  spool: string | undefined;
  /** Instead of trials of every cell: pairs with another entry until it is known which is better. */
  until: Until | undefined;
}

const NONE: PresentRuns = { runs: [], trialsOf: () => 0 };

/** Makes the runs of a plan, shows how far they are, delivers them as one batch, and prints what they came to. Gives the exit code. */
export const runBatch = async (context: Context, options: BatchOptions): Promise<number> => {
  const { plan, trials, keep, json, until } = options;
  const { signal, env } = context;
  await warnOfOpenKey(context, options);
  const agents = [...plan.agents, ...(until ? [until.against.agent] : [])];
  const agentVersions = await prepareAgents({ ...plan, agents }, env);
  const present = await readPresent(context, options);
  const cells = cellsOf(plan);
  const planned = planRuns(cells, trials, present.trialsOf);
  if (planned.length === 0) {
    context.warn("nothing to run: the batch has these trials already, or no scenario has a prompt for the tier");
    return 0;
  }
  if (options.client) await sendManifests(options.client, options.manifests, context);
  const provenance = { harness: harnessFacts(), digests: await digestsOf(plan), agentVersions };
  const progress = showProgress(until ? 2 * cells.length * until.rounds : planned.length, {
    keep,
    output: context.stderr,
    env,
  });
  const submission = startedSubmission(options, { present, provenance, notice: progress.note });
  const results: RunResult[] = [];
  const onEnded = (result: RunResult) => {
    results.push(result);
    submission?.add(result);
    progress.ended(result);
  };
  let isDelivered = true;
  let ending: Ending | undefined;
  try {
    const running = { ...options, signal, env, onStarted: progress.started, onEnded };
    if (until) ending = await runPairs(cells, until, running);
    else await runAll(planned, running);
    submission?.complete(results);
  } catch (error) {
    throw howToGoOn(error, submission);
  } finally {
    progress.finish();
    isDelivered = await isAllDelivered(submission);
    if (json) printJson(context, results.map(jsonOfResult));
    else printSummary(context, results);
    if (submission && !json) context.print(`batch ${submission.batchId}`);
  }
  if (until && ending) sayEnding(context, cells, until, ending);
  return isDelivered && results.every((result) => isCounted(outcomeOfResult(result))) ? 0 : 1;
};

/** Says how a comparison ended, on the standard error output, since the results are on the other. */
const sayEnding = ({ warn }: Context, [cell]: readonly Cell[], { against, margin, seed }: Until, ending: Ending) => {
  if (!cell) return;
  const nameOf = ({ agent, model, variant }: Until["against"]) =>
    formatEntry(entryOf({ agent: agent.name, model: model ?? "", variant: variant ?? "" }));
  warn(describeEnding(ending, { ours: nameOf(cell), theirs: nameOf(against), margin }));
  warn(`The order was drawn by the seed ${seed}.`);
};

/** Says so where agents could read the key that results are submitted with. */
const warnOfOpenKey = async ({ env, warn }: Context, { client, key }: BatchOptions): Promise<void> => {
  const hasKey = client !== undefined && (key ?? env["ZE_BENCHMARKS_API_KEY"]) !== undefined;
  if (!hasKey || (await canStartApart())) return;
  warn(
    "agents here can read the key that results are submitted with, from the environment of the processes that started them: this system does not let programs be isolated from each other (unshare). If you do not trust them, submit with a separate key for these suites alone, or use --no-submit",
  );
};

/** What the batch has already, if it is named and its Worker answers. */
const readPresent = async ({ signal, warn }: Context, { client, batchId }: BatchOptions): Promise<PresentRuns> => {
  if (client === undefined || batchId === undefined) return NONE;
  try {
    return await readPresentRuns(client, batchId, signal);
  } catch (error) {
    if (!(error instanceof WorkerError)) throw error;
    warn(`${error.message}\nwhat the batch ${batchId} has already is not known: all trials are run`);
    return NONE;
  }
};

const startedSubmission = (
  { client, key, spool, batchId }: BatchOptions,
  rest: Pick<SubmissionOptions, "present" | "provenance" | "notice">,
): Submission | undefined => client && startSubmission({ url: client.url, key, spool, batchId, ...rest });

const isAllDelivered = async (submission: Submission | undefined): Promise<boolean> => {
  if (!submission) return true;
  const { waiting, refused } = await submission.close();
  return waiting + refused === 0;
};

const howToGoOn = (error: unknown, submission: Submission | undefined): unknown =>
  error instanceof InterruptedError && submission
    ? new CliError(
        `stopped: the same command with --batch ${submission.batchId} continues where this one ended`,
        error.exitCode,
        { cause: error },
      )
    : error;

const PackageSchema = z.object({ name: z.string(), version: z.string() });

/** What the runs were made with. */
const harnessFacts = (): Provenance["harness"] => {
  const { name, version } = PackageSchema.parse(JSON.parse(readFileSync(inProject("package.json"), "utf8")));
  return { name, version, node: process.version, platform: `${process.platform}-${process.arch}` };
};

const digestsOf = async ({ scenarios }: Plan): Promise<Map<string, string>> => {
  const digests = new Map<string, string>();
  for (const { folder } of scenarios) digests.set(folder, await digestFolder(folder));
  return digests;
};
