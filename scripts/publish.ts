import { defineCommand } from "./command/command.ts";
import { clientFor, KEY_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import { runHere } from "./command/run-command.ts";
import { PUBLICATION_EXIT_CODES, PUBLICATION_OPTIONS, publishFrom, readPublication } from "./publish/publication.ts";

export const command = defineCommand({
  name: "publish",
  usage: ["[options]"],
  about: () => `
Publishes what a Worker knows: fetches the parts of its snapshot that have changed, builds the site, checks every page, link and figure of it, keeps the snapshot among those that were published before, deploys, and asks the deployed site whether it shows it.

The published site changes in one move at the end. If a step fails, or this is killed, it stays as it was, and the next publication begins anew.`,
  options: {
    ...URL_OPTION,
    ...KEY_OPTION,
    ...PUBLICATION_OPTIONS,
    "if-changed": { type: "boolean", help: "do nothing if the published site shows this snapshot already" },
  },
  notes: PUBLICATION_EXIT_CODES.replace("130", "3 nothing has changed (--if-changed); 130"),
  run: async ({ values }, context) => {
    const client = clientFor(context, values);
    const publication = await readPublication(context, values, client);
    return await publishFrom(context, {
      ...publication,
      source: { worker: client.url },
      ifChanged: values["if-changed"] === true,
      requireWorker: () => requireWorker(client, context.signal),
    });
  },
});

if (import.meta.main) await runHere(command);
