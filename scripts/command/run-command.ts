import { inspect } from "node:util";
import { WorkerError } from "#client/errors.ts";
import { styleFor } from "../terminal/style.ts";
import { CliError, UsageError } from "./cli-error.ts";
import type { Command } from "./command.ts";
import { type Context, callByNpm, processContext } from "./context.ts";

/**
 * Runs a command and gives its exit code. The one place that catches: a CliError or a WorkerError speaks for itself, wrong usage points
 * to --help, anything else is a defect and shows its stack.
 */
export const runCommand = async (command: Command, args: readonly string[], context: Context): Promise<number> => {
  try {
    return await command.run(args, context);
  } catch (error) {
    context.warn(styleFor(context.stderr, context.env)("red", messageOf(error)));
    if (error instanceof UsageError) context.warn(`${context.call(command.name, "--help")} says more`);
    return error instanceof CliError ? error.exitCode : 1;
  }
};

const messageOf = (error: unknown): string => {
  if (error instanceof CliError || error instanceof WorkerError) return error.message;
  return inspect(error);
};

/** Runs a command as this process: with its arguments, and its exit code. */
export const runHere = async (command: Command): Promise<void> => {
  process.exitCode = await runCommand(command, process.argv.slice(2), processContext(callByNpm));
};
