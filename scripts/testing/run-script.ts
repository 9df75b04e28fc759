import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { text } from "node:stream/consumers";
import { inProject } from "../command/project.ts";

/** How a command ended, and what it printed. */
export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

export interface ScriptOptions {
  /** What it gets on its standard input; default: nothing. */
  input?: string | Uint8Array;
  /** The folder it is called in; default: this one. */
  cwd?: string;
  /** Variables that it gets besides PATH and TMPDIR. */
  env?: Record<string, string>;
}

/** Runs a command as a process of its own, such as "runs.ts" with its arguments, without this process's variables. */
export const runScript = async (name: string, args: readonly string[], options: ScriptOptions = {}): Promise<Ended> => {
  const child = spawn(process.execPath, [inProject("scripts", name), ...args], {
    cwd: options.cwd,
    env: { PATH: process.env["PATH"], TMPDIR: tmpdir(), ...options.env },
  });
  // A command that does not read all of its input is no failure of the test.
  child.stdin.on("error", () => undefined).end(options.input ?? "");
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, output, errors };
};
