import { join } from "node:path";
import { applyMigrations } from "./apply-migrations.ts";
import { findFreePort } from "./ports.ts";
import { type RunningWorker, startWorker } from "./worker-process.ts";

/** Starts a Worker on a free port: its database is a folder of this one, by default one named state, and the pages that it serves are in site. */
export const startFreshWorker = async (
  folder: string,
  signal: AbortSignal,
  database = "state",
): Promise<RunningWorker> => {
  const persist = join(folder, database);
  await applyMigrations(persist, signal);
  return await startWorker({ port: await findFreePort(), persist, assets: join(folder, "site"), signal });
};
