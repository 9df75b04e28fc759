import { open } from "node:fs/promises";
import { WorkerError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import { CliError, UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, KEY_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import { type Context, typedPath } from "./command/context.ts";
import { InterruptedError } from "./command/interruption.ts";
import { requireOneOf } from "./command/one-of.ts";
import { runHere } from "./command/run-command.ts";
import { askWorker, dryRun } from "./import/dry-run.ts";
import { IMPORTERS } from "./import/formats/registry.ts";
import { type ImportOptions, importFiles } from "./import/import-files.ts";
import { type Submit, submitTo } from "./import/import-runs.ts";
import { keepHeapSmall } from "./import/keep-heap-small.ts";
import { readMapping } from "./import/read-mapping.ts";
import { RUN_LINES } from "./import/read-sources.ts";
import { reportRefusals } from "./import/report-refusals.ts";
import { ScratchFolder } from "./import/scratch-folder.ts";

const formats = (): string =>
  [{ format: RUN_LINES, title: "runs as they are submitted, one a line" }, ...IMPORTERS]
    .map(({ format, title }) => `  ${format.padEnd(22)} ${title}`)
    .join("\n");

export const command = defineCommand({
  name: "import",
  usage: ["[options] FILE|DIR…"],
  about: () => `
Sends runs to a Worker. A FILE holds runs as they are submitted, one a line or a JSON list, or what another harness has written; as it is or packed by gzip, zstd or zip. - is the standard input. Of a DIR, all files of results in it are taken, and links are followed. A file that holds no run, or fewer than it states, is not sent. It is safe to send a file again: runs that are there already count as duplicates.

These formats are recognized, file by file:

${formats()}`,
  options: {
    ...URL_OPTION,
    ...KEY_OPTION,
    format: { type: "string", value: "F", help: "the format of the files, where it is not recognized" },
    map: {
      type: "string",
      value: "KEY=VALUE",
      multiple: true,
      help: "what the source does not state: suite, suiteVersion, scenario, tier, agent, model, variant, batchId, startedAt or synthetic; or total, how many tasks there were; what it states stays. Repeat it for several keys",
    },
    "allow-partial": { type: "boolean", help: "send what there is of files that hold fewer runs than they state" },
    "dry-run": {
      type: "boolean",
      help: "say what would become of the runs and send nothing; with --url, what that Worker has of them is compared as well",
    },
    out: { type: "string", value: "FILE", help: "with --dry-run: write what would go in to FILE, as NDJSON" },
    report: { type: "string", value: "FILE", help: "write every refused line to FILE, as NDJSON" },
  },
  notes: "Exit code: 0 all runs are in, 1 some are not or a file cannot be read, 2 wrong usage, 130 stopped.",
  takesFiles: true,
  run: async ({ values, files }, context) => {
    if (files.length === 0) throw new UsageError("FILE is missing");
    const { format, out } = values;
    if (format !== undefined) requireOneOf("--format", format, [RUN_LINES, ...IMPORTERS.map((one) => one.format)]);
    const isDry = values["dry-run"] === true;
    if (out !== undefined && !isDry) throw new UsageError("--out goes with --dry-run");
    const mapping = readMapping(values.map ?? []);
    keepHeapSmall();
    // Many patient retries: a Worker that is restarted meanwhile costs a wait, not the import.
    const client = clientFor(context, values, { timeoutMs: 60_000, retries: 8 });
    const asked = isDry && values.url === undefined ? undefined : client;
    if (asked !== undefined) await requireWorker(asked, context.signal);
    const report = await reportRefusals(values.report === undefined ? undefined : typedPath(context, values.report));
    const allowPartial = values["allow-partial"] === true;
    await using scratch = new ScratchFolder();
    const options = { report, format, mapping, allowPartial, scratch };
    return await tellFailure(isDry, async () =>
      isDry
        ? await importDry(context, files, options, { asked, out })
        : await importFiles(context, files, submitTo(client), { ...options, client }),
    );
  },
});

const importDry = async (
  context: Context,
  files: readonly string[],
  options: Omit<ImportOptions, "client">,
  { asked, out }: { asked: WorkerClient | undefined; out: string | undefined },
): Promise<number> => {
  const ask = asked && askWorker(asked);
  const importTo = (submit: Submit) => importFiles(context, files, submit, { ...options, client: undefined });
  if (out === undefined) return await importTo(dryRun({ ask }));
  await using file = await open(typedPath(context, out), "w");
  return await importTo(dryRun({ ask, write: async (text) => void (await file.write(text)) }));
};

/** What stops an import on its way: what was sent until then is in. */
const tellFailure = async (isDry: boolean, work: () => Promise<number>): Promise<number> => {
  try {
    return await work();
  } catch (error) {
    const isKnown = error instanceof InterruptedError || error instanceof CliError || error instanceof WorkerError;
    if (!isKnown || error instanceof UsageError) throw error;
    throw new CliError(
      isDry ? error.message : `${error.message}\nnot everything was sent: it is safe to send it again`,
      error instanceof CliError ? error.exitCode : 1,
      { cause: error },
    );
  }
};

if (import.meta.main) await runHere(command);
