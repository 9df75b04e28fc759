import { gzipSync } from "node:zlib";
import { sum } from "d3-array";
import { fetchSnapshot, type PartStore, snapshotAt } from "#client/fetch-snapshot.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import { type Part, PartSchema } from "#contract/snapshot/parts.ts";
import type { RunningWorker } from "../../local/worker-process.ts";
import { partsInMemory } from "../../snapshots/parts-in-memory.ts";
import type { Figure } from "./figures.ts";
import { importLines, requireAll } from "./import-lines.ts";
import type { MadeRun } from "./made-runs.ts";
import { costOf } from "./request-cost.ts";

/** What fetching a snapshot cost. */
interface FetchCost {
  requests: number;
  /** Requests for the index, each of which reads a row a part. */
  indexes: number;
  rowsRead: number;
  /** Of the answers' bodies, gzipped. */
  bytes: number;
  seconds: number;
}

/** How many cells or batches a part holds. */
const sizeOf = (part: Part): number => {
  if (part.kind === "cells") return part.cells.scenario.length;
  return part.kind === "batches" ? part.batches.batchId.length : 0;
};

const fetchInto = async (store: PartStore, { url }: RunningWorker, signal: AbortSignal): Promise<FetchCost> => {
  const cost = { requests: 0, indexes: 0, rowsRead: 0, bytes: 0 };
  const counting: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const body = Buffer.from(await response.clone().arrayBuffer());
    cost.requests += 1;
    if (new URL(String(input)).pathname === "/api/snapshot") cost.indexes += 1;
    cost.rowsRead += costOf(response).rowsRead;
    cost.bytes += gzipSync(body).length;
    return response;
  };
  const start = performance.now();
  await fetchSnapshot(snapshotAt(url, { fetch: counting, signal }), store);
  return { ...cost, seconds: (performance.now() - start) / 1000 };
};

/** The runs of the first entry and suite of some lines, once more: in a batch of their own, under names of their own. */
export const nextBatchOf = (lines: readonly string[]): string[] => {
  const runs = lines.map((line): MadeRun & { variant?: string } => JSON.parse(line));
  const [first] = runs;
  return runs
    .filter(({ suite, agent, model, variant }) =>
      [suite, agent, model, variant].every(
        (name, place) => name === [first?.suite, first?.agent, first?.model, first?.variant][place],
      ),
    )
    .map((run) => JSON.stringify({ ...run, runId: `next:${hashOf(run.runId)}`, batchId: "next batch" }));
};

/**
 * Measures what one entry's new batch costs whoever has the snapshot of before: the rows that are read, and the bytes that are fetched. Takes a
 * Worker that has the runs of `lines`.
 */
export const measureNewBatch = async (
  worker: RunningWorker,
  lines: readonly string[],
  signal: AbortSignal,
): Promise<Figure[]> => {
  const texts = new Map<string, string>();
  const store = partsInMemory(texts);
  await fetchInto(store, worker, signal);
  const before = new Set(texts.keys());
  const batch = nextBatchOf(lines);
  requireAll("accepted", await importLines(worker, batch, signal), batch.length);
  const index = await fetch(new URL("/api/snapshot", worker.url));
  const ofIndex = costOf(index).rowsRead;
  await index.arrayBuffer();
  const cost = await fetchInto(store, worker, signal);
  const added = [...texts].filter(([id]) => !before.has(id)).map(([, text]) => PartSchema.parse(JSON.parse(text)));
  const held = sum(added, sizeOf);
  const name = `snapshot after one entry's new batch of ${batch.length} runs`;
  return [
    { name: `${name}, requests`, value: cost.requests, unit: "requests" },
    { name: `${name}, parts fetched`, value: added.length, unit: "parts" },
    { name: `${name}, rows read`, value: cost.rowsRead, unit: "rows" },
    {
      name: `${name}, rows read besides the index against the cells and batches of these parts`,
      value: (cost.rowsRead - cost.indexes * ofIndex) / held,
      unit: "×",
      atMost: 3,
    },
    { name: `${name}, fetched, gzipped`, value: cost.bytes, unit: "bytes", atMost: 100_000 },
    { name: `${name}, seconds`, value: cost.seconds, unit: "s" },
  ];
};
