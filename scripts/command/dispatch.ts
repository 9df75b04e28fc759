import { didYouMean } from "#contract/names/nearest.ts";
import { styleFor } from "../terminal/style.ts";
import { widthOfOutput, wrapText } from "../terminal/wrap-text.ts";
import { UsageError } from "./cli-error.ts";
import type { Command } from "./command.ts";
import type { Context } from "./context.ts";
import { reportError, runCommand } from "./run-command.ts";

/** A command among others. */
export interface Listed {
  name: string;
  /** What it does, in half a line. */
  summary: string;
  /** Its module is loaded only when it is called. */
  load: () => Promise<{ command: Command }>;
}

/** Runs the command that the first argument names with the rest of them; without any, lists the commands. Gives the exit code. */
export const dispatch = async (
  commands: readonly Listed[],
  [name, ...args]: readonly string[],
  context: Context,
): Promise<number> => {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    context.print(listOf(commands, context));
    return 0;
  }
  const found = commands.find((command) => command.name === name);
  if (found) return await runCommand((await found.load()).command, args, context);
  const names = commands.map((command) => command.name);
  const error = new UsageError(`there is no command ${name}${didYouMean(name, names)}`);
  return reportError(error, context, `${context.call("--help")} lists them`);
};

const listOf = (commands: readonly Listed[], { stdout, env, call }: Context): string => {
  const style = styleFor(stdout, env);
  const nameWidth = Math.max(...commands.map(({ name }) => name.length)) + 4;
  const width = Math.max((widthOfOutput(stdout) ?? Number.POSITIVE_INFINITY) - nameWidth, nameWidth);
  const lines = commands.flatMap(({ name, summary }) => {
    const [first = "", ...rest] = wrapText(summary, width);
    const head = `  ${style("bold", name)}${" ".repeat(nameWidth - 2 - name.length)}${first}`;
    return [head, ...rest.map((line) => " ".repeat(nameWidth) + line)];
  });
  return [
    style("bold", call("COMMAND", "[options]")),
    "",
    ...lines,
    "",
    `${call("COMMAND", "--help")} says more.`,
  ].join("\n");
};
