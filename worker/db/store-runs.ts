import { getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Run } from "#contract/runs/run.ts";
import { differingFields } from "#contract/runs/run-content.ts";
import { type Database, runTogether } from "./database.ts";
import { nameStatements } from "./name-rows.ts";
import { pathOf } from "./part-paths.ts";
import { type RunToStore, runRowOf, submittedRunOf } from "./run-rows.ts";
import { batchRuns, benchmarkRuns, entries, evaluationResults, scenarios, suiteVersions, tiers } from "./tables.ts";

/** What became of a run: `replaced` means that it took the place of a running or incomplete state. */
export type Stored = { result: "accepted" | "replaced" | "duplicate" } | { result: "conflict"; fields: string[] };

/** Who submits runs: the named key's id ("" for the secret), which the runs remember, and the only suites it may submit to. */
export interface Submitter {
  keyId: string;
  suites: readonly string[] | undefined;
}

/** The names of the columns that a row of arrays fills, in the order of `keys`. */
const columnList = (table: SQLiteTable, keys: readonly string[]): SQL => {
  const columns = getTableColumns(table);
  return sql.join(
    keys.map((key) => sql.identifier(columns[key]?.name ?? key)),
    sql.raw(", "),
  );
};

const arrayValues = (count: number): SQL =>
  sql.raw(Array.from({ length: count }, (_, position) => `row.value ->> ${position}`).join(", "));

type Row = Record<string, unknown>;

/**
 * One insert for any number of rows: they travel as one JSON parameter, since D1 takes at most 100 parameters a statement.
 * Rows of runs that are here already are left out: `run_id` is the first column.
 */
const insertRows = (table: SQLiteTable, rows: readonly Row[]): SQL => {
  const keys = Object.keys(rows[0] ?? {});
  const json = JSON.stringify(rows.map((row) => keys.map((key) => row[key] ?? null)));
  return sql`INSERT INTO ${table} (${columnList(table, keys)})
    SELECT ${arrayValues(keys.length)} FROM json_each(${json}) AS row
    WHERE NOT EXISTS (SELECT 1 FROM ${benchmarkRuns} AS stored WHERE stored.run_id = row.value ->> 0)`;
};

const evaluationRowsOf = ({ run }: RunToStore): Row[] =>
  run.evaluations.map(({ evaluatorName, score, maxScore, details }, position) => ({
    runId: run.runId,
    position,
    evaluatorName,
    score,
    maxScore,
    details: details ?? null,
  }));

/** Inserts runs, each with the numbers of its names, which are there by then. */
const insertRuns = (rows: readonly Row[]): SQL => {
  const keys = Object.keys(rows[0] ?? {});
  const json = JSON.stringify(rows.map((row) => keys.map((key) => row[key] ?? null)));
  const column = (key: string) => sql.raw(`row.value ->> ${keys.indexOf(key)}`);
  return sql`INSERT INTO ${benchmarkRuns} (${columnList(benchmarkRuns, keys)}, suite_version_id, entry_id, scenario_id, tier_id)
    SELECT ${arrayValues(keys.length)}, version.id, entry.id, scenario.id, tier.id FROM json_each(${json}) AS row
    CROSS JOIN ${suiteVersions} AS version ON version.suite = ${column("suite")} AND version.suite_version = ${column("suiteVersion")}
    CROSS JOIN ${entries} AS entry ON entry.suite_version_id = version.id AND entry.agent = ${column("agent")}
      AND entry.model = ${column("model")} AND entry.variant = ${column("variant")}
    CROSS JOIN ${scenarios} AS scenario ON scenario.suite_version_id = version.id AND scenario.scenario = ${column("scenario")}
    CROSS JOIN ${tiers} AS tier ON tier.tier = ${column("tier")}
    WHERE NOT EXISTS (SELECT 1 FROM ${benchmarkRuns} AS stored WHERE stored.run_id = row.value ->> 0)`;
};

const isFinal = (status: Run["status"]) => status === "completed" || status === "failed";

const idsIn = (runIds: readonly string[]): SQL => sql`(SELECT value FROM json_each(${JSON.stringify(runIds)}))`;

const findStored = async (database: Database, runIds: readonly string[]) => {
  const rows = await database
    .select({
      runId: benchmarkRuns.runId,
      suite: benchmarkRuns.suite,
      status: benchmarkRuns.status,
      contentHash: benchmarkRuns.contentHash,
    })
    .from(benchmarkRuns)
    .where(sql`${benchmarkRuns.runId} IN ${idsIn(runIds)}`);
  return new Map(rows.map((row) => [row.runId, row]));
};

