import { rm } from "node:fs/promises";
import { join } from "node:path";
import { SnapshotIndexSchema } from "#contract/snapshot/snapshot.ts";
import { CliError } from "../../command/cli-error.ts";
import { localKey } from "../../command/local-worker.ts";
import { startFreshWorker } from "../../local/fresh-worker.ts";
import type { RunningWorker } from "../../local/worker-process.ts";
import type { Figure } from "./figures.ts";
import { importLines, requireAll } from "./import-lines.ts";
import { madeRuns } from "./made-runs.ts";
import { costOf } from "./request-cost.ts";
import { writeWithSqlite } from "./write-with-sqlite.ts";

/** How many runs are sent one by one, to be compared with sending them together. */
const SINGLE_RUNS = 200;

const get = (worker: RunningWorker, path: string, headers: Record<string, string> = {}) =>
  fetch(`${worker.url}${path}`, { headers });

const submit = (worker: RunningWorker, run: unknown): Promise<Response> =>
  fetch(`${worker.url}/api/results`, {
    method: "POST",
    headers: { authorization: `Bearer ${localKey()}`, "content-type": "application/json" },
    body: JSON.stringify(run),
  });

/** Has every pending part made; gives the rows that this read, and how many requests it took. */
const makeSnapshot = async (worker: RunningWorker): Promise<{ rowsRead: number; requests: number }> => {
  const cost = { rowsRead: 0, requests: 0 };
  const ask = async (path: string) => {
    const response = await get(worker, path);
    cost.requests += 1;
    cost.rowsRead += costOf(response).rowsRead;
    return response;
  };
  for (;;) {
    const { pending = [] } = SnapshotIndexSchema.parse(await (await ask("/api/snapshot")).json());
    if (pending.length === 0) return cost;
    for (const name of pending) await (await ask(`/api/snapshot/parts/${name}`)).arrayBuffer();
  }
};

/** Sends runs one by one, one after the other; gives how many a second, and the rows that the last one wrote, all of whose names are known. */
const submitSingly = async (worker: RunningWorker) => {
  const runs = [...madeRuns({ entries: 1, scenarios: SINGLE_RUNS / 2, trials: 2 })].map((run) => ({
    ...run,
    runId: `single:${run.runId}`,
  }));
  const start = performance.now();
  let rowsWritten = Number.NaN;
  for (const run of runs) {
    const response = await submit(worker, run);
    if (!response.ok) throw new CliError(`a single run was refused: ${response.status} ${await response.text()}`);
    rowsWritten = costOf(response).rowsWritten;
  }
  return { perSecond: SINGLE_RUNS / ((performance.now() - start) / 1000), rowsWritten };
};

interface WorkerOptions {
  /** Where databases and the site may be made. */
  folder: string;
  signal: AbortSignal;
}

/** Starts a Worker with an empty database; whatever the folder held is gone. */
export const startEmptyWorker = async ({ folder, signal }: WorkerOptions): Promise<RunningWorker> => {
  await rm(folder, { recursive: true, force: true });
  return await startFreshWorker(folder, signal);
};

/** Has the whole snapshot made and reads its index twice; gives the snapshot's id, and what that cost. */
const measureSnapshot = async (worker: RunningWorker): Promise<{ id: string | undefined; figures: Figure[] }> => {
  const { rowsRead, requests } = await makeSnapshot(worker);
  const index = await get(worker, "/api/snapshot");
  const { id, cells, suites, batches } = SnapshotIndexSchema.parse(await index.json());
  const parts = suites.reduce((count, suite) => count + (suite.parts?.length ?? 0), batches.length);
  const unchanged = await get(worker, "/api/snapshot", { "if-none-match": `"${id}"` });
  if (unchanged.status !== 304) throw new CliError(`the snapshot was not known again: ${unchanged.status}`);
  const readPerPart = (name: string, response: Response): Figure => ({
    name: `GET /api/snapshot${name}, rows read against the parts`,
    value: costOf(response).rowsRead / parts,
    unit: "×",
    atMost: 4,
  });
  const figures: Figure[] = [
    { name: "cells", value: cells, unit: "cells" },
    { name: "parts of the snapshot", value: parts, unit: "parts" },
    { name: "the whole snapshot made, requests", value: requests, unit: "requests" },
    { name: "the whole snapshot made, rows read against the cells", value: rowsRead / cells, unit: "×", atMost: 4 },
    readPerPart("", index),
    readPerPart(" answered 304", unchanged),
  ];
  return { id, figures };
};

/**
 * Measures writing and reading: the import against Node's own SQLite and against single requests, and the rows that a snapshot and a
 * 304 read. Takes an empty Worker; `lines` are the run payloads.
 */
export const measureDatabase = async (
  worker: RunningWorker,
  lines: readonly string[],
  { folder, signal }: WorkerOptions,
): Promise<Figure[]> => {
  const first = await importLines(worker, lines, signal);
  requireAll("accepted", first, lines.length);
  const { id, figures } = await measureSnapshot(worker);
  const again = await importLines(worker, lines, signal);
  requireAll("duplicates", again, lines.length);
  const afterwards = SnapshotIndexSchema.parse(await (await get(worker, "/api/snapshot")).json());
  if (afterwards.id !== id) throw new CliError("the snapshot's id changed by duplicates");

  const single = await submitSingly(worker);
  // At last: it keeps this process busy for so long that the Worker closes its connections, which the next request would not notice.
  const sqliteSeconds = await writeWithSqlite(lines, join(folder, "baseline.sqlite"));
  return [
    { name: "runs imported", value: lines.length, unit: "runs" },
    { name: "import, runs a second", value: lines.length / first.seconds, unit: "runs/s" },
    {
      name: "import, time against node:sqlite with the same schema",
      value: first.seconds / sqliteSeconds,
      unit: "×",
      atMost: 4,
    },
    { name: "import of the same again, time against the first", value: again.seconds / first.seconds, unit: "×" },
    ...figures,
    {
      name: "import, runs a second against one POST a run",
      value: lines.length / first.seconds / single.perSecond,
      unit: "×",
    },
    { name: "one POST a run, one after the other", value: single.perSecond, unit: "runs/s" },
    {
      name: "POST /api/results, rows written for a run with telemetry and one evaluation",
      value: single.rowsWritten,
      unit: "rows",
      atMost: 15,
    },
  ];
};

/** Whether a snapshot's cost follows the cells alone: rows read at three trials a cell against one, over the same cells. */
export const measureTrials = async ({ folder, signal }: WorkerOptions): Promise<Figure[]> => {
  const worker = await startFreshWorker(folder, signal, "trials");
  try {
    const rowsRead = async (trials: number) => {
      const lines = [...madeRuns({ entries: 20, scenarios: 50, trials })].map((run) => JSON.stringify(run));
      await importLines(worker, lines, signal);
      return (await makeSnapshot(worker)).rowsRead;
    };
    const once = await rowsRead(1);
    const thrice = await rowsRead(3);
    return [
      {
        name: "the whole snapshot made, rows read at three trials a cell against one",
        value: thrice / once,
        unit: "×",
        atMost: 1,
        atLeast: 1,
      },
    ];
  } finally {
    await worker.stop();
  }
};
