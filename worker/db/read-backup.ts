import { getTableColumns, type SQL, sql } from "drizzle-orm";
import {
  BACKUP_KINDS,
  type BackupLine,
  type BackupPosition,
  MAX_BACKUP_BYTES,
  MAX_BACKUP_LINES,
} from "#contract/service/backup.ts";
import { BACKUP_TABLES, type BackedUpTable, fieldsOf } from "./backup-tables.ts";
import type { Database } from "./database.ts";
import { benchmarkRuns, decisions, evaluationResults, runCorrections } from "./tables.ts";

type Key = (string | number)[];
type Row = BackupLine["row"];

/** A page of a backup, and where the next one begins; absent on the last. */
export interface BackupPage {
  lines: BackupLine[];
  next: BackupPosition | undefined;
}

const listOf = (parts: SQL[]): SQL => sql`(${sql.join(parts, sql`, `)})`;

/** The names of the columns of a table without the table's, as they stand in a query of it alone. */
const columnsOf = ({ table }: Pick<BackedUpTable, "table">, fields: readonly string[]): SQL[] => {
  const columns = getTableColumns(table);
  return fields.map((field) => sql.identifier(columns[field]?.name ?? field)) as unknown as SQL[];
};

/** About how many bytes a row takes, and for a run those of its evaluations. */
const sizeOf = (backedUp: BackedUpTable): SQL => {
  const columns = columnsOf(backedUp, Object.keys(getTableColumns(backedUp.table)));
  const own = sql.join(
    columns.map((column) => sql`coalesce(octet_length(${column}), 0) + 20`),
    sql` + `,
  );
  if (backedUp.table !== benchmarkRuns) return own;
  return sql`${own} + coalesce((
    SELECT sum(octet_length(coalesce(details, '')) + octet_length(evaluator_name) + 200) FROM evaluation_results AS evaluation
    WHERE evaluation.run_id = benchmark_runs.run_id
  ), 0)`;
};

/** A condition on rows by their keys: after one, and up to another. */
const between = (backedUp: BackedUpTable, after: Key | undefined, last: Key | undefined): SQL => {
  const key = listOf(columnsOf(backedUp, backedUp.key));
  const values = (of: Key) => listOf(of.map((value) => sql`${value}`));
  return sql`${after ? sql`${key} > ${values(after)}` : sql`true`} AND ${last ? sql`${key} <= ${values(last)}` : sql`true`}`;
};

/** The keys of the rows of the next page, and whether rows come after it. */
const nextKeys = async (
  database: Database,
  backedUp: BackedUpTable,
  range: SQL,
): Promise<{ keys: Key[]; more: boolean }> => {
  const columns = columnsOf(backedUp, backedUp.key);
  const named = columns.map((column, position) => sql`${column} AS ${sql.identifier(`k${position}`)}`);
  const rows = await database.all<Record<string, string | number>>(sql`
    SELECT ${sql.join(named, sql`, `)}, ${sizeOf(backedUp)} AS bytes FROM ${backedUp.table} WHERE ${range}
    ORDER BY ${sql.join(columns, sql`, `)} LIMIT ${MAX_BACKUP_LINES + 1}`);
  let bytes = 0;
  const end = rows.findIndex((row, position) => {
    bytes += Number(row["bytes"]);
    return position === MAX_BACKUP_LINES || (position > 0 && bytes > MAX_BACKUP_BYTES);
  });
  const page = end === -1 ? rows : rows.slice(0, end);
  return { keys: page.map((row) => columns.map((_, position) => row[`k${position}`] ?? "")), more: end !== -1 };
};

const pick = (row: Row, fields: readonly string[]): Row =>
  Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));

const parsed = (json: unknown): unknown => (typeof json === "string" ? JSON.parse(json) : undefined);

/** Runs with their evaluations and what decisions come to, read at one moment. */
const readRuns = async (database: Database, range: SQL): Promise<BackupLine[]> => {
  const ofRuns = sql`run_id IN (SELECT run_id FROM benchmark_runs WHERE ${range})`;
  const [runs, evaluations, corrections] = await database.batch([
    database.select().from(benchmarkRuns).where(range).orderBy(benchmarkRuns.id),
    database
      .select()
      .from(evaluationResults)
      .where(ofRuns)
      .orderBy(evaluationResults.runId, evaluationResults.position),
    database.select().from(runCorrections).where(ofRuns),
  ]);
  const evaluationsOf = Map.groupBy(evaluations, ({ runId }) => runId);
  const correctionOf = new Map(corrections.map((correction) => [correction.runId, correction]));
  const fields = fieldsOf(BACKUP_TABLES.run).filter((field) => field !== "metadata" && field !== "links");
  return runs.map((run) => ({
    kind: "run",
    row: pick({ ...run }, fields),
    metadata: parsed(run.metadata),
    links: parsed(run.links),
    evaluations: evaluationsOf.get(run.runId),
    correction: correctionOf.get(run.runId),
  }));
};

/** The number of the newest decision; 0: none. */
export const newestDecision = async (database: Database): Promise<number> =>
  (await database.select({ id: sql<number>`coalesce(max(id), 0)` }).from(decisions))[0]?.id ?? 0;

/** A page of a backup from a position on: at most MAX_BACKUP_LINES lines, and as many as fit into MAX_BACKUP_BYTES. */
export const readBackupPage = async (database: Database, position: BackupPosition): Promise<BackupPage> => {
  const { kind, after } = position;
  const backedUp = BACKUP_TABLES[kind];
  const ofBackup = kind === "decision" ? sql`id <= ${position.decisions}` : sql`true`;
  const { keys, more } = await nextKeys(
    database,
    backedUp,
    sql`${between(backedUp, after, undefined)} AND ${ofBackup}`,
  );
  const last = keys.at(-1);
  const following = BACKUP_KINDS[BACKUP_KINDS.indexOf(kind) + 1];
  const next = more ? { ...position, after: last } : following && { kind: following, decisions: position.decisions };
  if (last === undefined) return { lines: [], next };
  const range = between(backedUp, after, last);
  if (kind === "run") return { lines: await readRuns(database, range), next };
  const rows = (await database
    .select()
    .from(backedUp.table)
    .where(range)
    .orderBy(...columnsOf(backedUp, backedUp.key))) as Row[];
  return { lines: rows.map((row) => ({ kind, row: pick(row, fieldsOf(backedUp)) })), next };
};
