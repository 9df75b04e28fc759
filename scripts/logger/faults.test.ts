import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, it } from "vitest";
import { localKey } from "../command/local-worker.ts";
import { inProject } from "../command/project.ts";
import { startFreshWorker } from "../local/fresh-worker.ts";
import { randomOf } from "../sample/random.ts";
import { startFaultProxy } from "./testing/fault-proxy.ts";
import { startMemoryWorker } from "./testing/memory-worker.ts";

// FAULT_RUNS=2000 FAULT_KILLS=20 FAULT_WORKER=1 makes it the long way: against a real Worker with its database.
const RUNS = Number(process.env["FAULT_RUNS"] ?? 300);
const KILLS = Number(process.env["FAULT_KILLS"] ?? 5);
const SEED = process.env["FAULT_SEED"] ?? "1";
const WITH_WORKER = process.env["FAULT_WORKER"] === "1";
const ENOUGH_MS = 600_000;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Where the runs end up, and what is there: each run's number and its score. */
interface Destination {
  url: string;
  key: string;
  scores: () => Promise<Map<string, number | undefined>>;
  /** How many runs it has counted. */
  count: () => Promise<number>;
}

const inMemory = async (): Promise<Destination> => {
  const worker = await startMemoryWorker();
  closing.push(worker.close);
  return {
    url: worker.url,
    key: "k",
    scores: async () => new Map([...worker.runs].map(([runId, { totalScore }]) => [runId, totalScore])),
    count: async () => worker.counts.accepted,
  };
};

const inDatabase = async (folder: string): Promise<Destination> => {
  const { signal } = new AbortController();
  const worker = await startFreshWorker(folder, signal);
  closing.push(worker.stop);
  const scores = async () => {
    const runs = new Map<string, number | undefined>();
    for await (const { runId, totalScore } of worker.client.exportRunsAsNdjson()) runs.set(runId, totalScore);
    return runs;
  };
  const count = async () => (await worker.client.getStats({ days: "all" })).results;
  return { url: worker.url, key: localKey() ?? "", scores, count };
};

/** Runs a script of the project; `onLine` gets each line that it prints, and the means to kill it. Gives the exit code. */
const runScript = async (
  args: string[],
  env: Record<string, string>,
  onLine: (line: string, kill: () => void) => void = () => undefined,
): Promise<number | null> => {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "ignore"],
  });
  createInterface({ input: child.stdout }).on("line", (line) => onLine(line, () => child.kill("SIGKILL")));
  return await new Promise((resolve) => child.on("close", resolve));
};

const waitingIn = async (spool: string): Promise<string[]> => {
  const names = await readdir(spool).catch(() => []);
  return names.filter((name) => name.endsWith(".run.json")).map((name) => name.slice(0, -".run.json".length));
};

it(
  `delivers ${RUNS} runs exactly once through a faulty network, with ${KILLS} kills on the way`,
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "faults-"));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const destination = await (WITH_WORKER ? inDatabase(folder) : inMemory());
    const proxy = await startFaultProxy(destination.url, SEED);
    closing.push(proxy.close);
    const spool = join(folder, "spool");
    const env = {
      ZE_BENCHMARKS_WORKER_URL: proxy.url,
      ZE_BENCHMARKS_API_KEY: destination.key,
      ZE_BENCHMARKS_SPOOL: spool,
    };
    const random = randomOf("kills", SEED);
    const killAt = Array.from({ length: KILLS }, () => 1 + Math.floor(random() * RUNS * 0.9)).sort((a, b) => a - b);

    const completed = new Set<string>();
    let kills = 0;
    let code: number | null = null;
    while (code === null) {
      const limit = killAt[kills] ?? Number.POSITIVE_INFINITY;
      let isKilled = false;
      const args = [inProject("scripts/logger/testing/harness.ts"), String(completed.size + 1), String(RUNS)];
      code = await runScript(args, env, (number, kill) => {
        completed.add(`run-${number}`);
        if (isKilled || completed.size < limit) return;
        isKilled = true;
        kill();
      });
      expect(code).toBeOneOf([null, 0]);
      if (code === null) kills += 1;
      // At any moment, each completed run is in one of the two places. The spool first: a run may leave it, and not come back.
      const waiting = await waitingIn(spool);
      const known = new Set([...waiting, ...(await destination.scores()).keys()]);
      expect([...completed].filter((runId) => !known.has(runId))).toEqual([]);
    }

    let flushed: number | null = 1;
    for (let tries = 0; tries < 50 && flushed !== 0; tries++) {
      flushed = await runScript([inProject("scripts/flush.ts")], env);
    }
    expect(flushed).toBe(0);
    expect(await waitingIn(spool)).toEqual([]);
    expect(await readdir(join(spool, "refused")).catch(() => [])).toEqual([]);

    const expected = Array.from({ length: RUNS }, (_, index): [string, number] => [
      `run-${index + 1}`,
      ((index + 1) % 11) / 10,
    ]);
    expect(await destination.scores()).toEqual(new Map(expected));
    expect(await destination.count()).toBe(RUNS);
    expect(kills).toBe(KILLS);
    expect(proxy.counts.size).toBe(7);
    console.log(`faults: ${JSON.stringify(Object.fromEntries(proxy.counts))}`);
  },
  ENOUGH_MS,
);
