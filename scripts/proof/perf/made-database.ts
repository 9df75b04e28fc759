import { join } from "node:path";
import { SnapshotIndexSchema } from "#contract/snapshot/snapshot.ts";
import { formatCount } from "#words/numbers.ts";
import { CliError } from "../../command/cli-error.ts";
import { showProgress } from "../../import/show-progress.ts";
import { applyMigrations } from "../../local/apply-migrations.ts";
import { findFreePort } from "../../local/ports.ts";
import { type RunningWorker, startWorker } from "../../local/worker-process.ts";
import type { Names } from "./endpoints.ts";
import { importLines, requireAll } from "./import-lines.ts";
import { madeRuns } from "./made-runs.ts";

/** How many scenarios the made board has; the entries follow from the number of cells. */
const SCENARIOS = 500;

/** What requests ask for of it. */
export const BOARD_NAMES: Names = {
  suite: "perf",
  scenario: "scenario__scenario-0",
  tier: "L1",
  agent: "agent-0",
  model: "model-0",
  evaluator: "tests",
  runId: "perf:entry-0:scenario-0:0",
  batches: ["perf:entry-0", "perf:entry-1"],
  entries: ["agent-0~model-0", "agent-1~model-1"],
};

/** The runs of a board of so many cells, one each, as lines, without the first. */
export function* linesOf(cells: number, without = 0): Generator<string> {
  let number = 0;
  for (const run of madeRuns({ entries: cells / SCENARIOS, scenarios: SCENARIOS })) {
    number += 1;
    if (number > without) yield JSON.stringify(run);
  }
}

/** Imports lines into a Worker, with a line of progress every few seconds. */
export const load = async (
  worker: RunningWorker,
  lines: Iterable<string>,
  count: number,
  signal: AbortSignal,
): Promise<void> => {
  console.log(`\nloading ${formatCount(count)} runs`);
  const progress = showProgress(undefined, process.stdout);
  const totals = await importLines(worker, lines, signal, (sent) => progress.update(0, sent));
  progress.finish();
  requireAll("accepted", totals, count);
};

/** What the snapshot consists of, once every pending part is made, which takes a request each: its id and the name of a part. */
export const settleParts = async ({ url }: RunningWorker): Promise<{ snapshotId: string; partId: string }> => {
  for (;;) {
    const index = SnapshotIndexSchema.parse(await (await fetch(`${url}/api/snapshot`)).json());
    const { id = "", pending = [], suites } = index;
    if (pending.length === 0) return { snapshotId: id, partId: suites[0]?.parts?.[0] ?? suites[0]?.list ?? "" };
    for (const name of pending) await (await fetch(`${url}/api/snapshot/parts/${name}`)).arrayBuffer();
  }
};

/**
 * Makes sure that a database of so many cells, one run each, is in the folder, and gives where: one of an earlier measurement is taken
 * again, or finished.
 */
export const makeDatabase = async (
  cells: number,
  { folder, signal }: { folder: string; signal: AbortSignal },
): Promise<{ persist: string; assets: string }> => {
  const persist = join(folder, `memory-${cells}`);
  const made = { persist, assets: `${persist}-site` };
  await applyMigrations(persist, signal);
  const worker = await startWorker({ port: await findFreePort(), ...made, signal });
  try {
    const { results } = await worker.client.getStats({ days: "all" });
    if (results > cells) throw new CliError(`${persist} holds ${results} runs: remove it, it is made anew`);
    if (results < cells) await load(worker, linesOf(cells, results), cells - results, signal);
    await settleParts(worker);
    return made;
  } finally {
    await worker.stop();
  }
};
