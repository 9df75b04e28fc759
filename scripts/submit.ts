import { WorkerError } from "#client/errors.ts";
import { CliError, UsageError } from "./command/cli-error.ts";
import { clientFor, KEY_HELP, KEY_OPTION, READ_OPTIONS, requireWorker, URL_HELP } from "./command/connect.ts";
import { InterruptedError, interruptedSignal } from "./command/interruption.ts";
import { runCommand } from "./command/run-command.ts";
import type { Item } from "./submit/items-in.ts";
import { readItems } from "./submit/read-items.ts";
import { countResults, formatSubmission, type Submission, submitItem } from "./submit/submit-item.ts";
import { printJson } from "./terminal/print.ts";
import { harmless } from "./terminal/text-width.ts";

const HELP = `
npm run submit -- [options] FILE…

Submits runs to a Worker one by one and says what became of each. A FILE is one run as JSON, a JSON list of runs, or a run a line;
- is the standard input. Sending a run again is safe. For many runs, npm run import is faster.

  accepted    it went in
  replaced    it went in for an earlier state of it, running or incomplete
  duplicate   it is there already, with the same content: nothing changed
  conflict    it is there with other content, and the fields that differ: nothing changed
  rejected    it breaks the contract, and where

${URL_HELP}
${KEY_HELP}
  --json          what became of each, as a JSON list
  -h, --help      this

Exit code: 0 all runs are in, 1 some are not, 2 wrong usage, 130 stopped.
`;

await runCommand({
  name: "submit",
  help: HELP,
  takesFiles: true,
  options: { ...READ_OPTIONS, ...KEY_OPTION },
  run: async ({ values, files }) => {
    if (files.length === 0) throw new UsageError("no file given: name one, or - for the standard input");
    const signal = interruptedSignal();
    const client = clientFor(values);
    const items = await readItems(files, signal);
    await requireWorker(client, signal);
    const submissions: Submission[] = [];
    const failure = await submitAll(items, {
      submit: (item) => submitItem(client, item, signal),
      onSubmitted: (submission) => {
        submissions.push(submission);
        if (values.json !== true) print(submission);
      },
    });
    if (values.json) printJson(submissions);
    else if (items.length > 1) console.log(countResults(submissions));
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

function print(submission: Submission): void {
  const line = harmless(formatSubmission(submission));
  if (isRefused(submission)) console.error(line);
  else console.log(line);
}

function stoppedBy(failure: WorkerError | InterruptedError, left: number): CliError {
  const what = left === 1 ? "1 run was not sent" : `${left.toLocaleString("en")} runs were not sent`;
  const exitCode = failure instanceof CliError ? failure.exitCode : 1;
  return new CliError(`${failure.message}\n${what}: sending all again is safe`, exitCode, { cause: failure });
}
