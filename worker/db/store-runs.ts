import { eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Run } from "#contract/runs/run.ts";
import { differingFields } from "#contract/runs/run-content.ts";
import { mayChange, mayCreate, mayWriteTo, type Owner, readOwners, type Submitter } from "./batch-owners.ts";
import { type Database, runTogether } from "./database.ts";
import { evaluationRowsOf, evaluationsAsJson } from "./evaluations-as-json.ts";
import { fittingItems } from "./fitting-items.ts";
import { nameStatements } from "./name-rows.ts";
import { isNumbered, numbersOf } from "./numbered.ts";
import { pathOf } from "./part-paths.ts";
import { type RunToStore, runRowOf, submittedRunOf } from "./run-rows.ts";
import { sizeOfRun } from "./run-size.ts";
import { batchRuns, benchmarkRuns, entries, evaluationResults, scenarios, suiteVersions, tiers } from "./tables.ts";

/**
 * What became of a run: `replaced` means that it took the place of a running or incomplete state; `foreign-batch` that its batch, or that of the
 * run that is here, belongs to another key, and `foreign-run` that an unfinished state is another key's, whose id is `owner`; `removed-batch` that
 * its batch was removed.
 */
export type Stored =
  | { result: "accepted" | "replaced" | "duplicate" }
  /** `fields`: those that differ; none where the stored run was not read for that. */
  | { result: "conflict"; fields: string[] }
  | { result: "foreign-batch"; batchId: string; owner: string }
  | { result: "removed-batch"; batchId: string }
  | { result: "foreign-run"; owner: string };

/** The names of the columns that a row of arrays fills, in the order of `keys`. */
export const columnList = (table: SQLiteTable, keys: readonly string[]): SQL => {
  const columns = getTableColumns(table);
  return sql.join(
    keys.map((key) => sql.identifier(columns[key]?.name ?? key)),
    sql.raw(", "),
  );
};

export const arrayValues = (count: number): SQL =>
  sql.raw(Array.from({ length: count }, (_, position) => `row.value ->> ${position}`).join(", "));

type Row = Record<string, unknown>;

/** Rows of a table, and the batches of the runs that they are of. */
interface RowsOfRuns {
  rows: readonly Row[];
  batchIds: readonly string[];
}

/**
 * One insert for any number of rows: they travel as one JSON parameter, since D1 takes at most 100 parameters a statement.
 * Rows of runs that are here already are left out, and those of another key's batch: `run_id` is the first column, and the batch travels
 * behind the last one.
 */
export const insertRows = (table: SQLiteTable, { rows, batchIds }: RowsOfRuns, submitter: Submitter): SQL => {
  const keys = Object.keys(rows[0] ?? {});
  const json = JSON.stringify(
    rows.map((row, position) => [...keys.map((key) => row[key] ?? null), batchIds[position]]),
  );
  return sql`INSERT INTO ${table} (${columnList(table, keys)})
    SELECT ${arrayValues(keys.length)} FROM json_each(${json}) AS row
    WHERE NOT EXISTS (SELECT 1 FROM ${benchmarkRuns} AS stored WHERE stored.run_id = row.value ->> 0)
      AND ${mayWriteTo(submitter, sql.raw(`(row.value ->> ${keys.length})`))}`;
};

/** The rows that each run has in a table. */
const rowsOf = (runs: readonly RunToStore[], rowsOfRun: (run: RunToStore) => Row[]): RowsOfRuns => {
  const all = runs.flatMap((one) => rowsOfRun(one).map((row) => ({ row, batchId: one.run.batchId ?? "" })));
  return { rows: all.map(({ row }) => row), batchIds: all.map(({ batchId }) => batchId) };
};

const submittedEvaluations = ({ run }: RunToStore): Row[] =>
  run.evaluations.map(({ evaluatorName, score, maxScore, details }, position) => ({
    runId: run.runId,
    position,
    evaluatorName,
    score,
    maxScore,
    details: details ?? null,
  }));

/** Inserts runs, each with the numbers of its names, which are there by then. */
export const insertRuns = (rows: readonly Row[], submitter: Submitter): SQL => {
  const keys = Object.keys(rows[0] ?? {});
  const json = JSON.stringify(rows.map((row) => keys.map((key) => row[key] ?? null)));
  const column = (key: string) => sql.raw(`(row.value ->> ${keys.indexOf(key)})`);
  return sql`INSERT INTO ${benchmarkRuns} (${columnList(benchmarkRuns, keys)}, suite_version_id, entry_id, scenario_id, tier_id)
    SELECT ${arrayValues(keys.length)}, version.id, entry.id, scenario.id, tier.id FROM json_each(${json}) AS row
    CROSS JOIN ${suiteVersions} AS version ON version.suite = ${column("suite")} AND version.suite_version = ${column("suiteVersion")}
    CROSS JOIN ${entries} AS entry ON entry.suite_version_id = version.id AND entry.agent = ${column("agent")}
      AND entry.model = ${column("model")} AND entry.variant = ${column("variant")}
    CROSS JOIN ${scenarios} AS scenario ON scenario.suite_version_id = version.id AND scenario.scenario = ${column("scenario")}
    CROSS JOIN ${tiers} AS tier ON tier.tier = ${column("tier")}
    WHERE NOT EXISTS (SELECT 1 FROM ${benchmarkRuns} AS stored WHERE stored.run_id = row.value ->> 0)
      AND ${mayWriteTo(submitter, column("batchId"))}`;
};

