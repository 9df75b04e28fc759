import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { URL_OPTION } from "./command/connect.ts";
import { typedPath } from "./command/context.ts";
import { DEFAULT_URL } from "./command/local-worker.ts";
import { runHere } from "./command/run-command.ts";
import { buildSite } from "./local/build-site.ts";

export const command = defineCommand({
  name: "build",
  usage: ["[options]"],
  about: () => "Builds the site into dist/ from a Worker's snapshot.",
  options: {
    ...URL_OPTION,
    offline: { type: "boolean", help: "take the snapshot that the last build kept, and ask no Worker" },
    snapshot: { type: "string", value: "FOLDER", help: "take the snapshot in FOLDER, and ask no Worker" },
  },
  run: async ({ values: { url, offline, snapshot } }, context) => {
    if (Number(url !== undefined) + Number(offline === true) + Number(snapshot !== undefined) > 1) {
      throw new UsageError("--url, --offline and --snapshot exclude each other");
    }
    if (url !== undefined && !URL.canParse(url))
      throw new UsageError(`--url must be a URL such as ${DEFAULT_URL}: ${url}`);
    const file = snapshot === undefined ? undefined : typedPath(context, snapshot);
    await buildSite({ url, offline, snapshot: file, signal: context.signal }, context.print);
    return 0;
  },
});

if (import.meta.main) await runHere(command);
