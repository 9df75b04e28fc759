import { styleFor } from "../terminal/style.ts";
import { widthOfOutput, wrapText } from "../terminal/wrap-text.ts";
import type { Context } from "./context.ts";
import type { Description, Option } from "./description.ts";

/** Lines of prose are no longer than this, however wide the terminal is. */
const LONGEST_LINE = 100;

/** What stands between an option and what is said of it, and before an option. */
const GAP = "  ";

/** What --help prints: how the command is called, what it does, its options, and what else there is to know. */
export const renderHelp = ({ name, usage, about, options, notes }: Description, context: Context): string => {
  const { stdout, env, call } = context;
  const style = styleFor(stdout, env);
  const width = Math.min(widthOfOutput(stdout) ?? LONGEST_LINE, LONGEST_LINE);
  const calls = usage.map((form) => style("bold", call(name, form)));
  const names = Object.entries(options).map(([option, settings]) => nameOf(option, settings));
  const indent = Math.max(...names.map((one) => one.length)) + 2 * GAP.length;
  const lines = Object.values(options).map(({ help }, position) => {
    const [first = "", ...rest] = wrapText(help, width - indent);
    const own = names[position] ?? "";
    const head = `${GAP}${style("bold", own)}${" ".repeat(indent - GAP.length - own.length)}${first}`;
    return [head, ...rest.map((line) => " ".repeat(indent) + line)].join("\n");
  });
  const parts = [
    calls.join("\n"),
    prose(about(call), width),
    lines.join("\n"),
    ...(notes ? [prose(notes, width)] : []),
  ];
  return parts.join("\n\n");
};

const nameOf = (name: string, { short, value }: Option): string =>
  `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;

/** Paragraphs, their lines broken anew; lines that begin with a space stay as they are. */
const prose = (text: string, width: number): string =>
  text
    .trim()
    .split("\n")
    .flatMap((line) => (line.startsWith(" ") || line === "" ? [line] : wrapText(line, width)))
    .join("\n");
