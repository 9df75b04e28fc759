import { UsageError } from "./command/cli-error.ts";
import { interruptedSignal } from "./command/interruption.ts";
import { DEFAULT_URL } from "./command/local-worker.ts";
import { typedPath } from "./command/project.ts";
import { runCommand } from "./command/run-command.ts";
import { buildSite } from "./local/build-site.ts";

const HELP = `
npm run build -- [options]

Builds the site into dist/ from a Worker's snapshot.

  --url URL         the Worker (default: ZE_BENCHMARKS_WORKER_URL, else ${DEFAULT_URL})
  --offline         take the snapshot that the last build kept, and ask no Worker
  --snapshot FILE   take the snapshot in FILE, and ask no Worker
  -h, --help        this
`;

await runCommand({
  name: "build",
  help: HELP,
  options: { url: { type: "string" }, offline: { type: "boolean" }, snapshot: { type: "string" } },
  run: async ({ values: { url, offline, snapshot } }) => {
    if (Number(url !== undefined) + Number(offline === true) + Number(snapshot !== undefined) > 1) {
      throw new UsageError("--url, --offline and --snapshot exclude each other");
    }
    if (url !== undefined && !URL.canParse(url))
      throw new UsageError(`--url must be a URL such as ${DEFAULT_URL}: ${url}`);
    const file = snapshot === undefined ? undefined : typedPath(snapshot);
    await buildSite({ url, offline, snapshot: file, signal: interruptedSignal() });
    return 0;
  },
});
