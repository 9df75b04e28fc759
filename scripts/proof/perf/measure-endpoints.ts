import { rm } from "node:fs/promises";
import { join } from "node:path";
import { median } from "d3-array";
import { CliError } from "../../command/cli-error.ts";
import { localKey } from "../../command/local-worker.ts";
import { applyMigrations } from "../../local/apply-migrations.ts";
import { findFreePort } from "../../local/ports.ts";
import { type RunningWorker, startWorker } from "../../local/worker-process.ts";
import { CROWDS, crowdedLines, crowdedNames } from "./crowded-runs.ts";
import type { EndpointMeasurement } from "./endpoint-table.ts";
import { type Endpoint, endpointsOf, type Names } from "./endpoints.ts";
import { BOARD_NAMES, load, makeDatabase, settleParts } from "./made-database.ts";
import { CELLS, madeTrials, NAMES, runIdOf } from "./made-trials.ts";
import { costOf } from "./request-cost.ts";

/** How many runs there are when the endpoints are measured: whole rounds of trials, two at least. */
export const SIZES = [10_000, 100_000, 1_000_000] as const;

/** How often each endpoint is asked for its latency, unless told otherwise. */
const REQUESTS = 7;
/** More than a page of decisions. */
const DECISIONS = 60;
const DAY = 86_400_000;

