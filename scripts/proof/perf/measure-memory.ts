import { max } from "d3-array";
import { CliError } from "../../command/cli-error.ts";
import { localKey } from "../../command/local-worker.ts";
import { findFreePort } from "../../local/ports.ts";
import { type RunningWorker, startWorker } from "../../local/worker-process.ts";
import { endpointsOf } from "./endpoints.ts";
import { type Figure, numberText } from "./figures.ts";
import { Inspector } from "./inspector.ts";
import { BOARD_NAMES, linesOf, makeDatabase, settleParts } from "./made-database.ts";
import { costOf } from "./request-cost.ts";

/** What a Worker may hold: production gives 128 MB to heap and buffers together. */
const MOST_HEAP = 64;
const MOST_BUFFERS = 32;

/** A day on which runs of the made board start. */
const MOMENT = Date.UTC(2026, 0, 10);

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
  headers?: Record<string, string>;
  lines?: string;
}

/** Thousands of lines that are here already, and as many that say something else of the same runs. */
const bulksOf = (lines: readonly string[]): Request[] =>
  [lines, lines.map((line) => line.replace('"status":"completed"', '"status":"failed"'))].map((own) => ({
    path: "/api/results/bulk",
    lines: own.join("\n"),
  }));

const send = (worker: RunningWorker, { path, headers, lines }: Request): Promise<Response> =>
  lines === undefined
    ? fetch(`${worker.url}${path}`, { ...(headers && { headers }), signal: AbortSignal.timeout(REQUEST_MS) })
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

/**
 * Measures what requests take in a Worker whose heap is limited, over a made board of so many cells, one run each. A Worker that needs more
 * ends, and so does the measurement, with the request that ended it. `folder` keeps the database for the next time.
 */
export const measureMemory = async (
  cells: number,
  { folder, signal }: { folder: string; signal: AbortSignal },
): Promise<MemoryMeasurement[]> => {
  const made = await makeDatabase(cells, { folder, signal });
  const inspectorPort = await findFreePort();
  const measured = { inspectorPort, heapMegabytes: MOST_HEAP };
  const port = await findFreePort();
  const worker = await startWorker({ port, ...made, measured, signal });
  try {
    const key = localKey() ?? "";
    const endpoints = endpointsOf(BOARD_NAMES, { ...(await settleParts(worker)), moment: MOMENT, key });
    const requests = endpoints.map(({ path, headers, needsKey }) => ({
      path,
      headers: { ...headers, ...(needsKey && { authorization: `Bearer ${key}` }) },
    }));
    const inspector = await Inspector.open(inspectorPort);
    const measurements: MemoryMeasurement[] = [];
    for (const request of [...requests, ...bulksOf([...linesOf(2_000)])]) {
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
