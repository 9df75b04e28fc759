import { type ChildProcess, spawn } from "node:child_process";
import { delimiter } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { inProject, PROJECT } from "./project.ts";
import { codeOf } from "./thrown.ts";

/** The packages' tools, and the Node that they need. */
const TOOLS = inProject("node_modules", ".bin");

/** How long a child may take to end before it is killed, in milliseconds. */
const GRACE_MS = 5_000;

/** How long what an ended child has printed is waited for: a process that left its group may hold the pipe open for good. */
const DRAIN_MS = 1_000;

type Stream = "stdout" | "stderr";

export interface ChildOptions {
  /** Its variables. Default: this process's own. */
  variables?: NodeJS.ProcessEnv;
  /** More of them; undefined takes one away. */
  env?: Record<string, string | undefined>;
  /** Gets each line that the child prints, without colours. Default: they go straight to the terminal. */
  onLine?: (line: string, stream: Stream) => void;
  /** Gets the bytes that the child prints, as they come. Instead of onLine, for what may be no text or have no end. */
  onBytes?: (bytes: Buffer, stream: Stream) => void;
  /** The folder it runs in. Default: the project's. */
  cwd?: string;
  /** What it reads on its standard input, if its output is taken. Default: nothing. */
  input?: string;
  /** The child has the terminal to itself, input and Ctrl-C included. */
  interactive?: boolean;
}

export interface Child {
  /** Comes when the child has ended, with its exit code, or null where a signal ended it. Never rejects. */
  ended: Promise<number | null>;
  /** Ends the child and all that it started; comes when it has ended. */
  stop: () => Promise<void>;
}

/** How a running child is signalled. */
type Signal = (signal: NodeJS.Signals) => void;

const running = new Set<Signal>();
process.on("exit", () => {
  for (const signal of running) signal("SIGKILL");
});

/**
 * Starts a program in a process group of its own: Ctrl-C reaches this process alone, which then ends its children in order, and
 * whatever a child has started ends with it.
 */
export const startChild = (program: string, args: readonly string[], options: ChildOptions = {}): Child => {
  const { variables = process.env, env = {}, onLine, onBytes, interactive = false, cwd = PROJECT, input } = options;
  const leadsGroup = !interactive && process.platform !== "win32";
  const child = spawn(program, args, {
    cwd,
    env: { ...variables, PATH: `${TOOLS}${delimiter}${variables["PATH"] ?? ""}`, ...env },
    stdio:
      onLine || onBytes
        ? [input === undefined ? "ignore" : "pipe", "pipe", "pipe"]
        : [interactive ? "inherit" : "ignore", "inherit", "inherit"],
    detached: leadsGroup,
  });
  const signal: Signal = (name) => signalChild(child, leadsGroup, name);
  running.add(signal);
  // A child need not read what it is given.
  child.stdin?.on("error", () => undefined).end(input);
  for (const stream of ["stdout", "stderr"] as const) {
    if (onBytes) child[stream]?.on("data", (bytes: Buffer) => onBytes(bytes, stream));
    const lines = onLine && child[stream] && createInterface({ input: child[stream] });
    lines?.on("line", (line) => onLine?.(stripVTControlCharacters(line), stream));
  }
  const ended = new Promise<number | null>((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code));
  });
  child.on("exit", () => {
    signal("SIGKILL");
    running.delete(signal);
    const timer = setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, DRAIN_MS);
    child.on("close", () => clearTimeout(timer));
  });
  return { ended, stop: () => stop(signal, ended) };
};

/** Runs a program to its end and gives its exit code, or null where a signal ended it; an aborted signal stops it. */
export const runChild = async (
  program: string,
  args: readonly string[],
  options: ChildOptions & { signal?: AbortSignal | undefined } = {},
): Promise<number | null> => {
  options.signal?.throwIfAborted();
  const child = startChild(program, args, options);
  const onAbort = () => void child.stop();
  options.signal?.addEventListener("abort", onAbort, { once: true });
  const code = await child.ended;
  options.signal?.removeEventListener("abort", onAbort);
  options.signal?.throwIfAborted();
  return code;
};

const stop = async (signal: Signal, ended: Promise<unknown>): Promise<void> => {
  signal("SIGTERM");
  const timer = setTimeout(() => signal("SIGKILL"), GRACE_MS);
  await ended;
  clearTimeout(timer);
};

/** Signals the child, and all in its process group if it leads one; what is gone already is fine. */
const signalChild = ({ pid }: ChildProcess, leadsGroup: boolean, signal: NodeJS.Signals): void => {
  if (pid === undefined) return;
  try {
    process.kill(leadsGroup ? -pid : pid, signal);
  } catch (error) {
    // macOS says EPERM of a group that is just ending.
    if (!["ESRCH", "EPERM"].includes(codeOf(error))) throw error;
  }
};
