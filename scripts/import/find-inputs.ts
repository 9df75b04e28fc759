import { createReadStream } from "node:fs";
import type { Context } from "../command/context.ts";
import { lookingFor } from "./read-sources.ts";
import { type Found, findSources } from "./reading/find-sources.ts";
import type { Source } from "./reading/read-file.ts";
import type { ScratchFolder } from "./scratch-folder.ts";

/**
 * The files that names stand for. What can be read once alone, the standard input and pipes, is kept as a file first. UsageError for
 * what is not there.
 */
export const findInputs = async (
  context: Context,
  names: readonly string[],
  scratch: ScratchFolder,
): Promise<Found> => {
  const { signal, stdin } = context;
  const { sources: found, repeated } = await findSources(context, names, lookingFor(signal));
  const sources: Source[] = [];
  for (const source of found) {
    const stream = () => (source.path === "-" ? stdin : createReadStream(source.path));
    sources.push(source.isStream ? await scratch.keep(source.name, stream(), signal) : source);
  }
  return { sources, repeated };
};
