import { join } from "node:path";
import { max } from "d3-array";
import { SnapshotIndexSchema } from "#contract/snapshot/snapshot.ts";
import { CliError } from "../../command/cli-error.ts";
import { localKey } from "../../command/local-worker.ts";
import { applyMigrations } from "../../local/apply-migrations.ts";
import { findFreePort } from "../../local/ports.ts";
import { type RunningWorker, startWorker } from "../../local/worker-process.ts";
import { type Figure, numberText } from "./figures.ts";
import { importLines, requireAll } from "./import-lines.ts";
import { Inspector } from "./inspector.ts";
import { madeRuns } from "./made-runs.ts";
import { costOf } from "./request-cost.ts";

/** How many scenarios the made board has; the entries follow from the number of cells. */
const SCENARIOS = 500;

/** What a Worker may hold: production gives 128 MB to heap and buffers together. */
const MOST_HEAP = 64;
const MOST_BUFFERS = 32;

/** How often the Worker is asked what it holds, in milliseconds. */
const LOOK_MS = 5;

/** How long a request may take, in milliseconds: one that a Worker did not survive is answered by none. */
const REQUEST_MS = 60_000;

/** What a request took. */
export interface MemoryMeasurement {
  request: string;
  status: number;
  rowsRead: number;
  /** Megabytes at the most, while the request was answered. */
  heap: number;
  buffers: number;
  /** Milliseconds that the Worker computed, waiting for the processor included. */
  computed: number;
}

/** A request to measure. */
interface Request {
  path: string;
  lines?: string;
}

const pathsOf = (part: string): Request[] =>
  [
    ...["/api/stats?days=all", "/api/stats/agents", "/api/stats/agents?suite=perf", "/api/stats/models"],
    ...["/api/stats/suites/perf", "/api/stats/scenarios/perf/scenario__scenario-0", "/api/stats/evaluators"],
    ...["/api/stats/evaluators/tests/trends?days=all", "/api/compare?suite=perf&a=agent-0~model-0&b=agent-1~model-1"],
    ...[
      "/api/plan?suite=perf&entry=agent-1~model-1",
      "/api/batches?limit=1000",
      "/api/batches?sortBy=score&limit=1000",
    ],
    ...["/api/batches/perf:entry-0", "/api/batches/perf:entry-0/analytics"],
    ...[
      "/api/batches/compare?ids=perf:entry-0,perf:entry-1",
      "/api/runs?limit=1000",
      "/api/runs?limit=1000&suite=perf",
    ],
    ...["/api/runs?limit=1000&outcome=timeout", "/api/export/runs.ndjson", "/api/export/runs.csv", "/api/decisions"],
    ...["/api/suites", "/api/boards/perf", "/api/snapshot", "/api/snapshot?settle=true", `/api/snapshot/parts/${part}`],
  ].map((path) => ({ path }));

/** Thousands of lines that are here already, and as many that say something else of the same runs. */
const bulksOf = (lines: readonly string[]): Request[] =>
  [lines, lines.map((line) => line.replace('"status":"completed"', '"status":"failed"'))].map((own) => ({
    path: "/api/results/bulk",
    lines: own.join("\n"),
  }));

const send = (worker: RunningWorker, { path, lines }: Request): Promise<Response> =>
  lines === undefined
    ? fetch(`${worker.url}${path}`, { signal: AbortSignal.timeout(REQUEST_MS) })
    : fetch(`${worker.url}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${localKey()}`, "content-type": "application/x-ndjson" },
        body: lines,
        signal: AbortSignal.timeout(REQUEST_MS),
      });

/** Sends a request and looks at the Worker until the answer is whole. */
const measure = async (worker: RunningWorker, inspector: Inspector, request: Request): Promise<MemoryMeasurement> => {
  await inspector.startProfile();
  const held: { usedSize: number; backingStorageSize: number }[] = [];
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      held.push(await inspector.heapUsage());
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  })();
  const response = await send(worker, request);
  await response.arrayBuffer();
  isOver = true;
  await looking;
  const megabytes = (of: (usage: (typeof held)[number]) => number) => (max(held, of) ?? Number.NaN) / 1e6;
  return {
    request: `${request.lines === undefined ? "GET" : "POST"} ${request.path}`,
    status: response.status,
    rowsRead: costOf(response).rowsRead,
    heap: megabytes(({ usedSize }) => usedSize),
    buffers: megabytes(({ backingStorageSize }) => backingStorageSize),
    computed: await inspector.stopProfile(),
  };
};

