import { createReadStream } from "node:fs";
import { addAbortSignal } from "node:stream";
import { buffer } from "node:stream/consumers";
import { CliError, UsageError } from "../command/cli-error.ts";
import { type Context, typedPath } from "../command/context.ts";
import { codeOf, messageOf } from "../command/thrown.ts";
import { type Item, itemsIn } from "./items-in.ts";

/** The errors that mean that somebody named the wrong file. */
const NO_FILE: Readonly<Record<string, string>> = { ENOENT: "no such file", EISDIR: "a folder, not a file" };

/** The runs in files, as typed; `-` is the standard input. UsageError: there is no such file; CliError: it cannot be read. */
export const readItems = async (context: Context, names: readonly string[]): Promise<Item[]> => {
  const items: Item[] = [];
  for (const name of names) {
    const place = name === "-" ? "standard input" : name;
    // One by one: a spread takes every item as an argument.
    for (const item of itemsIn(await readText(context, name, place), place)) items.push(item);
  }
  return items;
};

const readText = async (context: Context, name: string, place: string): Promise<string> => {
  const { signal, stdin } = context;
  try {
    const stream = name === "-" ? stdin : createReadStream(typedPath(context, name));
    return new TextDecoder("utf-8", { fatal: true }).decode(await buffer(addAbortSignal(signal, stream)));
  } catch (cause) {
    signal.throwIfAborted();
    const code = codeOf(cause);
    const noFile = NO_FILE[code];
    if (noFile !== undefined) throw new UsageError(`${noFile}: ${name}`);
    const reason = code === "ERR_ENCODING_INVALID_ENCODED_DATA" ? "it is not UTF-8" : messageOf(cause);
    throw new CliError(`cannot read ${place}: ${reason}`, 1, { cause });
  }
};
