import { sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { NEWEST_MIGRATION } from "./newest-migration.ts";

/** Whether a database whose last migration is this one lacks some. One that is ahead of the Worker, after a step back, lacks none. */
export const isBehind = (schemaVersion: string | null): boolean =>
  schemaVersion === null || schemaVersion < NEWEST_MIGRATION;

/** The name of the last migration that wrangler applied; null if there was none. Throws if the database does not answer. */
export const readSchemaVersion = async (database: Database): Promise<string | null> => {
  const tables = await database.all<{ name: string }>(sql`SELECT name FROM sqlite_master WHERE name = 'd1_migrations'`);
  if (tables.length === 0) return null;
  const [last] = await database.all<{ name: string }>(sql`SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1`);
  return last?.name ?? null;
};
