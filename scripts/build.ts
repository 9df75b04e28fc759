import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { URL_OPTION } from "./command/connect.ts";
import { typedPath } from "./command/context.ts";
import { DEFAULT_URL } from "./command/local-worker.ts";
import { runHere } from "./command/run-command.ts";
import { buildSite, LEAVABLE } from "./local/build-site.ts";

export const command = defineCommand({
  name: "build",
  usage: ["[options]"],
  about: () => "Builds the site into dist/ from a Worker's snapshot.",
  options: {
    ...URL_OPTION,
    offline: { type: "boolean", help: "take the snapshot that the last build kept, and ask no Worker" },
    snapshot: { type: "string", value: "FOLDER", help: "take the snapshot in FOLDER, and ask no Worker" },
    without: {
      type: "string",
      multiple: true,
      value: "WHAT",
      help: "leave out what a large site can do without: scenario-downloads, the CSV and JSON of each scenario",
    },
  },
  run: async ({ values: { url, offline, snapshot, without } }, context) => {
    if (Number(url !== undefined) + Number(offline === true) + Number(snapshot !== undefined) > 1) {
      throw new UsageError("--url, --offline and --snapshot exclude each other");
    }
    if (url !== undefined && !URL.canParse(url))
      throw new UsageError(`--url must be a URL such as ${DEFAULT_URL}: ${url}`);
    const file = snapshot === undefined ? undefined : typedPath(context, snapshot);
    const leftOut = without?.map(leavableOf);
    await buildSite({ url, offline, snapshot: file, without: leftOut, signal: context.signal }, context.print);
    return 0;
  },
});

function leavableOf(name: string): (typeof LEAVABLE)[number] {
  const known = LEAVABLE.find((one) => one === name);
  if (known === undefined) throw new UsageError(`--without must be ${LEAVABLE.join(" or ")}: ${name}`);
  return known;
}

if (import.meta.main) await runHere(command);
