import { startChild } from "../../command/child-process.ts";
import { apart, canStartApart, codeApart } from "./isolate.ts";

/** How many bytes of each stream are kept; of a longer one its end, where results stand. */
const KEPT_BYTES = 4 * 1024 * 1024;

/** More characters than any secret has. */
const LONGEST_SECRET = 8192;

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
  #isCut = false;

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes > 2 * KEPT_BYTES) this.#cut();
  }

  /** Where something is left out, it begins with a whole line, or leaves out more: half a secret would not be known for one. */
  get text(): string {
    this.#cut();
    const text = Buffer.concat(this.#chunks).toString("utf8");
    if (!this.#isCut) return text;
    const lineBreak = text.slice(0, LONGEST_SECRET).indexOf("\n");
    return text.slice(lineBreak < 0 ? LONGEST_SECRET : lineBreak + 1);
  }

  #cut(): void {
    const all = Buffer.concat(this.#chunks);
    const end = all.subarray(-KEPT_BYTES);
    this.#isCut ||= end.length < all.length;
    this.#chunks = [end];
    this.#bytes = end.length;
  }
}

/**
 * Runs a program to its end; whatever it has started ends with it. Where the system allows it, it sees no process but its own, and so nobody
 * else's variables; elsewhere it has a process group of its own. An aborted signal ends it, too: look at the signal to tell that end from
 * another.
 */
export const watchProgram = async (
  program: readonly [string, ...string[]],
  { cwd, env, input, signal, timeoutMs }: ProgramOptions,
): Promise<ProgramEnd> => {
  const isApart = await canStartApart();
  const [file, ...args] = isApart ? apart(program) : program;
  const streams = { stdout: new Tail(), stderr: new Tail() };
  const child = startChild(file, args, {
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
  const ended = await child.ended;
  clearTimeout(timer);
  signal.removeEventListener("abort", stop);
  return {
    code: isApart ? codeApart(ended) : ended,
    output: streams.stdout.text,
    errors: streams.stderr.text,
    timedOut,
  };
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
