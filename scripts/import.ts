import { open } from "node:fs/promises";
import { WorkerError } from "#client/errors.ts";
import { CliError, UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, KEY_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import { type Context, typedPath } from "./command/context.ts";
import { InterruptedError } from "./command/interruption.ts";
import { runHere } from "./command/run-command.ts";
import type { Mapping } from "./import/formats/importer.ts";
import { IMPORTERS, importerOf } from "./import/formats/registry.ts";
import { type Submit, submitTo, type Totals, validateOnly, writeValid } from "./import/import-runs.ts";
import { importSources, RUN_LINES, totalSize } from "./import/import-sources.ts";
import { printSummary } from "./import/print-summary.ts";
import { readMapping } from "./import/read-mapping.ts";
import { findSources } from "./import/reading/find-sources.ts";
import type { Source } from "./import/reading/read-file.ts";
import { type RefusalReport, reportRefusals } from "./import/report-refusals.ts";
import { showProgress } from "./import/show-progress.ts";

const formats = (): string =>
  [{ format: RUN_LINES, title: "runs as they are submitted, one a line" }, ...IMPORTERS]
    .map(({ format, title }) => `  ${format.padEnd(22)} ${title}`)
    .join("\n");

export const command = defineCommand({
  name: "import",
  usage: ["[options] FILE|DIR…"],
  about: () => `
Sends runs to a Worker. A FILE is NDJSON, one run a line, or what another harness has written; as it is or packed by gzip. - is the standard input, for NDJSON alone. Of a DIR, all files of results in it are taken. It is safe to send a file again: runs that are there already count as duplicates.

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
      help: "what the source does not state: suite, suiteVersion, scenario, tier, agent, model, variant, batchId, startedAt or synthetic; what it states stays. Repeat it for several keys",
    },
    "dry-run": { type: "boolean", help: "check the runs against the contract and send nothing" },
    out: { type: "string", value: "FILE", help: "with --dry-run: write what would go in to FILE, as NDJSON" },
    report: { type: "string", value: "FILE", help: "write every refused line to FILE, as NDJSON" },
  },
  notes: "Exit code: 0 all runs are in, 1 some are not or a file cannot be read, 2 wrong usage, 130 stopped.",
  takesFiles: true,
  run: async ({ values, files }, context) => {
    if (files.length === 0) throw new UsageError("FILE is missing");
    const { format, out } = values;
    if (format !== undefined && format !== RUN_LINES && importerOf(format) === undefined) {
      throw new UsageError(
        `--format must be one of ${[RUN_LINES, ...IMPORTERS.map((one) => one.format)].join(", ")}: ${format}`,
      );
    }
    const dryRun = values["dry-run"] === true;
    if (out !== undefined && !dryRun) throw new UsageError("--out goes with --dry-run");
    const mapping = readMapping(values.map ?? []);
    const sources = await findSources(context, files);
    const { signal } = context;
    // Many patient retries: a Worker that is restarted meanwhile costs a wait, not the import.
    const client = clientFor(context, values, { timeoutMs: 60_000, retries: 8 });
    if (!dryRun) await requireWorker(client, signal);
    const report = await reportRefusals(values.report === undefined ? undefined : typedPath(context, values.report));
    const options = { report, dryRun, format, mapping };
    if (!dryRun) return await importAll(context, sources, submitTo(client), options);
    if (out === undefined) return await importAll(context, sources, validateOnly, options);
    await using file = await open(typedPath(context, out), "w");
    return await importAll(
      context,
      sources,
      writeValid(async (text) => void (await file.write(text))),
      options,
    );
  },
});

interface ImportOptions {
  report: RefusalReport;
  dryRun: boolean;
  format: string | undefined;
  mapping: Mapping;
}

async function importAll(
  context: Context,
  sources: Source[],
  submit: Submit,
  { report, dryRun, format, mapping }: ImportOptions,
): Promise<number> {
  const totals: Totals = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  const start = performance.now();
  const progress = showProgress(totalSize(sources), context.stdout);
  const broken: string[] = [];
  const foreign: string[] = [];
  let failure: unknown;
  try {
    await importSources(sources, {
      submit,
      signal: context.signal,
      totals,
      progress,
      format,
      mapping,
      onRefused: report.add,
      onBroken: (message) => broken.push(message),
      onForeign: (file, title, runs) =>
        foreign.push(`${file}: ${title}, ${runs.toLocaleString("en")} ${runs === 1 ? "run" : "runs"}`),
    });
  } catch (error) {
    failure = error;
  }
  progress.finish();
  await report.close();
  for (const line of broken) context.warn(line);
  for (const line of foreign) context.print(line);
  printSummary(context, totals, report, { dryRun, seconds: (performance.now() - start) / 1000 });
  if (failure instanceof InterruptedError || failure instanceof CliError || failure instanceof WorkerError) {
    throw new CliError(
      dryRun ? failure.message : `${failure.message}\nnot everything was sent: it is safe to send it again`,
      failure instanceof CliError ? failure.exitCode : 1,
      { cause: failure },
    );
  }
  if (failure !== undefined) throw failure;
  return totals.conflicts + totals.rejected + broken.length > 0 ? 1 : 0;
}

if (import.meta.main) await runHere(command);
