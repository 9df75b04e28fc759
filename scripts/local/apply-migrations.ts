import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runChild } from "../command/child-process.ts";
import { CliError } from "../command/cli-error.ts";
import { inProject } from "../command/project.ts";
import { tellingLines, WRANGLER_ENV } from "./wrangler.ts";

const MIGRATIONS = inProject("worker", "db", "migrations");

/**
 * Brings the local database in the folder `persist` up to date with worker/db/migrations, and says whether there was anything to do.
 * A stamp beside the database names the migrations that it has, since asking wrangler takes seconds. CliError if one fails.
 */
export const applyMigrations = async (persist: string, signal?: AbortSignal): Promise<boolean> => {
  const stamp = join(persist, "migrations.sha256");
  const digest = await digestOfMigrations();
  const hasDatabase = existsSync(join(persist, "v3", "d1"));
  if (hasDatabase && (await readFile(stamp, "utf8").catch(() => "")) === digest) return false;
  await mkdir(persist, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new CliError(`cannot make the folder ${persist}: ${cause.code}`, 1, { cause });
  });
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
  await writeFile(stamp, digest);
  return true;
};

const digestOfMigrations = async (): Promise<string> => {
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith(".sql")).sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(`${name}\0`).update(await readFile(join(MIGRATIONS, name)));
  return hash.digest("hex");
};
