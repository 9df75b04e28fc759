import { inspect } from "node:util";
import { WorkerError } from "#client/errors.ts";
import { styleFor } from "../terminal/style.ts";
import { CliError, UsageError } from "./cli-error.ts";
import type { Command } from "./command.ts";
import { type Context, callByNpm, loadVariables, processContext } from "./context.ts";

/**
 * Runs a command and gives its exit code. The one place that catches: a CliError or a WorkerError speaks for itself, wrong usage points
 * to --help, anything else is a defect and shows its stack.
 */
export const runCommand = async (command: Command, args: readonly string[], context: Context): Promise<number> => {
  try {
    return await command.run(args, context);
  } catch (error) {
    return reportError(error, context, `${context.call(command.name, "--help")} says more`);
  }
};

/** Says what went wrong, and where to read more if the command was called wrongly; gives the exit code. */
export const reportError = (error: unknown, { warn, stderr, env }: Context, pointer: string): number => {
  const speaksForItself = error instanceof CliError || error instanceof WorkerError;
  warn(styleFor(stderr, env)("red", speaksForItself ? error.message : inspect(error)));
  if (error instanceof UsageError) warn(pointer);
  return error instanceof CliError ? error.exitCode : 1;
};

/** Runs a command as this process: with its arguments, and its exit code. */
export const runHere = async (command: Command): Promise<void> => {
  loadVariables();
  process.exitCode = await runCommand(command, process.argv.slice(2), processContext(callByNpm));
};
