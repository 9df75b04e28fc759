import { defineCommand } from "./command/command.ts";
import { typedPath } from "./command/context.ts";
import { inProject } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";
import { applyMigrations } from "./local/apply-migrations.ts";

export const command = defineCommand({
  name: "db:migrate:local",
  usage: ["[--persist DIR]"],
  about: (call) =>
    `Brings the local database up to date with worker/db/migrations; ${call("start")} does so by itself.`,
  options: {
    persist: { type: "string", value: "DIR", help: "the folder of the local database (default: .wrangler/state)" },
  },
  run: async ({ values }, context) => {
    const persist = values.persist === undefined ? inProject(".wrangler", "state") : typedPath(context, values.persist);
    const changed = await applyMigrations(persist, context.signal);
    context.print(`The database in ${persist} ${changed ? "is now" : "was already"} up to date.`);
    return 0;
  },
});

if (import.meta.main) await runHere(command);
