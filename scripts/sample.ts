import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CliError } from "./command/cli-error.ts";
import { typedPath } from "./command/project.ts";
import { runCommand } from "./command/run-command.ts";
import { sampleRuns } from "./sample/sample-runs.ts";

const HELP = `
npm run --silent sample -- [--out FILE]

Writes made-up runs, marked as synthetic, as NDJSON: the ones that npm start puts into an empty database.

  --out FILE   where to (default: the standard output)
  -h, --help   this
`;

await runCommand({
  name: "sample",
  help: HELP,
  options: { out: { type: "string" } },
  run: async ({ values: { out } }) => {
    const output = out === undefined ? process.stdout : createWriteStream(typedPath(out));
    try {
      await pipeline(Readable.from(sampleLines()), output, { end: out !== undefined });
    } catch (cause) {
      // A reader such as head that has had enough is no failure.
      if ((cause as NodeJS.ErrnoException).code === "EPIPE") return 0;
      throw new CliError(`cannot write ${out ?? "the standard output"}: ${(cause as Error).message}`, 1, { cause });
    }
    return 0;
  },
});

function* sampleLines(): Generator<string> {
  for (const run of sampleRuns()) yield `${JSON.stringify(run)}\n`;
}
