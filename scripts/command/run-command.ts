import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { WorkerError } from "#client/errors.ts";
import { CliError, UsageError } from "./cli-error.ts";

const HELP = { help: { type: "boolean", short: "h" } } as const;

const parse = <const O extends ParseArgsOptionsConfig>(options: O, takesFiles: boolean) =>
  parseArgs({ options: { ...options, ...HELP }, allowPositionals: takesFiles, strict: true });

/** What a command was called with: its options by name, and the arguments that are none. */
export interface Arguments<O extends ParseArgsOptionsConfig> {
  values: ReturnType<typeof parseArgs<{ options: O; strict: true }>>["values"];
  files: string[];
}

export interface Command<O extends ParseArgsOptionsConfig> {
  /** The name that npm knows it by. */
  name: string;
  /** What --help prints. */
  help: string;
  /** As node:util's parseArgs takes them; --help comes on its own. */
  options: O;
  /** Whether arguments that are not options are allowed. */
  takesFiles?: boolean;
  /** Does the work; gives the exit code, or nothing for 0. */
  run: (args: Arguments<O>) => Promise<number | undefined>;
}

/**
 * Runs a command with the process's arguments and sets its exit code. The one place that catches: a CliError or a WorkerError
 * speaks for itself, wrong usage points to --help, anything else is a defect and shows its stack.
 */
export const runCommand = async <const O extends ParseArgsOptionsConfig>(command: Command<O>): Promise<void> => {
  try {
    const { values, positionals } = parsed(command);
    if ("help" in values && values["help"] === true) console.log(command.help.trim());
    else process.exitCode = (await command.run({ values: values as Arguments<O>["values"], files: positionals })) ?? 0;
  } catch (error) {
    process.exitCode = error instanceof CliError ? error.exitCode : 1;
    if (error instanceof UsageError) console.error(`${error.message}\nnpm run ${command.name} -- --help says more`);
    else if (error instanceof CliError || error instanceof WorkerError) console.error(error.message);
    else console.error(error);
  }
};

const parsed = <O extends ParseArgsOptionsConfig>({ options, takesFiles = false }: Command<O>) => {
  try {
    return parse(options, takesFiles);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

/** The whole number of an option between two bounds; UsageError otherwise. */
export const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const number = Number(text);
  if (Number.isInteger(number) && text.trim() !== "" && number >= least && number <= most) return number;
  throw new UsageError(`${name} must be a whole number from ${least} to ${most}: ${text}`);
};