/** Asks an endpoint, with a key or without; CliError at an answer that no caller is to blame for. */
const ask = async ({ url }: RunningWorker, { path, headers = {}, needsKey }: Endpoint, key: string | undefined) => {
  const start = performance.now();
  const withKey = key !== undefined && { authorization: `Bearer ${key}` };
  const response = await fetch(`${url}${path}`, { headers: { ...headers, ...withKey } });
  const body = await response.text();
  const isRefused = response.status === 401 && !needsKey;
  if (response.status >= 500 || isRefused) {
    throw new CliError(`GET ${path} was answered ${response.status}: ${body}`);
  }
  return { ...costOf(response), status: response.status, milliseconds: performance.now() - start };
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

/**
 * Asks every endpoint without a key and with one, for their rows, and then `rounds` times for its latency: what was asked first fills the
 * caches. What needs a key is asked with it alone.
 */
const measureAll = async (
  worker: RunningWorker,
  endpoints: readonly Endpoint[],
  { rounds, signal }: { rounds: number; signal: AbortSignal },
) => {
  const key = localKey() ?? "";
  const measured = [];
  for (const endpoint of endpoints) {
    signal.throwIfAborted();
    const keyed = await ask(worker, endpoint, key);
    const anonymous = endpoint.needsKey ? keyed : await ask(worker, endpoint, undefined);
    const later = [];
    for (let round = 0; round < rounds; round++) later.push(await ask(worker, endpoint, endpoint.needsKey && key));
    measured.push({
      endpoint,
      status: anonymous.status,
      rowsRead: Math.max(anonymous.rowsRead, ...later.map(({ rowsRead }) => rowsRead)),
      keyed: keyed.rowsRead,
      milliseconds: median(later, ({ milliseconds }) => milliseconds) ?? Number.NaN,
    });
  }
  return measured;
};
type Measured = Awaited<ReturnType<typeof measureAll>>;

/** What requests name at the moment, besides the snapshot. */
const presentNow = () => ({ moment: Math.floor(Date.now() / DAY - 10) * DAY, key: localKey() ?? "" });

/** The same of all endpoints, once the snapshot is settled. */
const measurePresent = async (worker: RunningWorker, names: Names, rounds: number, signal: AbortSignal) => {
  const present = { ...presentNow(), ...(await settleParts(worker)) };
  return measureAll(worker, endpointsOf(names, present), { rounds, signal });
};

/** The same endpoints at several sizes, the smallest first, each as one measurement. */
const joinSizes = (bySize: readonly Measured[]): EndpointMeasurement[] =>
  (bySize.at(-1) ?? []).map(({ endpoint, status, keyed, milliseconds }, index) => ({
    endpoint,
    status,
    keyed,
    milliseconds,
    rows: bySize.map((measured) => measured[index]?.rowsRead ?? Number.NaN),
  }));

interface Options {
  /** Where databases may be made. */
  folder: string;
  signal: AbortSignal;
  /** How often each endpoint is asked for its latency. */
  rounds?: number;
}

/**
 * Measures the rows that every GET endpoint reads while only the trials grow, over the same cells, batches, days and evaluators, and its
 * latency at the largest of the `sizes`. The database is removed at the end.
 */
export const measureTrialEndpoints = async (
  sizes: readonly number[],
  { folder, signal, rounds = REQUESTS }: Options,
): Promise<EndpointMeasurement[]> => {
  const persist = join(folder, "endpoints");
  await rm(persist, { recursive: true, force: true });
  await applyMigrations(persist, signal);
  const worker = await startWorker({ port: await findFreePort(), persist, assets: join(folder, "site"), signal });
  try {
    const bySize: Measured[] = [];
    for (const [index, size] of sizes.entries()) {
      const before = sizes[index - 1] ?? 0;
      await load(worker, madeTrials(before / CELLS, size / CELLS), size - before, signal);
      if (index === 0) await decide(worker, localKey() ?? "");
      bySize.push(await measurePresent(worker, NAMES, index === sizes.length - 1 ? rounds : 0, signal));
    }
    return joinSizes(bySize);
  } finally {
    await worker.stop();
    await rm(persist, { recursive: true, force: true });
  }
};

/** The same while the cells grow, one run each: the databases are those that memory is measured with, and stay for the next time. */
export const measureCellEndpoints = async (
  sizes: readonly number[],
  { folder, signal, rounds = REQUESTS }: Options,
): Promise<EndpointMeasurement[]> => {
  const bySize: Measured[] = [];
  for (const [index, size] of sizes.entries()) {
    const made = await makeDatabase(size, { folder, signal });
    const worker = await startWorker({ port: await findFreePort(), ...made, signal });
    try {
      bySize.push(await measurePresent(worker, BOARD_NAMES, index === sizes.length - 1 ? rounds : 0, signal));
    } finally {
      await worker.stop();
    }
  }
  return joinSizes(bySize);
};

/** How many of what a database is crowded with: more than a request may read; but of days, a row each, as many as ten years have. */
const CROWD = 5_500;
const CROWD_OF_DAYS = 3_650;

/**
 * The same in a database that is crowded in one direction after the other, where each request asks for what is crowded. Without the snapshot,
 * which has a part for each of thousands of suites, and reads a row for each.
 */
export const measureCrowdedEndpoints = async ({ folder, signal }: Options): Promise<EndpointMeasurement[]> => {
  const persist = join(folder, "crowded");
  await rm(persist, { recursive: true, force: true });
  await applyMigrations(persist, signal);
  const worker = await startWorker({ port: await findFreePort(), persist, assets: join(folder, "site"), signal });
  try {
    for (const crowd of CROWDS) {
      const lines = [...crowdedLines(crowd, crowd === "days" ? CROWD_OF_DAYS : CROWD)];
      await load(worker, lines, lines.length, signal);
    }
    const measurements: EndpointMeasurement[] = [];
    for (const crowd of CROWDS) {
      const endpoints = endpointsOf(crowdedNames(crowd), { ...presentNow(), snapshotId: "none", partId: "none" });
      const asked = endpoints.filter(({ path }) => !path.startsWith("/api/snapshot"));
      const measured = joinSizes([await measureAll(worker, asked, { rounds: 0, signal })]);
      measurements.push(
        ...measured.map((one) => ({ ...one, endpoint: { ...one.endpoint, note: `of thousands of ${crowd}` } })),
      );
    }
    return measurements;
  } finally {
    await worker.stop();
    await rm(persist, { recursive: true, force: true });
  }
};
