import { rm } from "node:fs/promises";
import { join } from "node:path";
import { median } from "d3-array";
import { SnapshotIndexSchema } from "#contract/snapshot/snapshot.ts";
import { formatCount } from "#words/numbers.ts";
import { CliError } from "../../command/cli-error.ts";
import { localKey } from "../../command/local-worker.ts";
import { showProgress } from "../../import/show-progress.ts";
import { applyMigrations } from "../../local/apply-migrations.ts";
import { findFreePort } from "../../local/ports.ts";
import { type RunningWorker, startWorker } from "../../local/worker-process.ts";
import type { EndpointMeasurement } from "./endpoint-table.ts";
import { type Endpoint, endpointsOf } from "./endpoints.ts";
import { importLines, requireAll } from "./import-lines.ts";
import { CELLS, madeTrials, runIdOf } from "./made-trials.ts";
import { costOf } from "./request-cost.ts";

/** How many runs there are when the endpoints are measured: whole rounds of trials, two at least. */
export const SIZES = [10_000, 100_000, 1_000_000] as const;

/** How often each endpoint is asked for its latency. */
const REQUESTS = 7;
/** More than a page of decisions. */
const DECISIONS = 60;
const DAY = 86_400_000;

const ask = async (worker: RunningWorker, { path, headers = {}, status = 200 }: Endpoint) => {
  const start = performance.now();
  const response = await fetch(`${worker.url}${path}`, { headers });
  const body = await response.text();
  if (response.status !== status) throw new CliError(`GET ${path} was answered ${response.status}: ${body}`);
  return { ...costOf(response), milliseconds: performance.now() - start, body };
};

const askAll = async (worker: RunningWorker, endpoints: readonly Endpoint[], signal: AbortSignal) => {
  const answers = [];
  for (const endpoint of endpoints) {
    signal.throwIfAborted();
    answers.push(await ask(worker, endpoint));
  }
  return answers;
};

/** Decides about some runs, so that there are decisions to list. */
const decide = async (worker: RunningWorker, key: string): Promise<void> => {
  for (let scenario = 0; scenario < DECISIONS; scenario++) {
    const response = await fetch(`${worker.url}/api/runs/${encodeURIComponent(runIdOf(0, scenario))}/decisions`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ kind: "re-price", reason: "made for measuring", costUsd: 1 }),
    });
    if (!response.ok) throw new CliError(`a decision was refused: ${response.status} ${await response.text()}`);
  }
};

/** The endpoints as they are asked at present: the snapshot, which names itself, is read for that. */
const presentEndpoints = async (worker: RunningWorker, key: string): Promise<Endpoint[]> => {
  const { body } = await ask(worker, { path: "/api/snapshot", bound: { kind: "flat" } });
  const { id = "" } = SnapshotIndexSchema.parse(JSON.parse(body));
  return endpointsOf({ moment: Math.floor(Date.now() / DAY - 10) * DAY, snapshotId: id, key });
};

/** Brings the database from `from` runs to `to`, with a line of progress every few seconds. */
const load = async (worker: RunningWorker, from: number, to: number, signal: AbortSignal): Promise<void> => {
  console.log(`\nloading runs up to ${formatCount(to)}`);
  const progress = showProgress(undefined, process.stdout);
  const lines = madeTrials(from / CELLS, to / CELLS);
  const totals = await importLines(worker, lines, signal, (sent) => progress.update(0, sent));
  progress.finish();
  requireAll("accepted", totals, to - from);
};

/** Asks every endpoint once, for its rows, and then `rounds` times for its latency: the first one fills the caches. */
const measurePresent = async (worker: RunningWorker, key: string, rounds: number, signal: AbortSignal) => {
  const endpoints = await presentEndpoints(worker, key);
  const first = await askAll(worker, endpoints, signal);
  const others: Awaited<ReturnType<typeof askAll>>[] = [];
  for (let round = 0; round < rounds; round++) others.push(await askAll(worker, endpoints, signal));
  return endpoints.map((endpoint, index) => {
    const later = others.flatMap((round) => round[index] ?? []);
    return {
      endpoint,
      rowsRead: Math.max(first[index]?.rowsRead ?? Number.NaN, ...later.map(({ rowsRead }) => rowsRead)),
      milliseconds: median(later, (answer) => answer.milliseconds) ?? Number.NaN,
    };
  });
};

/** Loads runs into one database until it holds each size in turn, and measures every endpoint at each; the latency only at the last. */
const measureAt = async (
  worker: RunningWorker,
  sizes: readonly number[],
  signal: AbortSignal,
): Promise<EndpointMeasurement[]> => {
  const key = localKey() ?? "";
  const bySize: Awaited<ReturnType<typeof measurePresent>>[] = [];
  for (const [index, size] of sizes.entries()) {
    await load(worker, sizes[index - 1] ?? 0, size, signal);
    if (index === 0) await decide(worker, key);
    bySize.push(await measurePresent(worker, key, index === sizes.length - 1 ? REQUESTS : 0, signal));
  }
  const last = bySize.at(-1) ?? [];
  return last.map(({ endpoint, milliseconds }, index) => ({
    endpoint,
    rows: bySize.map((measured) => measured[index]?.rowsRead ?? Number.NaN),
    milliseconds,
  }));
};

/**
 * Measures the rows that every GET endpoint reads while only the trials grow, over the same cells, batches, days and evaluators, and its
 * latency at the largest of the `sizes`. `folder` is where the database may be made; it is removed at the end.
 */
export const measureEndpoints = async (
  sizes: readonly number[],
  { folder, signal }: { folder: string; signal: AbortSignal },
): Promise<EndpointMeasurement[]> => {
  const persist = join(folder, "endpoints");
  await rm(persist, { recursive: true, force: true });
  await applyMigrations(persist, signal);
  const worker = await startWorker({ port: await findFreePort(), persist, assets: join(folder, "site"), signal });
  try {
    return await measureAt(worker, sizes, signal);
  } finally {
    await worker.stop();
    await rm(persist, { recursive: true, force: true });
  }
};
