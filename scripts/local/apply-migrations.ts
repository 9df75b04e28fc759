import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runChild } from "../command/child-process.ts";
import { CliError } from "../command/cli-error.ts";
import { inProject } from "../command/project.ts";
import { tellingLines, WRANGLER_ENV } from "./wrangler.ts";

const MIGRATIONS = inProject("worker", "db", "migrations");
/** Empty databases as they were made, each in a folder named by the digest of its migrations. */
const KEPT = inProject(".wrangler", "empty-databases");

/**
 * Brings the local database in the folder `persist` up to date with worker/db/migrations, and says whether there was anything to do.
 * A stamp beside the database names the migrations that it has, and a new one is a copy of one that was made before, since wrangler takes
 * seconds. CliError if a migration fails.
 */
export const applyMigrations = async (persist: string, signal?: AbortSignal, kept = KEPT): Promise<boolean> => {
  const stamp = join(persist, "migrations.sha256");
  const digest = await digestOfMigrations();
  const database = join(persist, "v3", "d1");
  const hasDatabase = existsSync(database);
  const empty = join(kept, digest);
  if (hasDatabase && (await readFile(stamp, "utf8").catch(() => "")) === digest) return false;
  await mkdir(persist, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new CliError(`cannot make the folder ${persist}: ${cause.code}`, 1, { cause });
  });
  if (!hasDatabase && existsSync(empty)) {
    await cp(empty, database, { recursive: true });
    await writeFile(stamp, digest);
    return true;
  }
  await runMigrations(persist, signal);
  await writeFile(stamp, digest);
  if (!hasDatabase) await keepEmpty(database, empty);
  return true;
};

const runMigrations = async (persist: string, signal: AbortSignal | undefined): Promise<void> => {
  const lines: string[] = [];
  const code = await runChild("wrangler", ["d1", "migrations", "apply", "DB", "--local", "--persist-to", persist], {
    env: WRANGLER_ENV,
    onLine: tellingLines((line) => lines.push(line.trim())),
    signal,
  });
  if (code !== 0) {
    const reason = lines.filter((line) => /error/i.test(line)).join("\n") || lines.slice(-5).join("\n");
    throw new CliError(`cannot bring the database in ${persist} up to date: a migration failed\n${reason}`);
  }
};

/** Keeps a copy of a database that has just been made; whole from the moment that it is there. */
const keepEmpty = async (database: string, empty: string): Promise<void> => {
  const copy = `${empty}.${process.pid}`;
  await cp(database, copy, { recursive: true });
  // Another process may have kept its own meanwhile.
  await rename(copy, empty).catch(() => rm(copy, { recursive: true, force: true }));
};

const digestOfMigrations = async (): Promise<string> => {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith(".sql")).sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(`${name}\0`).update(await readFile(join(MIGRATIONS, name)));
  return hash.digest("hex");
};