function* linesOf(cells: number): Generator<string> {
  for (const run of madeRuns({ entries: cells / SCENARIOS, scenarios: SCENARIOS })) yield JSON.stringify(run);
}

/** Makes sure that a database of so many cells is there: one of an earlier measurement is taken again. */
const prepare = async (persist: string, cells: number, signal: AbortSignal): Promise<void> => {
  await applyMigrations(persist, signal);
  const worker = await startWorker({ port: await findFreePort(), persist, assets: `${persist}-site`, signal });
  try {
    const { totalRuns } = await worker.client.getStats({ days: "all" });
    if (totalRuns === cells) return;
    if (totalRuns > 0) throw new CliError(`${persist} holds ${totalRuns} runs: remove it, it is made anew`);
    requireAll("accepted", await importLines(worker, linesOf(cells), signal), cells);
  } finally {
    await worker.stop();
  }
};

/** The present parts of a snapshot: has those made that are pending, which takes a request each. */
const aPart = async (worker: RunningWorker): Promise<string> => {
  for (;;) {
    const { pending = [], suites } = SnapshotIndexSchema.parse(
      await (await fetch(`${worker.url}/api/snapshot`)).json(),
    );
    if (pending.length === 0) return suites[0]?.parts?.[0] ?? suites[0]?.list ?? "";
    for (const name of pending) await (await fetch(`${worker.url}/api/snapshot/parts/${name}`)).arrayBuffer();
  }
};

/**
 * Measures what requests take in a Worker whose heap is limited, over a made board of so many cells, one run each. A Worker that needs more
 * ends, and so does the measurement, with the request that ended it. `folder` keeps the database for the next time.
 */
export const measureMemory = async (
  cells: number,
  { folder, signal }: { folder: string; signal: AbortSignal },
): Promise<MemoryMeasurement[]> => {
  const persist = join(folder, `memory-${cells}`);
  await prepare(persist, cells, signal);
  const inspectorPort = await findFreePort();
  const measured = { inspectorPort, heapMegabytes: MOST_HEAP };
  const port = await findFreePort();
  const worker = await startWorker({ port, persist, assets: `${persist}-site`, measured, signal });
  try {
    const part = await aPart(worker);
    const inspector = await Inspector.open(inspectorPort);
    const measurements: MemoryMeasurement[] = [];
    for (const request of [...pathsOf(part), ...bulksOf([...linesOf(2_000)])]) {
      signal.throwIfAborted();
      const result = await measure(worker, inspector, request).catch((cause) => {
        throw new CliError(`the Worker did not survive ${request.path} of ${cells} cells`, 1, { cause });
      });
      measurements.push(result);
    }
    inspector.close();
    return measurements;
  } finally {
    await worker.stop();
  }
};

/** The most that any request took, with what it may take. */
export const figuresOfMemory = (cells: number, measurements: readonly MemoryMeasurement[]): Figure[] => [
  {
    name: `heap at the most, ${numberText(cells)} cells`,
    value: max(measurements, ({ heap }) => heap) ?? Number.NaN,
    unit: "MB",
    atMost: MOST_HEAP,
  },
  {
    name: `buffers at the most, ${numberText(cells)} cells`,
    value: max(measurements, ({ buffers }) => buffers) ?? Number.NaN,
    unit: "MB",
    atMost: MOST_BUFFERS,
  },
  {
    name: `failures, ${numberText(cells)} cells`,
    value: measurements.filter(({ status }) => status >= 500).length,
    unit: "requests",
    atMost: 0,
  },
];

/** A line for what a request took. */
export const formatMemory = ({ request, status, rowsRead, heap, buffers, computed }: MemoryMeasurement): string =>
  [
    `${heap.toFixed(1)} MB`.padStart(9),
    `${buffers.toFixed(1)} MB`.padStart(9),
    `${computed.toFixed(0)} ms`.padStart(9),
    numberText(rowsRead).padStart(8),
    ` ${status}`,
    ` ${request}`,
  ].join("");
