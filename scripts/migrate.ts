import { interruptedSignal } from "./command/interruption.ts";
import { inProject, typedPath } from "./command/project.ts";
import { runCommand } from "./command/run-command.ts";
import { applyMigrations } from "./local/apply-migrations.ts";

const HELP = `
npm run db:migrate:local -- [--persist DIR]

Brings the local database up to date with worker/db/migrations; npm start does so on its own.

  --persist DIR   the folder of the local database (default: .wrangler/state)
  -h, --help      this
`;

await runCommand({
  name: "db:migrate:local",
  help: HELP,
  options: { persist: { type: "string" } },
  run: async ({ values }) => {
    const persist = values.persist === undefined ? inProject(".wrangler", "state") : typedPath(values.persist);
    const changed = await applyMigrations(persist, interruptedSignal());
    console.log(`The database in ${persist} ${changed ? "is now" : "was already"} up to date.`);
    return 0;
  },
});