/** The batches of runs, each with the moment its first run here started. */
const firstRunOfBatches = (runs: readonly RunToStore[]): [batchId: string, startedAt: number, path: string][] => {
  const batches = new Map<string, number>();
  for (const { run } of runs) {
    if (run.batchId === undefined) continue;
    const startedAt = Date.parse(run.startedAt);
    batches.set(run.batchId, Math.min(startedAt, batches.get(run.batchId) ?? startedAt));
  }
  return Array.from(batches, ([batchId, startedAt]) => [batchId, startedAt, pathOf(batchId)]);
};

/**
 * Writes runs in one transaction: removes the states they replace, then adds evaluations, then the runs, whose
 * triggers update the cells. Returns the names of those that went in: a run that came in meanwhile by another request did not.
 */
const writeRuns = async (
  database: Database,
  runs: readonly RunToStore[],
  replaced: readonly string[],
  keyId: string,
) => {
  const batches = firstRunOfBatches(runs);
  const evaluations = runs.flatMap(evaluationRowsOf);
  const statements: SQL[] = [];
  if (replaced.length > 0) {
    statements.push(
      sql`DELETE FROM ${benchmarkRuns} WHERE run_id IN ${idsIn(replaced)} AND status IN ('running', 'incomplete')`,
    );
  }
  if (batches.length > 0) {
    statements.push(sql`INSERT INTO ${batchRuns} (batch_id, listed_at, path)
      SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${JSON.stringify(batches)}) WHERE true ON CONFLICT DO NOTHING`);
  }
  if (evaluations.length > 0) statements.push(insertRows(evaluationResults, evaluations));
  statements.push(...nameStatements(runs));
  const rows = runs.map((run) => ({ ...runRowOf(run), keyId }));
  statements.push(sql`${insertRuns(rows)} RETURNING run_id`);
  const inserted = (await runTogether(database, statements)).at(-1) ?? [];
  return new Set(inserted.map(({ run_id }) => run_id));
};

const readSubmittedRuns = async (database: Database, runIds: readonly string[]): Promise<Map<string, Run>> => {
  if (runIds.length === 0) return new Map();
  const [runs, evaluations] = await database.batch([
    database
      .select()
      .from(benchmarkRuns)
      .where(inArray(benchmarkRuns.runId, idsIn(runIds))),
    database
      .select()
      .from(evaluationResults)
      .where(inArray(evaluationResults.runId, idsIn(runIds)))
      .orderBy(evaluationResults.runId, evaluationResults.position),
  ]);
  const evaluationsOf = Map.groupBy(evaluations, ({ runId }) => runId);
  return new Map(runs.map((row) => [row.runId, submittedRunOf(row, evaluationsOf.get(row.runId) ?? [])]));
};

/**
 * Stores runs with different names, all of them or, if the database fails, none. Says for each, in the same order, what became of it.
 * A run that is here already with the same content changes nothing. One that is here with other content is a conflict, unless what is here is
 * a running or incomplete state, which it replaces if the submitter may submit to that one's suite too. At most 11 queries, however many runs.
 */
export const storeRuns = async (
  database: Database,
  runs: readonly RunToStore[],
  { keyId, suites }: Submitter,
): Promise<Stored[]> => {
  const stored = await findStored(
    database,
    runs.map(({ run }) => run.runId),
  );
  const isSame = ({ run, contentHash }: RunToStore) => stored.get(run.runId)?.contentHash === contentHash;
  const isReplaceable = ({ run }: RunToStore) => {
    const row = stored.get(run.runId);
    return row !== undefined && !isFinal(row.status) && (suites === undefined || suites.includes(row.suite));
  };
  const toWrite = runs.filter((one) => !isSame(one) && (!stored.has(one.run.runId) || isReplaceable(one)));
  const replaced = toWrite.filter(isReplaceable).map(({ run }) => run.runId);
  const written = toWrite.length > 0 ? await writeRuns(database, toWrite, replaced, keyId) : new Set<unknown>();

  const left = runs.filter((one) => !isSame(one) && !written.has(one.run.runId));
  const present = await readSubmittedRuns(
    database,
    left.map(({ run }) => run.runId),
  );
  return runs.map((one): Stored => {
    const { runId } = one.run;
    if (isSame(one)) return { result: "duplicate" };
    if (written.has(runId)) return { result: stored.has(runId) ? "replaced" : "accepted" };
    const other = present.get(runId);
    if (!other) throw new Error(`run neither written nor present: ${runId}`);
    const fields = differingFields(other, one.run);
    return fields.length === 0 ? { result: "duplicate" } : { result: "conflict", fields };
  });
};
