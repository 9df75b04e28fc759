import { env } from "cloudflare:test";
import { getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import * as tables from "../db/tables.ts";

const names = Object.values(tables)
  .filter((table) => is(table, SQLiteTable))
  .map((table) => getTableName(table));

const countAll = `SELECT ${names.map((name) => `(SELECT count(*) FROM ${name}) AS ${name}`).join(", ")}`;

export type TableCounts = Record<string, number>;

/** How many rows each table has. */
export const countRows = async (): Promise<TableCounts> => (await env.DB.prepare(countAll).first<TableCounts>()) ?? {};

const CONTRADICTIONS = `SELECT
  (SELECT count(*) FROM evaluation_results WHERE run_id NOT IN (SELECT run_id FROM benchmark_runs)) AS orphans,
  (SELECT count(*) FROM benchmark_runs) - (SELECT coalesce(sum(runs), 0) FROM cells) AS uncounted,
  (SELECT count(*) FROM benchmark_runs WHERE batch_id <> '') - (SELECT coalesce(sum(runs), 0) FROM batch_entries) AS unbatched,
  (SELECT count(*) FROM benchmark_runs WHERE batch_id <> '' AND batch_id NOT IN (SELECT batch_id FROM batch_runs)) AS homeless`;

/** What must be 0, each: parts of runs without the run, runs that are not in the aggregates, runs without their batch. */
export const findContradictions = async (): Promise<TableCounts> =>
  (await env.DB.prepare(CONTRADICTIONS).first<TableCounts>()) ?? {};

/** What `findContradictions` finds when all is well. */
export const NO_CONTRADICTIONS: TableCounts = { orphans: 0, uncounted: 0, unbatched: 0, homeless: 0 };
