import { WorkerError } from "#client/errors.ts";
import { WorkerClient } from "#client/worker-client.ts";
import { CliError, UsageError } from "./command/cli-error.ts";
import { InterruptedError, interruptedSignal } from "./command/interruption.ts";
import { typedPath } from "./command/project.ts";
import { runCommand } from "./command/run-command.ts";
import { type Submit, submitTo, type Totals, validateOnly } from "./import/import-runs.ts";
import { importSources, totalSize } from "./import/import-sources.ts";
import { printSummary } from "./import/print-summary.ts";
import { type Source, sourcesOf } from "./import/read-file.ts";
import { type RefusalReport, reportRefusals } from "./import/report-refusals.ts";
import { showProgress } from "./import/show-progress.ts";
import { DEFAULT_URL, keyFor } from "./local/local-worker.ts";

const HELP = `
npm run import -- [options] FILE…

Sends runs to a Worker. A FILE is NDJSON, one run a line, as it is or packed by gzip; - is the standard input.
Sending a file again is safe: runs that are there already count as duplicates.

  --url URL       the Worker (default: ZE_BENCHMARKS_WORKER_URL, else ${DEFAULT_URL})
  --key KEY       its key (default: ZE_BENCHMARKS_API_KEY, else for a Worker on this machine the key of local development)
  --dry-run       check the lines against the contract and send nothing
  --report FILE   write every refused line to FILE, as NDJSON
  -h, --help      this

Exit code: 0 all runs are in, 1 some are not, 2 wrong usage, 130 stopped.
`;

await runCommand({
  name: "import",
  help: HELP,
  takesFiles: true,
  options: {
    url: { type: "string" },
    key: { type: "string" },
    "dry-run": { type: "boolean" },
    report: { type: "string" },
  },
  run: async ({ values, files }) => {
    if (files.length === 0) throw new UsageError("no file given");
    const sources = await sourcesOf(files);
    const url = values.url ?? process.env["ZE_BENCHMARKS_WORKER_URL"] ?? DEFAULT_URL;
    if (!URL.canParse(url)) throw new UsageError(`--url must be a URL such as ${DEFAULT_URL}: ${url}`);
    const signal = interruptedSignal();
    const dryRun = values["dry-run"] === true;
    // Many patient retries: a Worker that is restarted meanwhile costs a wait, not the import.
    const client = new WorkerClient({ url, key: values.key ?? keyFor(url), timeoutMs: 60_000, retries: 8 });
    if (!dryRun) await checkHealth(client, signal);
    const report = await reportRefusals(values.report === undefined ? undefined : typedPath(values.report));
    return await importAll(sources, dryRun ? validateOnly : submitTo(client), { report, signal, dryRun });
  },
});

async function checkHealth(client: WorkerClient, signal: AbortSignal): Promise<void> {
  try {
    const { database } = await client.health({ signal });
    if (!database) throw new CliError(`the Worker at ${client.url} answers, but its database does not`);
  } catch (cause) {
    if (!(cause instanceof WorkerError)) throw cause;
    throw new CliError(`${cause.message}\nstart a Worker here with npm start, or name another with --url`, 1, {
      cause,
    });
  }
}

async function importAll(
  sources: Source[],
  submit: Submit,
  { report, signal, dryRun }: { report: RefusalReport; signal: AbortSignal; dryRun: boolean },
): Promise<number> {
  const totals: Totals = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  const start = performance.now();
  const progress = showProgress(totalSize(sources));
  let failure: unknown;
  try {
    await importSources(sources, { submit, signal, totals, progress, onRefused: report.add });
  } catch (error) {
    failure = error;
  }
  progress.finish();
  await report.close();
  printSummary(totals, report, { dryRun, seconds: (performance.now() - start) / 1000 });
  if (failure instanceof InterruptedError || failure instanceof CliError || failure instanceof WorkerError) {
    throw new CliError(
      dryRun ? failure.message : `${failure.message}\nnot everything was sent: sending it again is safe`,
      failure instanceof CliError ? failure.exitCode : 1,
      { cause: failure },
    );
  }
  if (failure !== undefined) throw failure;
  return totals.conflicts + totals.rejected > 0 ? 1 : 0;
}
