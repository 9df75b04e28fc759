import { and, eq, gte, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { type Entry, entryOf, formatEntry } from "#contract/names/entry.ts";
import { recordOf } from "#contract/names/records.ts";
import { packedColumnsOf } from "#contract/snapshot/columns.ts";
import { PAIR_COLUMNS, pairColumns, readPairs } from "#contract/snapshot/evaluator-pairs.ts";
import { CELL_MEASURES, exactMeasure, isMoment } from "#contract/snapshot/measures.ts";
import { packNumbers } from "#contract/snapshot/packed-columns.ts";
import { packNames } from "#contract/snapshot/packed-names.ts";
import { MAX_PART_CELLS, type PackedCells } from "#contract/snapshot/parts.ts";
import type { Database } from "./database.ts";
import { PATH_BITS } from "./part-paths.ts";
import { namesOf } from "./read-cells.ts";
import { cells, entries, scenarios, suiteVersions, tiers } from "./tables.ts";

/** Names a part: the version of a suite (0: the batches), and how the paths of what it holds begin. */
export interface PartKey {
  suiteVersionId: number;
  prefix: string;
}

/** The condition that a path begins so. */
export const beginsWith = (column: SQLiteColumn, prefix: string): SQL | undefined =>
  prefix === "" ? undefined : and(gte(column, prefix), lt(column, `${prefix}2`));

/**
 * The query of the cells of a part, one more than it may hold. A path is an entry's followed by a scenario's and a tier's, so that a prefix
 * longer than an entry's path says which scenarios of it are meant, and one that is longer still which tiers of these.
 */
export const cellsOfPart = (database: Database, { suiteVersionId, prefix }: PartKey) => {
  const ofEntries = and(
    eq(entries.suiteVersionId, suiteVersionId),
    beginsWith(entries.path, prefix.slice(0, PATH_BITS)),
  );
  const ofScenarios = beginsWith(scenarios.path, prefix.slice(PATH_BITS, 2 * PATH_BITS));
  const ofTiers = beginsWith(tiers.path, prefix.slice(2 * PATH_BITS));
  const query = database
    .select({ agent: entries.agent, model: entries.model, variant: entries.variant, row: cells })
    .from(entries)
    .innerJoin(cells, eq(cells.entryId, entries.id));
  return query
    .where(
      and(
        ofEntries,
        ofScenarios &&
          inArray(
            cells.scenarioId,
            sql`(SELECT id FROM ${scenarios} WHERE suite_version_id = ${suiteVersionId} AND ${ofScenarios})`,
          ),
        ofTiers && inArray(cells.tierId, sql`(SELECT id FROM ${tiers} WHERE ${ofTiers})`),
      ),
    )
    .limit(MAX_PART_CELLS + 1);
};

/** The cells of several parts, each of whole entries: one more than `most`, in whatever order. */
export const cellsOfParts = (database: Database, keys: readonly PartKey[], most: number) => {
  const ofParts = keys.map(({ suiteVersionId, prefix }) =>
    and(eq(entries.suiteVersionId, suiteVersionId), beginsWith(entries.path, prefix)),
  );
  return database
    .select({
      agent: entries.agent,
      model: entries.model,
      variant: entries.variant,
      row: cells,
      home: entries.suiteVersionId,
    })
    .from(entries)
    .innerJoin(cells, eq(cells.entryId, entries.id))
    .where(keys.length === 0 ? sql`false` : or(...ofParts))
    .limit(most + 1);
};

export type PartCell = Awaited<ReturnType<typeof cellsOfPart>>[number];

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const places = (names: Iterable<string>): Map<string, number> =>
  new Map([...new Set(names)].sort(byName).map((name, position) => [name, position]));

/** Numbers of scenarios and tiers as their names. */
const readNames = (database: Database, rows: readonly PartCell[]) =>
  Promise.all([
    namesOf(
      database,
      scenarios,
      scenarios.scenario,
      rows.map(({ row }) => row.scenarioId),
    ),
    namesOf(
      database,
      tiers,
      tiers.tier,
      rows.map(({ row }) => row.tierId),
    ),
  ]);

/** The part that holds some cells: names and cells in an order of their own, whatever the order in which they were read. */
export const cellPart = async (
  database: Database,
  suiteVersionId: number,
  rows: readonly PartCell[],
): Promise<PackedCells> => {
  const [[version], [scenarioNames, tierNames]] = await Promise.all([
    database.select().from(suiteVersions).where(eq(suiteVersions.id, suiteVersionId)),
    readNames(database, rows),
  ]);
  const entryNames = new Map<string, Entry>(rows.map((row) => [formatEntry(entryOf(row)), entryOf(row)]));
  const [scenarioAt, tierAt, entryAt] = [
    places(scenarioNames.values()),
    places(tierNames.values()),
    places(entryNames.keys()),
  ];
  const placed = rows
    .map((cell) => ({
      scenario: scenarioAt.get(scenarioNames.get(cell.row.scenarioId) ?? "") ?? 0,
      tier: tierAt.get(tierNames.get(cell.row.tierId) ?? "") ?? 0,
      entry: entryAt.get(formatEntry(entryOf(cell))) ?? 0,
      row: cell.row,
    }))
    .sort((a, b) => a.entry - b.entry || a.scenario - b.scenario || a.tier - b.tier);
  const columns = {
    scenario: packNumbers(placed.map(({ scenario }) => scenario)),
    tier: packNumbers(placed.map(({ tier }) => tier)),
    entry: packNumbers(placed.map(({ entry }) => entry)),
    ...packedColumnsOf(CELL_MEASURES, placed, ({ row }, name) =>
      isMoment(name) ? Math.floor(row[name] / 1000) : exactMeasure(row, name),
    ),
  };
  const pairs = pairColumns(placed.map(({ row }) => readPairs(row.evaluatorPairs)));
  const { suite = "", suiteVersion = "" } = version ?? {};
  return {
    kind: "cells",
    suite,
    ...(suiteVersion === "" ? {} : { suiteVersion }),
    scenarios: packNames([...scenarioAt.keys()]),
    tiers: [...tierAt.keys()],
    entries: [...entryAt.keys()].flatMap((name) => entryNames.get(name) ?? []),
    cells: columns,
    ...(pairs && {
      evaluatorPairs: {
        evaluators: pairs.evaluators,
        ...recordOf(PAIR_COLUMNS, (name) => packNumbers(pairs[name])),
      },
    }),
  };
};
