import { PassThrough, Readable } from "node:stream";
import type { Command } from "../command/command.ts";
import { type Context, callByNpm, makeContext, type Output } from "../command/context.ts";
import { runCommand } from "../command/run-command.ts";

/** How a command ended, and what it printed. */
export interface Ended {
  code: number;
  output: string;
  errors: string;
}

export interface CallOptions {
  /** What it gets on its standard input; default: nothing. */
  input?: string | Uint8Array;
  /** The folder that typed paths are relative to; default: this one. */
  cwd?: string;
  /** Variables that it gets besides PATH. */
  env?: Record<string, string>;
  /** Ends it. */
  signal?: AbortSignal;
  /** The columns of the terminal that it is called in; default: its outputs are pipes. */
  columns?: number;
}

/** An output, and the text that was written to it. */
export const makeOutput = (columns?: number): { output: Output; written: () => string } => {
  const chunks: Buffer[] = [];
  const stream = new PassThrough().on("data", (chunk: Buffer) => chunks.push(chunk));
  const output = Object.assign(stream, columns === undefined ? {} : { isTTY: true, columns });
  return { output, written: () => Buffer.concat(chunks).toString() };
};

/** Runs a command within this process, with arguments as they are typed, and without this process's variables. */
export const runInProcess = async (
  command: Command,
  args: readonly string[],
  { input = "", cwd = process.cwd(), env = {}, signal = new AbortController().signal, columns }: CallOptions = {},
): Promise<Ended> => {
  const [stdout, stderr] = [makeOutput(columns), makeOutput(columns)];
  const context = makeContext({
    stdin: Readable.from([Buffer.from(input)]),
    stdout: stdout.output,
    stderr: stderr.output,
    env: { PATH: process.env["PATH"], ...env },
    cwd,
    signal,
    call: callByNpm,
  });
  const code = await runCommand(command, args, context);
  return { code, output: stdout.written(), errors: stderr.written() };
};

/** What a function prints into a context: its standard output, in a terminal of so many columns, without colours, or by default into a pipe. */
export const printedBy = (print: (context: Context) => void, columns?: number): string => {
  const [stdout, stderr] = [makeOutput(columns), makeOutput(columns)];
  const { signal } = new AbortController();
  const streams = { stdin: Readable.from([]), stdout: stdout.output, stderr: stderr.output };
  print(makeContext({ ...streams, env: { NO_COLOR: "1" }, cwd: process.cwd(), signal, call: callByNpm }));
  return stdout.written();
};
