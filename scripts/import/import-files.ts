import type { WorkerClient } from "#client/worker-client.ts";
import { formatCounted } from "#words/numbers.ts";
import type { Context } from "../command/context.ts";
import type { CollectedFile } from "./collected-files.ts";
import { excludeInvalidated, type Invalidated } from "./exclude-invalidated.ts";
import { findInputs } from "./find-inputs.ts";
import type { Mapping } from "./formats/importer.ts";
import { groupBy } from "./group-by.ts";
import { ImportedBatches } from "./import-batches.ts";
import type { Submit, Totals } from "./import-runs.ts";
import { type Imported, importSources } from "./import-sources.ts";
import { printSummary } from "./print-summary.ts";
import { type Problem, problemLines } from "./problems.ts";
import type { Source } from "./reading/read-file.ts";
import type { RefusalReport } from "./report-refusals.ts";
import type { ScratchFolder } from "./scratch-folder.ts";
import { showProgress } from "./show-progress.ts";
import { statedSuites, stateSuites } from "./state-suites.ts";

export interface ImportOptions {
  /** The Worker that is told what else there is to say of the runs; undefined in a dry run. */
  client: WorkerClient | undefined;
  report: RefusalReport;
  format: string | undefined;
  mapping: Mapping;
  allowPartial: boolean;
  scratch: ScratchFolder;
}

/** Imports files by their names, and prints what became of them; gives the exit code. */
export const importFiles = async (
  context: Context,
  names: readonly string[],
  submit: Submit,
  options: ImportOptions,
): Promise<number> => {
  const { report, client, scratch, allowPartial, mapping } = options;
  const { signal, print, warn } = context;
  const { sources, repeated } = await findInputs(context, names, scratch);
  const totals: Totals = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  const start = performance.now();
  const progress = showProgress(totalSize(sources), context.stdout);
  const batches = new ImportedBatches();
  const broken: Problem[] = [];
  const partial: Problem[] = [];
  let imported: Imported | undefined;
  let said = { excluded: 0, suites: 0 };
  try {
    imported = await importSources(sources, {
      ...options,
      signal,
      submit,
      totals,
      progress,
      onRefused: (refusal, place) => {
        report.add(refusal);
        batches.refuse(place);
      },
      onTaken: (place) => batches.take(place),
      onBroken: (problem) => broken.push(problem),
      onPartial: (problem) => partial.push(problem),
    });
    if (client) said = await finish(client, imported, { batches, mapping, signal });
  } finally {
    progress.finish();
    await report.close();
    for (const line of problemLines([...broken, ...partial])) warn(line);
    if (repeated > 0) print(`${formatCounted(repeated, "file")} named more than once: taken once`);
    for (const line of describeTwice(imported?.heldTwice ?? [])) print(line);
    for (const line of describeFiles(imported?.files ?? [])) print(line);
    const invalid = client ? said.excluded : (imported?.invalidated.length ?? 0);
    if (invalid > 0) print(`${formatCounted(invalid, "run")} excluded, since their source declares them invalid`);
    if (said.suites > 0) print(`${formatCounted(said.suites, "suite")} described as their sources state them`);
    printSummary(context, totals, report, { isDry: client === undefined, seconds: (performance.now() - start) / 1000 });
  }
  const isPartial = partial.length > 0 && !allowPartial;
  return totals.conflicts + totals.rejected + broken.length > 0 || isPartial ? 1 : 0;
};

interface Finishing {
  batches: ImportedBatches;
  mapping: Mapping;
  signal: AbortSignal;
}

/** Says what there is to say once all runs are in; gives how many runs it excluded, and of how many suites it said what they consist of. */
const finish = async (
  client: WorkerClient,
  { files, invalidated }: Imported,
  { batches, mapping, signal }: Finishing,
): Promise<{ excluded: number; suites: number }> => {
  await batches.complete(client, files, signal);
  const suites = await stateSuites(client, statedSuites(files, mapping), signal);
  return { suites, excluded: await excludeInvalidated(client, invalidated satisfies Invalidated[], signal) };
};

/** A line a format: its file, or how many there are, and their runs. */
const describeFiles = (files: readonly CollectedFile[]): string[] =>
  [...groupBy(files, ({ importer }) => importer.title)].map(([title, ofFormat]) => {
    const runs = ofFormat.reduce((sum, { drafts }) => sum + drafts, 0);
    const [only, ...more] = ofFormat;
    const where = more.length === 0 ? only?.name : formatCounted(ofFormat.length, "file");
    return `${where}: ${title}, ${formatCounted(runs, "run")}`;
  });

/** A line a file that was left out, or one for all where they are many. */
const describeTwice = (files: readonly CollectedFile[]): string[] =>
  problemLines(
    files.map(({ name: file }) => ({
      file,
      say: (name) => `left out, since other files have the same results: ${name}`,
    })),
  );

/** The size of all, in bytes as they are stored; undefined if it is unknown of any. */
const totalSize = (sources: readonly Source[]): number | undefined => {
  let total = 0;
  for (const { size } of sources) {
    if (size === undefined) return undefined;
    total += size;
  }
  return total;
};
