import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { didYouMean } from "#contract/names/nearest.ts";
import { UsageError } from "./cli-error.ts";

interface Typed {
  /** The option's name, as far as it is known. */
  name: string;
  /** As it was typed: "--suite". */
  rawName: string;
  value: string | undefined;
  inlineValue: boolean | undefined;
}

/**
 * Makes sure that arguments hold only options that are there, with a value where one is needed, and nothing else where nothing else is taken;
 * gives the names of the options. UsageError that says what is wrong, and which option was probably meant.
 */
export const requireKnownOptions = (
  args: readonly string[],
  options: ParseArgsOptionsConfig,
  takesFiles: boolean,
): Set<string> => {
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const names = new Set<string>();
  for (const token of tokens) {
    if (token.kind === "positional" && !takesFiles) throw new UsageError(`one argument too many: ${token.value}`);
    if (token.kind !== "option") continue;
    requireKnownOption(token, options);
    names.add(token.name);
  }
  return names;
};

const requireKnownOption = ({ name, rawName, value, inlineValue }: Typed, options: ParseArgsOptionsConfig): void => {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!option) {
    const known = Object.keys(options).map((one) => `--${one}`);
    throw new UsageError(`there is no option ${rawName}${didYouMean(rawName, known)}`);
  }
  if (option.type === "boolean") {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value: ${value}`);
    return;
  }
  if (value === undefined) throw new UsageError(`${rawName} needs a value`);
  // node:util takes the next option for a value; whoever means it writes --name=-value.
  if (inlineValue !== true && value.startsWith("-") && value !== "-") {
    throw new UsageError(`${rawName} needs a value before ${value} (if that is its value, write ${rawName}=${value})`);
  }
};
