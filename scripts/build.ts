import { existsSync } from "node:fs";
import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, URL_OPTION } from "./command/connect.ts";
import { type Context, typedPath } from "./command/context.ts";
import { requireOneOf } from "./command/one-of.ts";
import { inProject } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";
import { buildSite, KEPT_PAGES, LEAVABLE } from "./local/build-site.ts";
import { takeSnapshot } from "./publish/take-snapshot.ts";
import { findSnapshot } from "./snapshots/find-snapshot.ts";
import { indexFile, keepParts } from "./snapshots/snapshot-folder.ts";

export const command = defineCommand({
  name: "build",
  usage: ["[options]"],
  about: () => "Builds the site into dist/ from a Worker's snapshot.",
  options: {
    ...URL_OPTION,
    offline: { type: "boolean", help: "take the snapshot that the last build kept, and ask no Worker" },
    snapshot: {
      type: "string",
      value: "ID|FILE|URL",
      help: "take a snapshot that was built or published before, or frozen by the Worker: by its id, or as a folder, file or address",
    },
    without: {
      type: "string",
      multiple: true,
      value: "WHAT",
      help: "leave out what a large site can do without: scenario-downloads, the CSV and JSON of each scenario",
    },
    full: {
      type: "boolean",
      help: "bundle anew and render every page, those too whose data are as they were in the last build",
    },
  },
  run: async ({ values: { url, offline, snapshot, without, full } }, context) => {
    if (offline === true && (url !== undefined || snapshot !== undefined)) {
      throw new UsageError("--offline excludes --url and --snapshot");
    }
    const { url: worker } = clientFor(context, { url });
    const file = snapshot === undefined ? undefined : await folderOf(context, snapshot, worker);
    const leftOut = without?.map((name) => requireOneOf("--without", name, LEAVABLE));
    const options = { url, offline, snapshot: file, without: leftOut, kept: KEPT_PAGES, full, signal: context.signal };
    await buildSite(options, context.print);
    return 0;
  },
});

/** The folder that a build takes of a snapshot: the one that was named, or one into which it is gathered. */
async function folderOf(context: Context, reference: string, worker: string): Promise<string> {
  const path = typedPath(context, reference);
  if (existsSync(indexFile(path))) return path;
  const folder = inProject(".cache", "rebuilt");
  const { index, parts, effort } = await takeSnapshot(
    await findSnapshot(context, reference, worker),
    folder,
    context.signal,
  );
  await keepParts(folder, new Set(parts));
  context.print(`[snapshot] ${effort}, of ${index.createdAt}`);
  return folder;
}

if (import.meta.main) await runHere(command);
