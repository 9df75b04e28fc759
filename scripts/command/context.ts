import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import { interruptedSignal } from "./interruption.ts";
import { inProject } from "./project.ts";

/** Where a command writes to. */
export type Output = Writable & { isTTY?: boolean; columns?: number };

/** All that a command takes from and gives to whoever called it; tests give their own. */
export interface Context {
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  /** The folder that typed paths are relative to. */
  readonly cwd: string;
  /** Aborted with an InterruptedError when the command is to end. */
  readonly signal: AbortSignal;
  /** How a person calls one of the commands here: `npm run runs -- --all`. */
  readonly call: (name: string, args?: string) => string;
  /** Writes a line to the standard output. */
  readonly print: (line?: string) => void;
  /** Writes a line for a person to the standard error output. */
  readonly warn: (line: string) => void;
}

export type ContextParts = Pick<Context, "stdin" | "stdout" | "stderr" | "env" | "cwd" | "call"> & {
  readonly signal: AbortSignal;
};

/** A context around streams, variables, a folder and a signal. */
export const makeContext = (parts: ContextParts): Context =>
  Object.assign(parts, {
    print: (line = "") => void parts.stdout.write(`${line}\n`),
    warn: (line: string) => void parts.stderr.write(`${line}\n`),
  });

/** The absolute path of one that somebody typed. */
export const typedPath = ({ cwd }: Pick<Context, "cwd">, path: string): string => resolve(cwd, path);

/** How npm calls the commands of a checkout. */
export const callByNpm = (name: string, args = ""): string => {
  const call = name === "start" || name === "test" ? `npm ${name}` : `npm run ${name}`;
  return args === "" ? call : `${call} -- ${args}`;
};

/** How npx calls them. */
export const callByNpx = (name: string, args = ""): string => `npx ze-benchmarks ${name} ${args}`.trimEnd();

/**
 * Adds the variables of the project's .env, if there is one, to those of this process, whose own come first. For the programs that are started
 * from here, too.
 */
export const loadVariables = (file = inProject(".env")): void => {
  if (existsSync(file)) process.loadEnvFile(file);
};

/** The context of this process. It listens for Ctrl-C from the first time that its signal is asked for. */
export const processContext = (call: Context["call"]): Context => {
  const { stdin, stdout, stderr, env } = process;
  // Whoever reads the output, such as `head`, has read enough: no failure.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
  let signal: AbortSignal | undefined;
  return makeContext({
    stdin,
    stdout,
    stderr,
    env,
    // npm changes the working directory to the project's folder.
    cwd: env["INIT_CWD"] ?? process.cwd(),
    call,
    get signal() {
      signal ??= interruptedSignal();
      return signal;
    },
  });
};