const isFinal = (status: Run["status"]) => status === "completed" || status === "failed";

const idsIn = (runIds: readonly string[]): SQL => sql`(SELECT value FROM json_each(${JSON.stringify(runIds)}))`;

/** What is here of runs: a row of the list and one of each run are read, where IN (…) would read the list once more. */
const findStored = async (database: Database, runIds: readonly string[]) => {
  const rows = await database
    .select({
      id: sql<number | undefined>`${benchmarkRuns.id}`,
      runId: benchmarkRuns.runId,
      suite: benchmarkRuns.suite,
      status: benchmarkRuns.status,
      contentHash: benchmarkRuns.contentHash,
      batchId: benchmarkRuns.batchId,
      keyId: benchmarkRuns.keyId,
    })
    .from(sql`json_each(${JSON.stringify(runIds)}) AS named`)
    .crossJoin(benchmarkRuns)
    .where(eq(benchmarkRuns.runId, sql`named.value`));
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
  submitter: Submitter,
) => {
  const { keyId, isAdmin } = submitter;
  const batches = firstRunOfBatches(runs);
  const evaluations = rowsOf(runs, submittedEvaluations);
  const statements: SQL[] = [];
  if (replaced.length > 0) {
    statements.push(
      sql`DELETE FROM ${benchmarkRuns} WHERE run_id IN ${idsIn(replaced)} AND status IN ('running', 'incomplete')
        AND ${isAdmin ? sql`true` : sql`key_id = ${keyId}`} AND ${mayWriteTo(submitter, sql`${benchmarkRuns.batchId}`)}`,
    );
  }
  if (batches.length > 0) {
    statements.push(sql`INSERT INTO ${batchRuns} (batch_id, listed_at, path, key_id)
      SELECT value ->> 0, value ->> 1, value ->> 2, ${keyId} FROM json_each(${JSON.stringify(batches)})
      WHERE ${mayCreate(submitter, sql`(value ->> 0)`)}
      ON CONFLICT DO UPDATE SET listed_at = excluded.listed_at WHERE created_at IS NULL AND listed_at > excluded.listed_at
        AND ${isAdmin ? sql`true` : sql`key_id = ${keyId}`}`);
  }
  if (evaluations.rows.length > 0) statements.push(insertRows(evaluationResults, evaluations, submitter));
  statements.push(...nameStatements(runs));
  const rows = runs.map((run) => ({ ...runRowOf(run), keyId }));
  statements.push(sql`${insertRuns(rows, submitter)} RETURNING run_id`);
  const inserted = (await runTogether(database, statements)).at(-1) ?? [];
  return new Set(inserted.map(({ run_id }) => run_id));
};

/** The first of some runs, by their numbers, as they were submitted: as many as a request may read whole. */
const readSubmittedRuns = async (database: Database, ids: readonly number[]): Promise<Map<string, Run>> => {
  if (ids.length === 0) return new Map();
  const sizes = await database
    .select({ id: benchmarkRuns.id, bytes: sizeOfRun })
    .from(numbersOf(ids))
    .crossJoin(benchmarkRuns)
    .where(isNumbered(benchmarkRuns.id));
  const fitting = fittingItems(sizes).map(({ id }) => id);
  if (fitting.length === 0) return new Map();
  const runs = await database
    .select({ row: getTableColumns(benchmarkRuns), evaluations: evaluationsAsJson })
    .from(numbersOf(fitting))
    .crossJoin(benchmarkRuns)
    .where(isNumbered(benchmarkRuns.id));
  return new Map(
    runs.map(({ row, evaluations }) => [row.runId, submittedRunOf(row, evaluationRowsOf(row.runId, evaluations))]),
  );
};

type StoredRow = Awaited<ReturnType<typeof findStored>> extends Map<string, infer Row> ? Row : never;

/** Runs that would be here by now, had a dry run stored them, by their names. */
export type SupposedRuns = Map<string, RunToStore>;

const supposedRow = ({ run, contentHash }: RunToStore, { keyId }: Submitter): StoredRow => ({
  id: undefined,
  runId: run.runId,
  suite: run.suite,
  status: run.status,
  contentHash,
  batchId: run.batchId ?? "",
  keyId,
});

/** What is here already of the runs that are submitted, and whose it is. */
interface Present {
  stored: ReadonlyMap<string, StoredRow>;
  /** The keys that batches belong to: those named by the runs, and those of the stored ones. */
  owners: ReadonlyMap<string, Owner>;
}

