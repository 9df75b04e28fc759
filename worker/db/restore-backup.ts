import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { BackupKind, BackupLine, Restored } from "#contract/service/backup.ts";
import { BACKUP_TABLES, type BackedUpTable, fieldsOf } from "./backup-tables.ts";
import { type Database, runTogether } from "./database.ts";
import { type NamedRun, nameStatements } from "./name-rows.ts";
import { arrayValues, columnList, insertRows, insertRuns } from "./store-runs.ts";
import { evaluationResults, runCorrections } from "./tables.ts";

type Row = Record<string, unknown>;

/** Whoever restores writes for all. */
const ADMIN = { keyId: "", suites: undefined, isAdmin: true };

/** What of a line is not as its table has it; undefined: it fits. */
export const misfitOf = ({ kind, row }: BackupLine): string | undefined => {
  const apart = kind === "run" ? ["metadata", "links"] : [];
  const expected = fieldsOf(BACKUP_TABLES[kind]).filter((field) => !apart.includes(field));
  const missing = expected.find((field) => !(field in row));
  const unknown = Object.keys(row).find((field) => !expected.includes(field));
  if (missing === undefined && unknown === undefined) return undefined;
  return missing === undefined
    ? `has the field ${unknown}, which this version does not know`
    : `has no field ${missing}`;
};

/** A condition: no row of that key is here. The values of the key stand at those places of a JSON array. */
const isMissing = ({ table, key }: BackedUpTable, places: readonly number[]): SQL => {
  const columns = getTableColumns(table);
  const same = key.map(
    (field, position) =>
      sql`stored.${sql.identifier(columns[field]?.name ?? field)} = ${sql.raw(`(row.value ->> ${places[position]})`)}`,
  );
  return sql`NOT EXISTS (SELECT 1 FROM ${table} AS stored WHERE ${sql.join(same, sql` AND `)})`;
};

/** How many of some lines of a kind are not here yet, for a dry run. */
const countMissing = async (database: Database, backedUp: BackedUpTable, rows: readonly Row[]): Promise<number> => {
  const json = JSON.stringify(rows.map((row) => backedUp.key.map((field) => row[field])));
  const places = backedUp.key.map((_, position) => position);
  const [counted] = await database.all<{ lines: number }>(
    sql`SELECT count(*) AS lines FROM json_each(${json}) AS row WHERE ${isMissing(backedUp, places)}`,
  );
  return counted?.lines ?? 0;
};

const insertMissing = (backedUp: BackedUpTable, rows: readonly Row[]): SQL => {
  const { table, key, without } = backedUp;
  const complete = rows.map((row) => ({ ...row, ...without }));
  const fields = Object.keys(complete[0] ?? {});
  const json = JSON.stringify(complete.map((row: Row) => fields.map((field) => row[field])));
  const places = key.map((field) => fields.indexOf(field));
  return sql`INSERT INTO ${table} (${columnList(table, fields)})
    SELECT ${arrayValues(fields.length)} FROM json_each(${json}) AS row WHERE ${isMissing(backedUp, places)} RETURNING 1 AS inserted`;
};

/** The statements that bring runs back with what belongs to them; the last one gives those that went in. */
const runStatements = (lines: readonly BackupLine[]): SQL[] => {
  const rowsOf = (rows: readonly Row[]) => ({ rows, batchIds: [] });
  const corrections = lines.flatMap(({ correction }) => (correction ? [correction] : []));
  const evaluations = lines.flatMap((line) => line.evaluations ?? []);
  const runs = lines.map(({ row: { runId, ...row }, metadata, links }) => ({
    ...{ runId, ...row },
    ...{ metadata: metadata ?? null, links: links ?? null },
  }));
  return [
    ...(corrections.length > 0 ? [insertRows(runCorrections, rowsOf(corrections), ADMIN)] : []),
    ...(evaluations.length > 0 ? [insertRows(evaluationResults, rowsOf(evaluations), ADMIN)] : []),
    ...nameStatements(runs.map((run) => ({ run }) as unknown as NamedRun)),
    sql`${insertRuns(runs, ADMIN)} RETURNING 1 AS inserted`,
  ];
};

const statementsOf = (kind: BackupKind, lines: readonly BackupLine[]): SQL[] =>
  kind === "run"
    ? runStatements(lines)
    : [
        insertMissing(
          BACKUP_TABLES[kind],
          lines.map(({ row }) => row),
        ),
      ];

/** Brings lines of one kind back, those that are not here yet, all of them or, if the database fails, none. A dry run brings none back. */
export const restoreLines = async (
  database: Database,
  { kind, lines }: { kind: BackupKind; lines: readonly BackupLine[] },
  dry: boolean,
): Promise<Restored> => {
  const backedUp = kind === "run" ? { ...BACKUP_TABLES.run, key: ["runId"] } : BACKUP_TABLES[kind];
  const rows = lines.map(({ row }) => row);
  const restored = dry
    ? await countMissing(database, backedUp, rows)
    : ((await runTogether(database, statementsOf(kind, lines))).at(-1)?.length ?? 0);
  return { restored, present: lines.length - restored };
};
