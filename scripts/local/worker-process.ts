import { mkdir } from "node:fs/promises";
import { WorkerClient } from "#client/worker-client.ts";
import { type Child, startChild } from "../command/child-process.ts";
import { CliError } from "../command/cli-error.ts";
import { localKey } from "../command/local-worker.ts";
import { inProject } from "../command/project.ts";
import { isTelling, WRANGLER_ENV } from "./wrangler.ts";

/** How long a Worker may take to answer, in milliseconds: seconds usually, more on a busy machine. */
const START_MS = 60_000;
const POLL_MS = 100;

export interface RunningWorker extends Child {
  url: string;
  client: WorkerClient;
}

export interface WorkerOptions {
  port: number;
  /** The folder of its database. */
  persist: string;
  /** The folder of the pages that it serves. Default: dist. */
  assets?: string;
  signal: AbortSignal;
}

/**
 * Starts `wrangler dev`, and comes when the Worker is healthy. Its warnings and errors go to `print`, once it is.
 * CliError if it does not start, with what it said, or if its database does not answer.
 */
export const startWorker = async (
  { port, persist, assets = inProject("dist"), signal }: WorkerOptions,
  print: (line: string) => void = console.error,
): Promise<RunningWorker> => {
  // Wrangler exits if there is no folder to serve.
  await mkdir(assets, { recursive: true });
  const flags = {
    port: String(port),
    "persist-to": persist,
    assets,
    "log-level": "warn",
    "show-interactive-dev-session": "false",
  };
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  const early: string[] = [];
  let tell = (line: string): unknown => early.push(line);
  const onLine = (line: string) => isTelling(line) && tell(`worker: ${line}`);
  const worker = startChild("wrangler", ["dev", ...args], { env: WRANGLER_ENV, onLine });
  const url = `http://localhost:${port}`;
  const client = new WorkerClient({ url, key: localKey() });
  try {
    await waitUntilHealthy(client, { worker, early, persist, signal });
    for (const line of early) print(line);
    tell = print;
    return { ...worker, url, client };
  } catch (error) {
    await worker.stop();
    throw error;
  }
};

/** Waits for the Worker; `early` is what it has said so far. */
const waitUntilHealthy = async (
  client: WorkerClient,
  { worker, early, persist, signal }: { worker: Child; early: string[]; persist: string; signal: AbortSignal },
): Promise<void> => {
  const fail = (reason: string) => new CliError([`the Worker did not start: ${reason}`, ...early].join("\n"));
  let ended = false;
  worker.ended.then(() => {
    ended = true;
  });
  const deadline = performance.now() + START_MS;
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    if (ended) throw fail("wrangler dev ended");
    // Wrangler would wait for the sources to change.
    if (early.some((line) => line.includes("Build failed"))) throw fail("its sources do not build");
    const health = await client.getHealth({ signal }).catch(() => undefined);
    if (health?.database === true) return;
    if (health) throw new CliError(`the database in ${persist} does not answer: move that folder away to begin anew`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw fail(`no answer at ${client.url} within ${START_MS / 1000} s`);
};

/**
 * Waits until the Worker serves the site of a snapshot: wrangler takes a moment to notice new files. CliError if it does not.
 */
export const waitUntilServed = async (url: string, snapshotId: string, signal: AbortSignal): Promise<void> => {
  const deadline = performance.now() + START_MS;
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    const response = await fetch(`${url}/data/snapshot.json`, { signal }).catch(() => undefined);
    const served = response?.ok ? ((await response.json()) as { id?: unknown }).id : undefined;
    if (served === snapshotId) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new CliError(
    `the Worker does not serve the site that was built: ${url}/data/snapshot.json is of another snapshot`,
  );
};
