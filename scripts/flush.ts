import { statSync } from "node:fs";
import { join } from "node:path";
import { WorkerError } from "#client/errors.ts";
import { formatIssue } from "#contract/service/problem.ts";
import { CliError, UsageError } from "./command/cli-error.ts";
import { clientFor, KEY_HELP, KEY_OPTION, requireWorker, URL_HELP, URL_OPTION } from "./command/connect.ts";
import { InterruptedError, interruptedSignal } from "./command/interruption.ts";
import { typedPath } from "./command/project.ts";
import { runCommand } from "./command/run-command.ts";
import type { Totals } from "./import/import-runs.ts";
import { showProgress } from "./import/show-progress.ts";
import { deliverWaiting } from "./logger/deliver.ts";
import { Spool, spoolFolder } from "./logger/spool.ts";
import { harmless } from "./terminal/text-width.ts";

const HELP = `
npm run flush -- [options]

Delivers the results that a harness could not deliver, from the folder where they wait. What has arrived leaves the folder; what the
Worker refuses goes to refused/ in it, with the reason beside it. Delivering something twice is harmless.

  --spool DIR     the folder (default: ZE_BENCHMARKS_SPOOL, else .ze-benchmarks/spool)
  --again         first have what was refused wait again
${URL_HELP}
${KEY_HELP}
  -h, --help      this

Exit code: 0 nothing waits any more, 1 something was refused or could not be delivered, 2 wrong usage, 130 stopped.
`;

await runCommand({
  name: "flush",
  help: HELP,
  options: {
    spool: { type: "string" },
    again: { type: "boolean" },
    ...URL_OPTION,
    ...KEY_OPTION,
  },
  run: async ({ values }) => {
    const spool = new Spool(values.spool === undefined ? spoolFolder() : existingFolder(values.spool));
    // Many patient retries: a Worker that is restarted meanwhile costs a wait, not the delivery.
    const client = clientFor(values, { timeoutMs: 60_000, retries: 8 });
    if (values.again === true) spool.bringBack();
    const names = spool.names();
    if (names.length === 0) {
      console.log(`nothing waits in ${spool.folder}${refusedNote(spool)}`);
      return 0;
    }
    const signal = interruptedSignal();
    await requireWorker(client, signal);
    return await flush(spool, names, (options) => deliverWaiting(spool, client, { ...options, signal }));
  },
});

/** The folder that was typed: a slip must not pass for an empty one. */
function existingFolder(typed: string): string {
  const folder = typedPath(typed);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new UsageError(`--spool must be a folder: ${typed}`);
}

type Deliver = (options: Pick<NonNullable<Parameters<typeof deliverWaiting>[2]>, "onSettled">) => Promise<void>;

/** The size of what waits, in bytes: what the progress is measured by. */
function sizeOf(spool: Spool, names: readonly string[]): number {
  const sizes = names.map((name) => statSync(join(spool.folder, name), { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}

function refusedNote(spool: Spool): string {
  const count = spool.countRefused();
  return count > 0 ? `; ${count} refused are in ${join(spool.folder, "refused")}: --again has them wait again` : "";
}

async function flush(spool: Spool, names: readonly string[], deliver: Deliver): Promise<number> {
  const totals: Totals = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  const refusals: string[] = [];
  const progress = showProgress(sizeOf(spool, names));
  let bytes = 0;
  let failure: unknown;
  try {
    await deliver({
      onSettled: ({ name, text }, reason) => {
        bytes += Buffer.byteLength(text);
        if (reason) totals.rejected += 1;
        else totals.accepted += 1;
        if (reason)
          refusals.push(`  ${name} refused: ${[reason.message, ...reason.issues.map(formatIssue)].join("; ")}`);
        progress.update(bytes, totals);
      },
    });
  } catch (error) {
    failure = error;
  }
  progress.finish();
  for (const line of refusals) console.error(harmless(line));
  const waiting = spool.names().length;
  console.log(`${totals.accepted} delivered, ${totals.rejected} refused, ${waiting} waiting${refusedNote(spool)}`);
  if (failure instanceof InterruptedError || failure instanceof WorkerError) {
    throw new CliError(
      `${failure.message}\nwhat was not delivered still waits in ${spool.folder}`,
      failure instanceof InterruptedError ? failure.exitCode : 1,
      { cause: failure },
    );
  }
  if (failure !== undefined) throw failure;
  return totals.rejected + waiting > 0 ? 1 : 0;
}
