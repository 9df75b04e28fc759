import { startChild } from "../../command/child-process.ts";

/** How many bytes of each stream are kept; of a longer one its end, where results stand. */
const KEPT_BYTES = 4 * 1024 * 1024;

export interface ProgramOptions {
  /** The folder it runs in. */
  cwd: string;
  /** Its variables, as `bareEnvironment` gives them. */
  env: NodeJS.ProcessEnv;
  /** What it reads on its standard input. Default: nothing. */
  input?: string;
  /** Ends it and all that it started. */
  signal: AbortSignal;
  /** Ends it after so many milliseconds. Default: never. */
  timeoutMs?: number;
}

/** How a program ended. */
export interface ProgramEnd {
  /** Its exit code; null where a signal ended it. */
  code: number | null;
  /** The end of what it printed, as text. */
  output: string;
  errors: string;
  /** Whether its time ran out. */
  timedOut: boolean;
}

/** The end of a stream, whatever its length. */
class Tail {
  #chunks: Buffer[] = [];
  #bytes = 0;

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes > 2 * KEPT_BYTES) this.#cut();
  }

  get text(): string {
    this.#cut();
    return Buffer.concat(this.#chunks).toString("utf8");
  }

  #cut(): void {
    const end = Buffer.concat(this.#chunks).subarray(-KEPT_BYTES);
    this.#chunks = [end];
    this.#bytes = end.length;
  }
}

/**
 * Runs a program to its end, in a process group of its own; whatever it has started ends with it. An aborted signal ends it, too: look at
 * the signal to tell that end from another.
 */
export const watchProgram = async (
  [program, ...args]: readonly [string, ...string[]],
  { cwd, env, input, signal, timeoutMs }: ProgramOptions,
): Promise<ProgramEnd> => {
  const streams = { stdout: new Tail(), stderr: new Tail() };
  const child = startChild(program, args, {
    cwd,
    variables: env,
    ...(input !== undefined && { input }),
    onBytes: (bytes, stream) => streams[stream].add(bytes),
  });
  let timedOut = false;
  const stop = () => void child.stop();
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          stop();
        }, timeoutMs);
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  const code = await child.ended;
  clearTimeout(timer);
  signal.removeEventListener("abort", stop);
  return { code, output: streams.stdout.text, errors: streams.stderr.text, timedOut };
};

/** Runs a program to its end as `watchProgram` does; an aborted signal ends it and is thrown. */
export const runProgram = async (
  program: readonly [string, ...string[]],
  options: ProgramOptions,
): Promise<ProgramEnd> => {
  options.signal.throwIfAborted();
  const end = await watchProgram(program, options);
  options.signal.throwIfAborted();
  return end;
};

/** A command as a person writes it, run by the shell. */
export const runShell = (command: string, options: ProgramOptions): Promise<ProgramEnd> =>
  runProgram(process.platform === "win32" ? ["cmd", "/d", "/s", "/c", command] : ["sh", "-c", command], options);
