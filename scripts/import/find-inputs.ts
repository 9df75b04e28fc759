import { createReadStream } from "node:fs";
import type { Context } from "../command/context.ts";
import { lookingFor } from "./read-sources.ts";
import { findSources } from "./reading/find-sources.ts";
import type { Source } from "./reading/read-file.ts";
import type { ScratchFolder } from "./scratch-folder.ts";

/**
 * The files that names stand for; `-` is the standard input. What can be read once alone, that and pipes, is kept as a file first.
 * UsageError for what is not there.
 */
export const findInputs = async (
  context: Context,
  names: readonly string[],
  scratch: ScratchFolder,
): Promise<Source[]> => {
  const { signal, stdin } = context;
  const sources: Source[] = [];
  for (const name of names) {
    const found =
      name === "-"
        ? [await scratch.keep("standard input", stdin, signal)]
        : await findSources(context, [name], lookingFor(signal));
    for (const source of found) {
      sources.push(source.isStream ? await scratch.keep(source.name, createReadStream(source.path), signal) : source);
    }
  }
  return sources;
};
