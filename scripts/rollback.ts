import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, KEY_OPTION, URL_OPTION } from "./command/connect.ts";
import { runHere } from "./command/run-command.ts";
import { readPublishedList } from "./publish/gather-history.ts";
import { PUBLICATION_EXIT_CODES, PUBLICATION_OPTIONS, publishFrom, readPublication } from "./publish/publication.ts";
import { findSnapshot, onlyId, snapshotOfSite } from "./snapshots/find-snapshot.ts";

export const command = defineCommand({
  name: "rollback",
  usage: ["[options] ID"],
  about: (call) => `
Builds and deploys a snapshot that was published before: ID is its id, or the beginning of it, as /snapshots/ of the site lists it. The data in the Worker stay as they are, and the next ${call("publish")} publishes them again.`,
  options: { ...URL_OPTION, ...KEY_OPTION, ...PUBLICATION_OPTIONS },
  notes: PUBLICATION_EXIT_CODES,
  takesFiles: true,
  run: async ({ values, files: [id, ...more] }, context) => {
    if (id === undefined || more.length > 0) throw new UsageError("name one snapshot, by its ID");
    const client = clientFor(context, values);
    const publication = await readPublication(context, values, client);
    const { published } = publication.target;
    const { snapshots } = await readPublishedList(published);
    const match = onlyId(
      snapshots.map((snapshot) => snapshot.id),
      id,
    );
    const kept = match === undefined ? undefined : await snapshotOfSite(published, match);
    return await publishFrom(context, {
      ...publication,
      source: kept ?? (await findSnapshot(context, id, client.url)),
      ifChanged: false,
      requireWorker: async () => undefined,
    });
  },
});

if (import.meta.main) await runHere(command);
