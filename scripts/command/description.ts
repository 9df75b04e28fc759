import type { ParseArgsOptionDescriptor } from "node:util";
import type { Context } from "./context.ts";

/** An option as node:util's parseArgs takes it, and what --help says of it. */
export interface Option extends ParseArgsOptionDescriptor {
  /** What stands for its value in --help, such as FILE; a boolean option has none. */
  value?: string;
  /** What it does. */
  help: string;
}

export type Options = Readonly<Record<string, Option>>;

/** What --help shows of a command. */
export interface Description {
  /** The name that npm knows it by. */
  name: string;
  /** What can follow the name, a line for each form. */
  usage: readonly string[];
  /** What it does, in paragraphs; lines that begin with a space stay as they are. `call` tells how a command is called here. */
  about: (call: Context["call"]) => string;
  options: Options;
  /** What else there is to know: the exit codes, say. */
  notes?: string;
}
