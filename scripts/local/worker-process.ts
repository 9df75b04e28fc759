import { WorkerClient } from "#client/worker-client.ts";
import { type Child, runChild, startChild } from "../command/child-process.ts";
import { CliError } from "../command/cli-error.ts";
import { localKey } from "../command/local-worker.ts";
import { inProject } from "../command/project.ts";
import { ServedCopy } from "./served-copy.ts";
import { BUNDLE, NO_BUNDLE, tellingLines, WRANGLER_ENV } from "./wrangler.ts";

/** How long a Worker may take to answer, in milliseconds: seconds usually, more on a busy machine. */
const START_MS = 60_000;
const POLL_MS = 100;

export interface RunningWorker extends Child {
  url: string;
  client: WorkerClient;
  /** Comes when it serves the site as it lies in its folder: it takes a moment to notice a new build. */
  untilServed: () => Promise<void>;
}

export interface WorkerOptions {
  port: number;
  /** The folder of its database. */
  persist: string;
  /** The address that it listens at, and its key: for one that others can reach. Default: this machine alone, and the key of .dev.vars. */
  open?: { ip: string; key: string } | undefined;
  /** The folder of the pages that it serves. Default: dist. */
  assets?: string;
  /** For measuring: the port of its inspector, and the most megabytes of heap; a Worker that needs more ends. */
  measured?: { inspectorPort: number; heapMegabytes: number };
  signal: AbortSignal;
}

/**
 * Starts `wrangler dev`, and comes when the Worker is healthy. Its warnings and errors go to `print`, once it is.
 * CliError if it does not start, with what it said, or if its database does not answer.
 */
export const startWorker = async (
  options: WorkerOptions,
  print: (line: string) => void = console.error,
): Promise<RunningWorker> => {
  const { assets = inProject("dist"), port, persist } = options;
  const site = await ServedCopy.of(assets, { port, persist });
  try {
    const launching = { ...options, config: site.config };
    const worker = await launch(launching, print).catch((error: unknown) => {
      // Wrangler has sockets of its own besides the port, which another program may take as it starts: not a second time.
      if (String(error).includes("Address already in use")) return launch(launching, print);
      throw error;
    });
    site.keepUp(worker.url, print);
    const ended = worker.ended.finally(() => site.close());
    const stop = async () => {
      await worker.stop();
      await ended;
    };
    const untilServed = () => site.untilServed(options.signal);
    return { ...worker, ended, stop, untilServed };
  } catch (error) {
    await site.close();
    throw error;
  }
};

const launch = async (
  { port, persist, open, measured, config, signal }: WorkerOptions & { config: string },
  print: (line: string) => void,
): Promise<Omit<RunningWorker, "untilServed">> => {
  const flags = {
    config,
    port: String(port),
    "persist-to": persist,
    "log-level": "warn",
    "show-interactive-dev-session": "false",
    ...(open && { ip: open.ip, var: `API_SECRET_KEY:${open.key}` }),
    ...(measured && { "inspector-port": String(measured.inspectorPort) }),
  };
  const env = measured
    ? { ...WRANGLER_ENV, MINIFLARE_WORKERD_V8_FLAGS: `--max-old-space-size=${measured.heapMegabytes}` }
    : WRANGLER_ENV;
  const args = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  const early: string[] = [];
  let tell = (line: string): unknown => early.push(line);
  const onLine = tellingLines((line) => tell(`worker: ${line}`));
  const worker = startChild("wrangler", ["dev", ...args], { env, onLine });
  const url = `http://localhost:${port}`;
  const client = new WorkerClient({ url, key: open?.key ?? localKey() });
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
    if (early.some((line) => line.includes(NO_BUNDLE))) throw new CliError(await whyNoBundle(signal));
    const health = await client.getHealth({ signal }).catch(() => undefined);
    if (health?.database === true) return;
    if (health) throw new CliError(`the database in ${persist} does not answer: move that folder away to begin anew`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw fail(`no answer at ${client.url} within ${START_MS / 1000} s`);
};

/** What bundling says of sources that cannot be bundled. */
const whyNoBundle = async (signal: AbortSignal): Promise<string> => {
  const lines = ["the Worker did not start: its sources cannot be bundled"];
  const [program, ...args] = BUNDLE;
  await runChild(program, args, { onLine: (line) => lines.push(line), signal });
  return lines.join("\n");
};
