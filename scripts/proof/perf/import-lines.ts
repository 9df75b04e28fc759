import type { BulkSubmitted } from "#contract/runs/bulk.ts";
import { CliError } from "../../command/cli-error.ts";
import { chunkLines } from "../../import/chunk-lines.ts";
import { importRuns, submitTo, type Totals } from "../../import/import-runs.ts";
import type { RunningWorker } from "../../local/worker-process.ts";

/**
 * Imports lines as `npm run import` does; gives what became of them and the seconds it took. `onSent` is told, after each chunk, what
 * became of all so far.
 */
export const importLines = async (
  worker: RunningWorker,
  lines: Iterable<string>,
  signal: AbortSignal,
  onSent: (totals: Totals) => void = () => {},
): Promise<Totals & { seconds: number }> => {
  const totals: Totals = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  async function* numbered() {
    let number = 0;
    for (const line of lines) yield { number: ++number, bytes: Buffer.from(line) };
  }
  const start = performance.now();
  const source = { file: "made runs", chunks: chunkLines(numbered()), submit: submitTo(worker.client), signal };
  await importRuns(source, totals, { onRefused: () => {}, onSent: () => onSent(totals) });
  return { ...totals, seconds: (performance.now() - start) / 1000 };
};

/** CliError unless so many runs, that is all, were `what`. */
export const requireAll = (what: keyof BulkSubmitted & keyof Totals, totals: Totals, expected: number): void => {
  if (totals[what] !== expected) throw new CliError(`of ${expected} runs ${totals[what]} were ${what}`);
};
