import type { SQL } from "drizzle-orm";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";

export type Database = DrizzleD1Database & { $client: D1Database };

/** Opens the D1 binding through drizzle. */
export const openDatabase = (binding: D1Database): Database => drizzle(binding);

const dialect = new SQLiteAsyncDialect();

/**
 * Runs written-out statements in one transaction and returns the rows of each; all take effect or none does. drizzle's own batch takes only
 * the statements of its query builder.
 */
export const runTogether = async (
  { $client }: Database,
  statements: readonly SQL[],
): Promise<Record<string, unknown>[][]> => {
  const prepared = statements.map((statement) => {
    const { sql, params } = dialect.sqlToQuery(statement);
    return $client.prepare(sql).bind(...params);
  });
  const results = await $client.batch<Record<string, unknown>>(prepared);
  return results.map(({ results }) => results);
};
