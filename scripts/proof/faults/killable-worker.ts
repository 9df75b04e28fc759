import { type ChildProcess, execFile } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { CliError } from "../../command/cli-error.ts";
import { codeOf } from "../../command/thrown.ts";
import { requireFreePort } from "../../local/ports.ts";
import { type RunningWorker, startWorker, type WorkerOptions } from "../../local/worker-process.ts";

export interface KillableWorker extends RunningWorker {
  /** Kills every process of it at once with SIGKILL; comes when all of them are gone. CliError if any stays. */
  kill: () => Promise<void>;
}

/** How long the kernel may take to clear away what was killed, in milliseconds. */
const GONE_MS = 5_000;
const POLL_MS = 10;

/** Starts a Worker as `npm start` does, one that can be killed without being given the time to end in order. */
export const startKillableWorker = async (options: WorkerOptions): Promise<KillableWorker> => {
  const started: ChildProcess[] = [];
  // A running Worker does not tell its process's number; Node tells of each process that it starts.
  const onChild = (message: unknown) => started.push((message as { process: ChildProcess }).process);
  subscribe("child_process", onChild);
  const starting = startWorker(options, () => {});
  try {
    const worker = await starting;
    const group = started.find(({ spawnfile }) => spawnfile === "wrangler")?.pid;
    if (group === undefined) throw new Error("wrangler was started, but its process is unknown");
    return { ...worker, kill: () => killGroup(group, options.port, worker) };
  } finally {
    unsubscribe("child_process", onChild);
  }
};

const killGroup = async (group: number, port: number, { ended }: RunningWorker): Promise<void> => {
  process.kill(-group, "SIGKILL");
  await ended;
  const deadline = performance.now() + GONE_MS;
  while (await livesOn(group)) {
    if (performance.now() > deadline) throw new CliError(`processes of the killed Worker live on in group ${group}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  await requireFreePort(port);
};

/**
 * Whether a process of the group still runs. A dead one that nobody has asked after yet (state Z) does not. Where there is no `ps`, as in
 * small containers, the answer is no, and the port alone tells.
 */
const livesOn = (group: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    execFile("ps", ["-A", "-o", "pgid=,stat="], (error, output) => {
      if (codeOf(error) === "ENOENT") resolve(false);
      else if (error) reject(error);
      else resolve(hasLiving(group, output));
    });
  });

/** Whether a list of processes, a line each of its group and its state, holds a living one of the group. */
export const hasLiving = (group: number, processes: string): boolean =>
  processes.split("\n").some((line) => {
    const [pgid, state = "Z"] = line.trim().split(/\s+/);
    return Number(pgid) === group && !state.startsWith("Z");
  });
