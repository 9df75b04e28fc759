import { getTableColumns } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { BackupKind } from "#contract/service/backup.ts";
import {
  apiKeys,
  batchEntries,
  batchEvaluators,
  batchRuns,
  benchmarkRuns,
  cells,
  days,
  decisions,
  entries,
  entryTiers,
  evaluationResults,
  evaluatorDays,
  evaluatorSuites,
  keptParts,
  manifests,
  runCorrections,
  scenarios,
  scenarioTiers,
  snapshotParts,
  snapshotState,
  suiteVersionKeys,
  suiteVersions,
  tiers,
} from "./tables.ts";

/** A table that a kind of line is of. */
export interface BackedUpTable {
  table: SQLiteTable;
  /** The fields that name a row, in whose order it is read. */
  key: readonly string[];
  /** Fields that are left out, and what they are restored as. */
  without: Readonly<Record<string, string>>;
  /** Fields that no line has: they are made anew. */
  derived: readonly string[];
}

const whole = (table: SQLiteTable, ...key: string[]): BackedUpTable => ({ table, key, without: {}, derived: [] });

/** What each kind of line holds. */
export const BACKUP_TABLES: Readonly<Record<BackupKind, BackedUpTable>> = {
  decision: whole(decisions, "id"),
  manifest: whole(manifests, "suite", "suiteVersion"),
  run: { ...whole(benchmarkRuns, "id"), derived: ["suiteVersionId", "entryId", "scenarioId", "tierId"] },
  batch: whole(batchRuns, "batchId"),
  // No secret hashes to nothing: the key comes back, and is good again when it is rotated.
  key: { ...whole(apiKeys, "id"), without: { hash: "" } },
};

/** Tables whose rows travel with their run. */
export const WITH_RUNS: readonly SQLiteTable[] = [evaluationResults, runCorrections];

/** Tables that follow from the others: they are not backed up, and restoring fills them. */
export const DERIVED_TABLES: readonly SQLiteTable[] = [
  ...[suiteVersions, suiteVersionKeys, entries, scenarios, tiers],
  ...[cells, entryTiers, scenarioTiers, days, batchEntries, evaluatorSuites, evaluatorDays, batchEvaluators],
  ...[snapshotParts, keptParts, snapshotState],
];

/** The fields that a line's row of a kind must have. */
export const fieldsOf = ({ table, without, derived }: BackedUpTable): string[] =>
  Object.keys(getTableColumns(table)).filter((field) => !(field in without) && !derived.includes(field));
