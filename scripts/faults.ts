import { rm } from "node:fs/promises";
import { join } from "node:path";
import { formatCount, formatCounted } from "#words/numbers.ts";
import { defineCommand } from "./command/command.ts";
import type { Context } from "./command/context.ts";
import { inProject } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";
import { wholeNumber } from "./command/whole-number.ts";
import { applyMigrations } from "./local/apply-migrations.ts";
import { buildSite } from "./local/build-site.ts";
import { startFreshWorker } from "./local/fresh-worker.ts";
import { findFreePort } from "./local/ports.ts";
import { buildUnderStream } from "./proof/builds/build-under-stream.ts";
import { rebuildSite } from "./proof/builds/rebuild-site.ts";
import type { Account, OwningKey } from "./proof/faults/account.ts";
import { checkApi } from "./proof/faults/check-api.ts";
import { checkDatabase, findDatabase } from "./proof/faults/check-database.ts";
import { type KillableWorker, startKillableWorker } from "./proof/faults/killable-worker.ts";
import { Ledger } from "./proof/faults/ledger.ts";
import { startLoad, untilAnswered } from "./proof/faults/load.ts";
import { sendUnsettled } from "./proof/faults/send-unsettled.ts";
import { readPages } from "./proof/recount/read-pages.ts";
import { randomOf } from "./sample/random.ts";

const FOLDER = inProject(".cache", "faults");

/** When a kill comes after the first answer, in milliseconds: on a busy machine, too, while much is being written. */
const EARLIEST_MS = 20;
const LATEST_MS = 1000;

/** The keys that runs are sent with. */
const OWNERS = ["first owner", "second owner"];

/** How many runs come in while builds are made under a stream. */
const RUNS_A_MINUTE = 1_000;

/** How many differences are printed. */
const SHOWN = 20;

export const command = defineCommand({
  name: "faults",
  usage: ["[options]"],
  about: () => `
Kills a Worker of its own with SIGKILL, again and again, while runs are submitted to it with two keys, one by one, in batches and in bulk, and starts it again on the same database. After each kill it compares the database with what was acknowledged: nothing lost, nothing half done, every aggregate equal to a recount, every run and batch of the key that sent it.`,
  options: {
    kills: { type: "string", value: "N", default: "50", help: "how often (default: 50)" },
    builds: {
      type: "string",
      value: "N",
      help: "instead build the site that a Worker of its own serves so often, with more pages and fewer, while it is read: every answer must be a page of one build or the next",
    },
    stream: {
      type: "string",
      value: "N",
      help: "instead build the site so often while 1,000 runs a minute come in: every build must show a recount of the runs of one moment",
    },
    seed: { type: "string", value: "S", default: "1", help: "what the runs and the moments depend on (default: 1)" },
  },
  notes: "Exit code: 0 everything is there and complete, 1 it is not, 2 wrong usage.",
  run: async ({ values }, context) => {
    if (values.builds !== undefined) {
      return await proveBuilds(context, wholeNumber("--builds", values.builds, 1, 10_000), values.seed);
    }
    if (values.stream !== undefined) {
      return await proveStream(context, wholeNumber("--stream", values.stream, 1, 10_000), values.seed);
    }
    return await proveKills(context, wholeNumber("--kills", values.kills, 1, 10_000), values.seed);
  },
});

/** Kills a Worker under load again and again, and compares what is left with what was acknowledged; gives the exit code. */
async function proveKills(context: Context, kills: number, seed: string): Promise<number> {
  const { signal, print } = context;
  const persist = join(FOLDER, "state");
  await rm(FOLDER, { recursive: true, force: true });
  await applyMigrations(persist, signal);
  const port = await findFreePort();
  const start = () => startKillableWorker({ port, persist, assets: join(FOLDER, "site"), signal });
  const keys = await makeKeys(await start());
  const account: Account = { seed, keys, runs: new Ledger(), batches: new Ledger(), violations: [], unanswered: 0 };
  const file = await findDatabase(persist);
  const killed = await killAgainAndAgain({ start, file }, account, kills, context);
  report(context, `after each of ${kills} kills`, killed);
  const read = await readBack(await start(), account, context);
  const stored = checkDatabase(file, account);
  report(
    context,
    `database: ${formatCount(stored.runs)} runs, ${formatCount(stored.aggregateRows)} aggregate rows`,
    stored.differences,
  );
  report(context, "answers of the Workers", account.violations);
  const wrong = [killed, read, stored.differences, account.violations].flat().length;
  print(
    `${kills} kills, ${formatCount(account.runs.size)} runs, ${formatCount(account.unanswered)} requests cut off: ${wrong === 0 ? "nothing lost, nothing half stored" : `${formatCount(wrong)} differences`}`,
  );
  return wrong === 0 ? 0 : 1;
}

