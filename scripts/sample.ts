import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CliError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { typedPath } from "./command/context.ts";
import { runHere } from "./command/run-command.ts";
import { messageOf } from "./command/thrown.ts";
import { sampleRuns } from "./sample/sample-runs.ts";

export const command = defineCommand({
  name: "sample",
  usage: ["[--out FILE]"],
  about: () => "Writes made-up runs, marked as synthetic, as NDJSON: those that npm start puts into an empty database.",
  options: { out: { type: "string", value: "FILE", help: "where to (default: the standard output)" } },
  run: async ({ values: { out } }, context) => {
    const output = out === undefined ? context.stdout : createWriteStream(typedPath(context, out));
    try {
      await pipeline(Readable.from(sampleLines()), output, { end: out !== undefined });
    } catch (cause) {
      throw new CliError(`cannot write ${out ?? "the standard output"}: ${messageOf(cause)}`, 1, { cause });
    }
    return 0;
  },
});

function* sampleLines(): Generator<string> {
  for (const run of sampleRuns()) yield `${JSON.stringify(run)}\n`;
}

if (import.meta.main) await runHere(command);
