import { open } from "node:fs/promises";
import { WorkerError } from "#client/errors.ts";
import { CliError, UsageError } from "./command/cli-error.ts";
import { clientFor, KEY_HELP, KEY_OPTION, requireWorker, URL_HELP, URL_OPTION } from "./command/connect.ts";
import { InterruptedError, interruptedSignal } from "./command/interruption.ts";
import { typedPath } from "./command/project.ts";
import { runCommand } from "./command/run-command.ts";
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

const HELP = `
npm run import -- [options] FILE|DIR…

Sends runs to a Worker. A FILE is NDJSON, one run a line, or what another harness has written; as it is or packed by gzip. - is the
standard input, for NDJSON alone. Of a DIR, all files of results within are taken.
Sending a file again is safe: runs that are there already count as duplicates.

${URL_HELP}
${KEY_HELP}
  --format F      what the files are, where that is not recognized (default: recognized file by file):
${formats()}
  --map KEY=VALUE what the source does not state: suite, suiteVersion, scenario, tier, agent, model, variant, batchId, startedAt,
                  synthetic. What it states stays. As often as there are keys
  --dry-run       check the runs against the contract and send nothing
  --out FILE      with --dry-run: write what would go in to FILE, as NDJSON
  --report FILE   write every refused line to FILE, as NDJSON
  -h, --help      this

Exit code: 0 all runs are in, 1 some are not or a file cannot be read, 2 wrong usage, 130 stopped.
`;

function formats(): string {
  const all = [{ format: RUN_LINES, title: "runs as they are submitted, one a line" }, ...IMPORTERS];
  return all.map(({ format, title }) => `                    ${format.padEnd(20)} ${title}`).join("\n");
}

await runCommand({
  name: "import",
  help: HELP,
  takesFiles: true,
  options: {
    ...URL_OPTION,
    ...KEY_OPTION,
    format: { type: "string" },
    map: { type: "string", multiple: true },
    "dry-run": { type: "boolean" },
    out: { type: "string" },
    report: { type: "string" },
  },
  run: async ({ values, files }) => {
    if (files.length === 0) throw new UsageError("no file given");
    const { format, out } = values;
    if (format !== undefined && format !== RUN_LINES && importerOf(format) === undefined) {
      throw new UsageError(
        `--format must be one of ${[RUN_LINES, ...IMPORTERS.map((one) => one.format)].join(", ")}: ${format}`,
      );
    }
    const dryRun = values["dry-run"] === true;
    if (out !== undefined && !dryRun) throw new UsageError("--out goes with --dry-run");
    const mapping = readMapping(values.map ?? []);
    const sources = await findSources(files);
    const signal = interruptedSignal();
    // Many patient retries: a Worker that is restarted meanwhile costs a wait, not the import.
    const client = clientFor(values, { timeoutMs: 60_000, retries: 8 });
    if (!dryRun) await requireWorker(client, signal);
    const report = await reportRefusals(values.report === undefined ? undefined : typedPath(values.report));
    const options = { report, signal, dryRun, format, mapping };
    if (!dryRun) return await importAll(sources, submitTo(client), options);
    if (out === undefined) return await importAll(sources, validateOnly, options);
    await using file = await open(typedPath(out), "w");
    return await importAll(
      sources,
      writeValid(async (text) => void (await file.write(text))),
      options,
    );
  },
});

interface ImportOptions {
  report: RefusalReport;
  signal: AbortSignal;
  dryRun: boolean;
  format: string | undefined;
  mapping: Mapping;
}

async function importAll(
  sources: Source[],
  submit: Submit,
  { report, signal, dryRun, format, mapping }: ImportOptions,
): Promise<number> {
  const totals: Totals = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  const start = performance.now();
  const progress = showProgress(totalSize(sources));
  const broken: string[] = [];
  const foreign: string[] = [];
  let failure: unknown;
  try {
    await importSources(sources, {
      submit,
      signal,
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
  for (const line of broken) console.error(line);
  for (const line of foreign) console.log(line);
  printSummary(totals, report, { dryRun, seconds: (performance.now() - start) / 1000 });
  if (failure instanceof InterruptedError || failure instanceof CliError || failure instanceof WorkerError) {
    throw new CliError(
      dryRun ? failure.message : `${failure.message}\nnot everything was sent: sending it again is safe`,
      failure instanceof CliError ? failure.exitCode : 1,
      { cause: failure },
    );
  }
  if (failure !== undefined) throw failure;
  return totals.conflicts + totals.rejected + broken.length > 0 ? 1 : 0;
}
