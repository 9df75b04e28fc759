import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as z from "zod";
import { CliError, UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { typedPath } from "./command/context.ts";
import { runHere } from "./command/run-command.ts";
import { messageOf } from "./command/thrown.ts";
import { dayBefore } from "./sample/sample-days.ts";
import { sampleRuns } from "./sample/sample-runs.ts";

export const command = defineCommand({
  name: "sample",
  usage: ["[options]"],
  about: () => "Writes made-up runs, marked as synthetic, as NDJSON: those that npm start puts into an empty database.",
  options: {
    out: { type: "string", value: "FILE", help: "where to (default: the standard output)" },
    until: { type: "string", value: "DAY", help: "the day of the last run, such as 2026-08-01 (default: yesterday)" },
  },
  run: async ({ values: { out, until = dayBefore(new Date()) } }, context) => {
    if (!z.iso.date().safeParse(until).success)
      throw new UsageError(`--until must be a day such as 2026-08-01: ${until}`);
    const output = out === undefined ? context.stdout : createWriteStream(typedPath(context, out));
    try {
      await pipeline(Readable.from(sampleLines(until)), output, { end: out !== undefined });
    } catch (cause) {
      throw new CliError(`cannot write ${out ?? "the standard output"}: ${messageOf(cause)}`, 1, { cause });
    }
    return 0;
  },
});

function* sampleLines(until: string): Generator<string> {
  for (const run of sampleRuns(until)) yield `${JSON.stringify(run)}\n`;
}

if (import.meta.main) await runHere(command);