/** Makes the keys that runs are sent with, and stops the Worker. */
async function makeKeys(worker: KillableWorker): Promise<OwningKey[]> {
  const keys: OwningKey[] = [];
  for (const name of OWNERS) {
    const { key, token } = await worker.client.createKey({ name, scope: "submit" });
    keys.push({ id: key.id, token });
  }
  await worker.stop();
  return keys;
}

/** Kills a Worker under load so often, and checks the database after each time; gives the differences, a line each. */
async function killAgainAndAgain(
  { start, file }: { start: () => Promise<KillableWorker>; file: string },
  account: Account,
  kills: number,
  { signal, print }: Context,
): Promise<string[]> {
  const differences: string[] = [];
  for (let round = 1; round <= kills; round++) {
    signal.throwIfAborted();
    const delay = await killUnderLoad(await start(), account, round, signal);
    const { runs, unanswered } = account;
    const stored = checkDatabase(file, account);
    differences.push(...stored.differences.map((line) => `after kill ${round}: ${line}`));
    print(
      `kill ${round} of ${kills} after ${delay} ms: ${formatCount(runs.countAcknowledged())} of ${formatCount(runs.size)} runs acknowledged, ${formatCount(stored.runs)} stored, ${formatCount(unanswered)} requests without an answer, ${formatCounted(stored.differences.length, "difference")}`,
    );
  }
  return differences;
}

/** Sends again what was never acknowledged, and reads everything back; gives the differences. */
async function readBack(worker: KillableWorker, account: Account, context: Context): Promise<string[]> {
  try {
    const sent = await sendUnsettled(worker.url, account, context.signal);
    context.print(`sent again: ${formatCount(sent.runs)} runs and ${formatCount(sent.batches)} batches`);
    const read = await checkApi(worker, account, context.signal);
    report(context, `API: ${formatCount(account.runs.size)} runs read back`, read);
    return read;
  } finally {
    await worker.stop();
  }
}

/** Has the site built again and again under its readers; gives the exit code. */
async function proveBuilds(context: Context, builds: number, seed: string): Promise<number> {
  const { signal, print } = context;
  const { answers, failures } = await rebuildSite({ folder: join(FOLDER, "builds"), builds, seed, print, signal });
  report(context, `${builds} builds, ${formatCount(answers)} answers, each a page of one build or the next`, failures);
  return failures.length === 0 ? 0 : 1;
}

/** Has the site built again and again while runs come in; gives the exit code. */
async function proveStream(context: Context, builds: number, seed: string): Promise<number> {
  const { signal, print } = context;
  const folder = join(FOLDER, "stream");
  await rm(folder, { recursive: true, force: true });
  const worker = await startFreshWorker(folder, signal);
  try {
    const [site, kept] = [join(folder, "built"), join(folder, "kept")];
    const build = async (snapshot: string) => {
      await buildSite({ snapshot, folder: site, kept, signal }, () => {});
      return await readPages(site);
    };
    const options = { worker, folder, builds, perMinute: RUNS_A_MINUTE, seed, build, print, signal };
    const { compared, differences } = await buildUnderStream(options);
    report(context, `${builds} builds, ${formatCount(compared)} entries recounted`, differences);
    return differences.length === 0 && compared > 0 ? 0 : 1;
  } finally {
    await worker.stop();
  }
}

/** Submits to a Worker and kills it while requests are in flight; gives the milliseconds between. */
async function killUnderLoad(
  worker: KillableWorker,
  account: Account,
  round: number,
  signal: AbortSignal,
): Promise<number> {
  const luck = randomOf("kill", account.seed, round)();
  const delay = Math.round(EARLIEST_MS + luck * (LATEST_MS - EARLIEST_MS));
  const load = startLoad(account, worker.url, round);
  try {
    await untilAnswered(load, signal);
    await new Promise((resolve) => setTimeout(resolve, delay));
    while (load.inFlight() === 0) await new Promise((resolve) => setImmediate(resolve));
  } catch (error) {
    load.cease();
    await worker.stop();
    await load.ended;
    throw error;
  }
  load.cease();
  await worker.kill();
  await load.ended;
  return delay;
}

function report({ print, warn }: Context, what: string, differences: readonly string[]): void {
  print(`${what}: ${differences.length === 0 ? "as it should be" : formatCounted(differences.length, "difference")}`);
  for (const difference of differences.slice(0, SHOWN)) warn(`  ${difference}`);
  if (differences.length > SHOWN) warn(`  and ${formatCount(differences.length - SHOWN)} more`);
}

if (import.meta.main) await runHere(command);