const findPresent = async (
  database: Database,
  runs: readonly RunToStore[],
  submitter: Submitter,
  supposed: SupposedRuns | undefined,
): Promise<Present> => {
  const stored = await findStored(
    database,
    runs.map(({ run }) => run.runId),
  );
  for (const { run } of runs) {
    const earlier = supposed?.get(run.runId);
    if (earlier) stored.set(run.runId, supposedRow(earlier, submitter));
  }
  const named = [...runs.map(({ run }) => run.batchId), ...[...stored.values()].map(({ batchId }) => batchId)];
  return {
    stored,
    owners: await readOwners(database, [...new Set(named.flatMap((name) => name || []))]),
  };
};

/** Adds runs to those that are supposed to be here, and gives their names. */
const suppose = (supposed: SupposedRuns, runs: readonly RunToStore[]): Set<unknown> => {
  for (const one of runs) supposed.set(one.run.runId, one);
  return new Set(runs.map(({ run }) => run.runId));
};

/** Why a run may not be written by this submitter, if it is not the same that is here; undefined: it may, as far as keys go. */
const refusalOf = ({ run }: RunToStore, { stored, owners }: Present, submitter: Submitter): Stored | undefined => {
  const row = stored.get(run.runId);
  for (const batchId of [run.batchId, row?.batchId]) {
    const owner = batchId ? owners.get(batchId) : undefined;
    if (!batchId || owner === undefined || mayChange(submitter, owner)) continue;
    return owner === null ? { result: "removed-batch", batchId } : { result: "foreign-batch", batchId, owner };
  }
  if (!row || isFinal(row.status) || mayChange(submitter, row.keyId)) return undefined;
  return { result: "foreign-run", owner: row.keyId };
};

/** The most queries that storing runs takes: 2 to see what is there, 8 to write, 2 to see what came in meanwhile, 2 to name what differs. */
export const MOST_STORE_QUERIES = 14;

/**
 * Stores runs with different names, all of them or, if the database fails, none. Says for each, in the same order, what became of it.
 * A run that is here already with the same content changes nothing, whoever sends it. One of another key's batch is refused. One that is here
 * with other content is a conflict, unless what is here is a running or incomplete state, which it replaces if that is the submitter's own, and
 * of a suite that it may submit to. At most MOST_STORE_QUERIES, however many runs.
 *
 * A dry run gives what would become of them after those that are `supposed` to be here already, to which it adds them, and stores nothing.
 */
export const storeRuns = async (
  database: Database,
  runs: readonly RunToStore[],
  submitter: Submitter,
  supposed?: SupposedRuns,
): Promise<Stored[]> => {
  const present = await findPresent(database, runs, submitter, supposed);
  const { stored } = present;
  const isSame = ({ run, contentHash }: RunToStore) => stored.get(run.runId)?.contentHash === contentHash;
  const isReplaceable = ({ run }: RunToStore) => {
    const row = stored.get(run.runId);
    return row !== undefined && !isFinal(row.status) && (submitter.suites?.includes(row.suite) ?? true);
  };
  const refused = new Map(runs.map((one) => [one, isSame(one) ? undefined : refusalOf(one, present, submitter)]));
  const toWrite = runs.filter(
    (one) => !isSame(one) && !refused.get(one) && (!stored.has(one.run.runId) || isReplaceable(one)),
  );
  const replaced = toWrite.filter(isReplaceable).map(({ run }) => run.runId);
  const written = supposed
    ? suppose(supposed, toWrite)
    : toWrite.length > 0
      ? await writeRuns(database, toWrite, replaced, submitter)
      : new Set<unknown>();

  const left = runs.filter((one) => !isSame(one) && !refused.get(one) && !written.has(one.run.runId));
  // What was let pass and did not go in came in otherwise meanwhile, or its batch became another key's.
  const isOvertaken = toWrite.some(({ run }) => !written.has(run.runId));
  const since = isOvertaken ? await findPresent(database, left, submitter, supposed) : present;
  const others = await readSubmittedRuns(
    database,
    left.flatMap(({ run }) => since.stored.get(run.runId)?.id ?? []),
  );
  for (const [runId, { run }] of supposed ?? []) others.set(runId, run);
  return runs.map((one): Stored => {
    const { runId } = one.run;
    if (isSame(one)) return { result: "duplicate" };
    if (written.has(runId)) return { result: stored.has(runId) ? "replaced" : "accepted" };
    const other = others.get(runId);
    const fields = other && differingFields(other, one.run);
    if (fields?.length === 0) return { result: "duplicate" };
    const refusal = refused.get(one) ?? refusalOf(one, since, submitter);
    if (refusal) return refusal;
    const there = since.stored.get(runId);
    if (!there) throw new Error(`run neither written nor present: ${runId}`);
    if (there.contentHash === one.contentHash) return { result: "duplicate" };
    return { result: "conflict", fields: fields ?? [] };
  });
};
