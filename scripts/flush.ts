import { statSync } from "node:fs";
import { join } from "node:path";
import { WorkerError } from "#client/errors.ts";
import { formatIssue } from "#contract/service/problem.ts";
import { CliError, UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, KEY_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import { type Context, typedPath } from "./command/context.ts";
import { InterruptedError } from "./command/interruption.ts";
import { runHere } from "./command/run-command.ts";
import type { Totals } from "./import/import-runs.ts";
import { showProgress } from "./import/show-progress.ts";
import { deliverWaiting } from "./logger/deliver.ts";
import { Spool, spoolFolder } from "./logger/spool.ts";
import { harmless } from "./terminal/text-width.ts";

export const command = defineCommand({
  name: "flush",
  usage: ["[options]"],
  about: () => `
Delivers the results that a harness could not deliver, from the folder where they wait. What arrives leaves the folder; what the Worker refuses goes to refused/ in it, with the reason beside it. It is safe to deliver something twice.`,
  options: {
    spool: {
      type: "string",
      value: "DIR",
      help: "the folder (default: ZE_BENCHMARKS_SPOOL, else .ze-benchmarks/spool)",
    },
    again: { type: "boolean", help: "try what was refused once more" },
    ...URL_OPTION,
    ...KEY_OPTION,
  },
  notes: "Exit code: 0 nothing waits any more, 1 something was refused or not delivered, 2 wrong usage, 130 stopped.",
  run: async ({ values }, context) => {
    const { signal } = context;
    const spool = new Spool(existingFolder(context, values.spool) ?? spoolFolder(undefined, context));
    // Many patient retries: a Worker that is restarted meanwhile costs a wait, not the delivery.
    const client = clientFor(context, values, { timeoutMs: 60_000, retries: 8 });
    if (values.again === true) spool.bringBack();
    const names = spool.names();
    if (names.length === 0) {
      context.print(`nothing waits in ${spool.folder}${refusedNote(spool)}`);
      return 0;
    }
    await requireWorker(client, signal);
    return await flush(context, { spool, names }, (options) => deliverWaiting(spool, client, { ...options, signal }));
  },
});

/** The folder that was typed, if one was: a slip must not pass for an empty one. */
function existingFolder(context: Context, typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  const folder = typedPath(context, typed);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new UsageError(`--spool must be a folder: ${typed}`);
}

type Deliver = (
  options: Pick<NonNullable<Parameters<typeof deliverWaiting>[2]>, "onSettled" | "onKept">,
) => Promise<void>;

/** The size of what waits, in bytes: what the progress is measured by. */
function sizeOf(spool: Spool, names: readonly string[]): number {
  const sizes = names.map((name) => statSync(join(spool.folder, name), { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}

function refusedNote(spool: Spool): string {
  const count = spool.countRefused();
  return count > 0 ? `; ${count} refused are in ${join(spool.folder, "refused")}: --again tries them once more` : "";
}

async function flush(
  context: Context,
  { spool, names }: { spool: Spool; names: readonly string[] },
  deliver: Deliver,
): Promise<number> {
  const totals: Totals = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  const refusals: string[] = [];
  const progress = showProgress(sizeOf(spool, names), context.stdout);
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
      onKept: ({ name }, { message }) => refusals.push(`  ${name} stays: this key may not send it: ${message}`),
    });
  } catch (error) {
    failure = error;
  }
  progress.finish();
  for (const line of refusals) context.warn(harmless(line));
  const waiting = spool.names().length;
  context.print(`${totals.accepted} delivered, ${totals.rejected} refused, ${waiting} waiting${refusedNote(spool)}`);
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

if (import.meta.main) await runHere(command);
