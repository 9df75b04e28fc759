import { WorkerError } from "#client/errors.ts";
import { formatCounted } from "#words/numbers.ts";
import { CliError, UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, JSON_OPTION, KEY_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import type { Context } from "./command/context.ts";
import { InterruptedError } from "./command/interruption.ts";
import { runHere } from "./command/run-command.ts";
import type { Item } from "./submit/items-in.ts";
import { readItems } from "./submit/read-items.ts";
import { countResults, formatSubmission, type Submission, submitItem } from "./submit/submit-item.ts";
import { printJson } from "./terminal/print.ts";
import { styleFor } from "./terminal/style.ts";
import { harmless } from "./terminal/text-width.ts";

export const command = defineCommand({
  name: "submit",
  usage: ["[options] FILE…"],
  about: (call) => `
Submits runs to a Worker one by one and says what became of each. A FILE is one run as JSON, a JSON list of runs, or a run a line; - is the standard input. It is safe to send a run again. For many runs, ${call("import")} is faster.

  accepted    it went in
  replaced    it went in, in place of a running or incomplete state
  duplicate   it was there already, with the same content: nothing changed
  conflict    it is there with different content: nothing changed; the fields that differ follow
  rejected    it breaks the contract; what is wrong follows`,
  options: { ...URL_OPTION, ...KEY_OPTION, ...JSON_OPTION },
  notes: "Exit code: 0 all runs are in, 1 some are not, 2 wrong usage, 130 stopped.",
  takesFiles: true,
  run: async ({ values, files }, context) => {
    if (files.length === 0) throw new UsageError("FILE is missing: name one, or - for the standard input");
    const { signal } = context;
    const client = clientFor(context, values);
    const items = await readItems(context, files);
    await requireWorker(client, signal);
    const submissions: Submission[] = [];
    const failure = await submitAll(items, {
      submit: (item) => submitItem(client, item, signal),
      onSubmitted: (submission) => {
        submissions.push(submission);
        if (values.json !== true) print(context, submission);
      },
    });
    if (values.json) printJson(context, submissions);
    else if (items.length > 1) context.print(countResults(submissions));
    if (failure) throw stoppedBy(failure, items.length - submissions.length);
    return submissions.some(isRefused) ? 1 : 0;
  },
});

/** Submits one after the other; gives what made it stop, if anything did. */
async function submitAll(
  items: readonly Item[],
  { submit, onSubmitted }: { submit: (item: Item) => Promise<Submission>; onSubmitted: (one: Submission) => void },
): Promise<WorkerError | InterruptedError | undefined> {
  try {
    for (const item of items) onSubmitted(await submit(item));
  } catch (error) {
    if (error instanceof WorkerError || error instanceof InterruptedError) return error;
    throw error;
  }
  return undefined;
}

function isRefused({ result }: Submission): boolean {
  return result === "conflict" || result === "rejected";
}

function print({ print, warn, stderr, env }: Context, submission: Submission): void {
  const line = harmless(formatSubmission(submission));
  if (isRefused(submission)) warn(styleFor(stderr, env)("red", line));
  else print(line);
}

function stoppedBy(failure: WorkerError | InterruptedError, left: number): CliError {
  const what = `${formatCounted(left, "run")} ${left === 1 ? "was" : "were"} not sent`;
  const exitCode = failure instanceof CliError ? failure.exitCode : 1;
  return new CliError(`${failure.message}\n${what}: it is safe to send everything again`, exitCode, { cause: failure });
}

if (import.meta.main) await runHere(command);
