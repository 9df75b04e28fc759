import * as z from "zod";
import { bareEnvironment } from "../../programs/bare-environment.ts";
import { type ProgramEnd, runShell } from "../../programs/run-program.ts";
import { shorten } from "../../running/shorten.ts";
import { defineTool } from "./tool.ts";

/** How many characters of each stream are given, at most. */
const MOST_CHARACTERS = 20_000;

/** How long a command may take, in seconds. */
const USUAL_SECONDS = 120;
const MOST_SECONDS = 900;

const endOf = ({ code, timedOut }: ProgramEnd, seconds: number): string => {
  if (timedOut) return `ended after ${seconds} seconds, the time limit`;
  return code === null ? "ended by a signal" : `exit code ${code}`;
};

const sectionOf = (name: string, text: string): string[] =>
  text === "" ? [] : [`${name}:`, shorten(text, MOST_CHARACTERS).trimEnd()];

/** Runs a command of the shell in the workspace, without this process's secrets. */
export const runCommand = defineTool(
  "run_command",
  "Runs a command of the shell in the workspace and gives its exit code and the text that it printed, a long one without its middle. It gets no input, and whatever it leaves running is ended with it.",
  z.strictObject({
    command: z.string().min(1).describe("The command, as it is typed into a shell."),
    seconds: z
      .int()
      .min(1)
      .max(MOST_SECONDS)
      .default(USUAL_SECONDS)
      .describe(`How long it may take. Default: ${USUAL_SECONDS}.`),
  }),
  async ({ command, seconds }, { workspace, signal, env }) => {
    const options = { cwd: workspace, env: bareEnvironment([], env), signal, timeoutMs: seconds * 1000 };
    const end = await runShell(command, options);
    return [endOf(end, seconds), ...sectionOf("stdout", end.output), ...sectionOf("stderr", end.errors)].join("\n");
  },
);
