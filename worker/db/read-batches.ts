import { desc, eq, getTableColumns, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { BatchPosition, BatchQuery } from "#contract/batches/batch-query.ts";
import { recordOf } from "#contract/names/records.ts";
import { contributionOf, SUMMED_TELEMETRY } from "#contract/snapshot/contributions.ts";
import { MEASURE_COLUMNS, type Measures, measuresOf } from "#contract/snapshot/measures.ts";
import type { Database } from "./database.ts";
import { type CellRow, type EntryKey, measureColumnsOf, summedMeasures } from "./measures.ts";
import { isNumbered, numbersOf } from "./numbered.ts";
import { namesOf } from "./read-cells.ts";
import {
  batchEntries,
  batchRuns,
  benchmarkRuns,
  entries,
  runCorrections,
  scenarios,
  suiteVersions,
  tiers,
} from "./tables.ts";

type BatchRow = typeof batchRuns.$inferSelect;

/** What a batch's harness says of it, without the metadata. */
export type BatchClaimsRow = Omit<BatchRow, "metadata" | "path">;

/** A batch with what its runs add up to; null: it has none. */
export interface ListedBatch {
  claims: BatchClaimsRow;
  totals: Measures | null;
}

/** A page of batches, and where the next one begins; absent on the last. */
export interface BatchPage {
  batches: ListedBatch[];
  next: BatchPosition | undefined;
}

const entryColumns = {
  suite: suiteVersions.suite,
  suiteVersion: suiteVersions.suiteVersion,
  agent: entries.agent,
  model: entries.model,
  variant: entries.variant,
};

const { metadata: _metadata, path: _path, ...claimColumns } = getTableColumns(batchRuns);

/** The most batches that a page looks at for those of a status. */
const MAX_ROWS_LOOKED_AT = 1_000;

/** How many batches are looked at to find the best: the newest. */
const MOST_RANKED = 900;

/** How many rows of batches and their entries a list adds up at most. */
const MOST_ADDED = 3_000;

/** The newest first, along the index: looks at no more rows than a page holds, or MAX_ROWS_LOOKED_AT where few have the status. */
const listByDate = async (database: Database, { status, limit, cursor }: BatchQuery): Promise<BatchPage> => {
  const mostRows = status ? Math.max(MAX_ROWS_LOOKED_AT, limit + 1) : limit + 1;
  const after = cursor && sql`(listed_at, batch_id) < (${cursor.value}, ${cursor.batchId})`;
  const rows = await database
    .select(claimColumns)
    .from(batchRuns)
    .where(after)
    .orderBy(desc(batchRuns.listedAt), desc(batchRuns.batchId))
    .limit(mostRows);
  const passing = rows.filter(({ completedAt }) => !status || (completedAt !== null) === (status === "completed"));
  const totals = await readListedTotals(database, idsOf(passing.slice(0, limit)));
  const page = passing.slice(0, totals.size);
  const isCut = passing.length > page.length;
  const last = isCut ? page.at(-1) : rows.length === mostRows ? rows.at(-1) : undefined;
  return {
    batches: page.map((claims) => ({ claims, totals: totals.get(claims.batchId) ?? null })),
    next: last && { sortBy: "date", value: last.listedAt, batchId: last.batchId },
  };
};

/** Passes per counted run; null without a counted run. */
const countedRuns = ({ pass, fail, timeout, refusal, unknownFailure }: Measures): number =>
  pass + fail + timeout + refusal + unknownFailure;

const scoreOf = (totals: Measures | null | undefined): number | null => {
  const counted = totals ? countedRuns(totals) : 0;
  return totals && counted > 0 ? totals.pass / counted : null;
};

/** Whether `a` comes before `b`: the better first, those without a counted run last, equal ones by name backwards. */
const byScore = (a: BatchPosition, b: BatchPosition): number =>
  (b.value ?? -1) - (a.value ?? -1) || (a.batchId < b.batchId ? 1 : a.batchId > b.batchId ? -1 : 0);

/** The best of the newest MOST_RANKED first, or of as many of them as MOST_ADDED rows tell of: no index knows the score. */
const listByScore = async (database: Database, { status, limit, cursor }: BatchQuery): Promise<BatchPage> => {
  const rows = await database
    .select(claimColumns)
    .from(batchRuns)
    .where(hasStatus(status))
    .orderBy(desc(batchRuns.listedAt), desc(batchRuns.batchId))
    .limit(MOST_RANKED);
  const totals = await readListedTotals(database, idsOf(rows));
  const ranked = rows
    .slice(0, totals.size)
    .map((claims) => ({
      claims,
      totals: totals.get(claims.batchId) ?? null,
      position: { sortBy: "score" as const, value: scoreOf(totals.get(claims.batchId)), batchId: claims.batchId },
    }))
    .filter(({ position }) => cursor === undefined || byScore(cursor, position) < 0)
    .sort((a, b) => byScore(a.position, b.position));
  return {
    batches: ranked.slice(0, limit).map(({ claims, totals }) => ({ claims, totals })),
    next: ranked.length > limit ? ranked[limit - 1]?.position : undefined,
  };
};

const hasStatus = (status: BatchQuery["status"]): SQL | undefined =>
  status && (status === "completed" ? isNotNull(batchRuns.completedAt) : isNull(batchRuns.completedAt));

/** A page of batches from the cursor on. With a status, a page may hold fewer than `limit`, even none, and still have a next one. */
export const listBatches = (database: Database, query: BatchQuery): Promise<BatchPage> =>
  query.sortBy === "score" ? listByScore(database, query) : listByDate(database, query);

const idsOf = (batches: readonly { batchId: string }[]): string[] => batches.map(({ batchId }) => batchId);

/** The words of some rows, added up. */
const addedWords = (rows: readonly { words: Readonly<Record<string, number>> | null }[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { words } of rows) if (words) addWords(sums, words);
  return sums;
};

/** Adds the words of a row to those of others. */
const addWords = (sums: Record<string, number>, row: Readonly<Record<string, number>>): void => {
  for (const name of MEASURE_COLUMNS) sums[name] = (sums[name] ?? 0) + (row[name] ?? 0);
};

/**
 * What the runs of the first of some batches add up to, null for one without runs: of as many as MOST_ADDED rows tell of, of one at least.
 * A batch has a row an entry.
 */
const readListedTotals = async (
  database: Database,
  batchIds: readonly string[],
): Promise<Map<string, Measures | null>> => {
  const rows = await database
    .select({ batchId: sql<string>`listed.value`.as("listed_id"), words: measureColumnsOf(batchEntries) })
    .from(sql`json_each(${JSON.stringify(batchIds)}) AS listed`)
    .leftJoin(batchEntries, sql`${batchEntries.batchId} = listed.value`)
    .limit(MOST_ADDED + 1);
  const cut = rows.length > MOST_ADDED ? rows.at(-1)?.batchId : undefined;
  if (cut !== undefined && cut === batchIds[0]) return new Map([[cut, await readLargeTotals(database, cut)]]);
  const byBatch = Map.groupBy(
    rows.filter(({ batchId }) => batchId !== cut),
    ({ batchId }) => batchId,
  );
  return new Map(
    Array.from(byBatch, ([batchId, own]) => {
      const sums = addedWords(own);
      return [batchId, Object.keys(sums).length === 0 ? null : measuresOf(sums)];
    }),
  );
};

/** What the runs of one batch add up to, which has more entries than others: a row for each is read, since a list must say something of it. */
const readLargeTotals = async (database: Database, batchId: string): Promise<Measures | null> => {
  const [row] = await database
    .select(summedMeasures(batchEntries))
    .from(batchEntries)
    .where(eq(batchEntries.batchId, batchId));
  return row ? measuresOf(row) : null;
};

/** What the runs of some batches add up to, and over how many entries of each. */
export interface BatchSums {
  totals: Measures;
  entries: number;
}

/** The most entries of batches whose runs are added up for one request. */
const MOST_SUMMED = 4_500;

/** What the runs of each of some batches add up to; batches without runs are absent. Undefined if they have too many entries. */
export const readBatchSums = async (
  database: Database,
  batchIds: readonly string[],
): Promise<Map<string, BatchSums> | undefined> => {
  const rows = await database
    .select({ batchId: batchEntries.batchId, words: measureColumnsOf(batchEntries) })
    .from(batchEntries)
    .where(sql`${batchEntries.batchId} IN (SELECT value FROM json_each(${JSON.stringify(batchIds)}))`)
    .limit(MOST_SUMMED + 1);
  if (rows.length > MOST_SUMMED) return undefined;
  return new Map(
    Array.from(
      Map.groupBy(rows, ({ batchId }) => batchId),
      ([batchId, own]) => [batchId, { totals: measuresOf(addedWords(own)), entries: own.length }] as const,
    ),
  );
};

/** What the harnesses of some batches say of them; unknown ones are absent. */
export const readBatchRows = async (
  database: Database,
  batchIds: readonly string[],
): Promise<Map<string, BatchRow>> => {
  const rows = await database
    .select()
    .from(batchRuns)
    .where(sql`${batchRuns.batchId} IN (SELECT value FROM json_each(${JSON.stringify(batchIds)}))`);
  return new Map(rows.map((row) => [row.batchId, row]));
};

/** What an entry's runs in a batch add up to. */
export type BatchEntry = EntryKey & Measures;

/** What the runs of each entry of a batch add up to, at most `limit` entries. */
export const readBatchEntries = async (database: Database, batchId: string, limit: number): Promise<BatchEntry[]> => {
  const rows = await database
    .select({ ...entryColumns, words: measureColumnsOf(batchEntries) })
    .from(batchEntries)
    .innerJoin(entries, eq(entries.id, batchEntries.entryId))
    .innerJoin(suiteVersions, eq(suiteVersions.id, entries.suiteVersionId))
    .where(eq(batchEntries.batchId, batchId))
    .limit(limit);
  return rows.map(({ words, ...key }) => ({ ...key, ...measuresOf(words) }));
};

/** The columns of a run as it is counted: what decisions say before what was submitted. */
const countedColumns = {
  outcome: benchmarkRuns.outcome,
  status: benchmarkRuns.status,
  totalScore: sql<number | null>`coalesce(${runCorrections.totalScore}, ${benchmarkRuns.totalScore})`.as("score"),
  weightedScore: sql<number | null>`coalesce(${runCorrections.weightedScore}, ${benchmarkRuns.weightedScore})`.as(
    "weighted",
  ),
  ...recordOf(SUMMED_TELEMETRY, (field) => benchmarkRuns[field]),
  costUsd: sql<number | null>`coalesce(${runCorrections.costUsd}, ${benchmarkRuns.costUsd})`.as("cost"),
  trials: sql<number>`coalesce(${benchmarkRuns.trials}, 1)`.as("counted_trials"),
  passes: benchmarkRuns.passes,
  // It is one of the score that was submitted.
  scoreStandardError: sql<
    number | null
  >`iif(coalesce(${runCorrections.totalScore} <> ${benchmarkRuns.totalScore}, false), NULL, ${benchmarkRuns.scoreStandardError})`.as(
    "score_error",
  ),
  synthetic: sql<boolean>`coalesce(${benchmarkRuns.synthetic}, 0)`.mapWith(Boolean).as("is_synthetic"),
  relationship: benchmarkRuns.relationship,
};

/** The most names of scenarios and tiers that are read for the cells of batches. */
const MOST_NAMES = 1_400;

const runsOfBatch = (database: Database, batchId: string) =>
  database
    .select({
      entryId: benchmarkRuns.entryId,
      scenarioId: benchmarkRuns.scenarioId,
      tierId: benchmarkRuns.tierId,
      ...countedColumns,
    })
    .from(benchmarkRuns)
    .leftJoin(runCorrections, eq(runCorrections.runId, benchmarkRuns.runId))
    .where(eq(benchmarkRuns.batchId, batchId));

/**
 * The cells that batches ran, with what their own runs add up to in each: from the runs themselves, so only for batches of few runs and entries.
 * Undefined if they ran too many scenarios and tiers.
 */
export const readBatchCells = async (
  database: Database,
  batchIds: readonly string[],
): Promise<(CellRow & { batchId: string })[] | undefined> => {
  const ofBatches = await Promise.all(batchIds.map((batchId) => runsOfBatch(database, batchId)));
  const runs = ofBatches.flatMap((own, position) => own.map((run) => ({ ...run, batchId: batchIds[position] ?? "" })));
  const [entryIds, scenarioIds, tierIds] = (["entryId", "scenarioId", "tierId"] as const).map((name) => [
    ...new Set(runs.map((run) => run[name])),
  ]);
  if (!entryIds || !scenarioIds || !tierIds || scenarioIds.length + tierIds.length > MOST_NAMES) return undefined;
  const [entryNames, scenarioNames, tierNames] = await Promise.all([
    readEntryNames(database, entryIds),
    namesOf(database, scenarios, scenarios.scenario, scenarioIds),
    namesOf(database, tiers, tiers.tier, tierIds),
  ]);
  const byCell = Map.groupBy(runs, (run) => `${run.entryId}.${run.scenarioId}.${run.tierId}.${run.batchId}`);
  return [...byCell.values()].flatMap((own) => {
    const [first] = own;
    const entry = first && entryNames.get(first.entryId);
    if (!entry) return [];
    const sums: Record<string, number> = {};
    for (const run of own) addWords(sums, contributionOf(run));
    const [scenario, tier] = [scenarioNames.get(first.scenarioId) ?? "", tierNames.get(first.tierId) ?? ""];
    return [{ ...entry, scenario, tier, ...measuresOf(sums), batchId: first.batchId }];
  });
};

const readEntryNames = async (database: Database, ids: readonly number[]): Promise<Map<number, EntryKey>> => {
  if (ids.length === 0) return new Map();
  const rows = await database
    .select({ id: entries.id, ...entryColumns })
    .from(numbersOf(ids))
    .crossJoin(entries)
    .innerJoin(suiteVersions, eq(suiteVersions.id, entries.suiteVersionId))
    .where(isNumbered(entries.id));
  return new Map(rows.map(({ id, ...key }) => [id, key]));
};
