import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { EntryPosition } from "#contract/figures/stats-query.ts";
import type { Entry } from "#contract/names/entry.ts";
import { measuresOf } from "#contract/snapshot/measures.ts";
import type { Database } from "./database.ts";
import { type CellRow, measureColumnsOf } from "./measures.ts";
import { isNumbered, numbersOf, pairsOf } from "./numbered.ts";
import type { NumberedVersion } from "./suite-versions.ts";
import { cells, entries, entryTiers, scenarios, tiers } from "./tables.ts";
import { wholeGroups } from "./whole-groups.ts";

const entryNames = { agent: entries.agent, model: entries.model, variant: entries.variant };

const isOneOf = (given: readonly Entry[]): SQL => sql`(${entries.agent}, ${entries.model}, ${entries.variant}) IN (
  SELECT value ->> 'agent', coalesce(value ->> 'model', ''), coalesce(value ->> 'variant', '')
  FROM json_each(${JSON.stringify(given)})
)`;

/** The names of some scenarios or tiers by their numbers. */
export const namesOf = async (
  database: Database,
  table: typeof scenarios | typeof tiers,
  name: SQLiteColumn,
  ids: readonly number[],
): Promise<Map<number, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await database
    .select({ id: table.id, name: sql<string>`${name}` })
    .from(numbersOf([...new Set(ids)]))
    .crossJoin(table)
    .where(isNumbered(table.id));
  return new Map(rows.map((row) => [row.id, row.name]));
};

/** The number of a tier, undefined where all are meant, null if no run is of that tier. */
export const findTier = async (database: Database, tier: string | undefined): Promise<number | null | undefined> => {
  if (tier === undefined) return undefined;
  const [found] = await database.select({ id: tiers.id }).from(tiers).where(eq(tiers.tier, tier));
  return found?.id ?? null;
};

const cellColumns = { scenarioId: cells.scenarioId, tierId: cells.tierId, words: measureColumnsOf(cells) };

/** An entry with its number. */
type NumberedEntry = Record<keyof typeof entryNames, string> & { id: number };

interface NumberedCell {
  entryId: number;
  scenarioId: number;
  tierId: number;
  words: Record<string, number>;
}

/** Cells, and the names of their scenarios where these were read before them. */
interface NumberedCells {
  rows: readonly NumberedCell[];
  scenarioNames?: ReadonlyMap<number, string>;
}

/** Cells under the names of their entries, scenarios and tiers: each name is read once, however many cells have it. */
const nameCells = async (
  database: Database,
  { suite, suiteVersion }: NumberedVersion,
  { rows, scenarioNames: known }: NumberedCells,
  ofEntries: readonly NumberedEntry[],
): Promise<CellRow[]> => {
  const named = new Map(ofEntries.map(({ id, ...names }) => [id, names]));
  const [scenarioIds, tierIds] = [rows.map(({ scenarioId }) => scenarioId), rows.map(({ tierId }) => tierId)];
  const [scenarioNames, tierNames] = await Promise.all([
    known ?? namesOf(database, scenarios, scenarios.scenario, scenarioIds),
    namesOf(database, tiers, tiers.tier, tierIds),
  ]);
  return rows.flatMap(({ entryId, scenarioId, tierId, words }) => {
    const entry = named.get(entryId);
    const names = { scenario: scenarioNames.get(scenarioId) ?? "", tier: tierNames.get(tierId) ?? "" };
    return entry ? [{ suite, suiteVersion, ...entry, ...names, ...measuresOf(words) }] : [];
  });
};

/** How much may be read of cells: rows of cells and names of tiers, and these with the names of scenarios. */
interface MostRead {
  cells: number;
  rows: number;
}

/** Which cells are meant: in which tier (undefined: all), and how much may be read for them. */
interface CellsWanted {
  tierId: number | undefined;
  most: MostRead;
}

/** The cells of entries in all tiers, a range of the key for each; undefined if they or their names are more than may be read. */
const cellsOfEntries = async (
  database: Database,
  ids: readonly number[],
  most: MostRead,
): Promise<NumberedCells | undefined> => {
  const rows = await database
    .select({ entryId: cells.entryId, ...cellColumns })
    .from(numbersOf(ids))
    .crossJoin(cells)
    .where(isNumbered(cells.entryId))
    .limit(most.cells + 1);
  const ofCells = rows.length + new Set(rows.map(({ tierId }) => tierId)).size;
  const all = ofCells + new Set(rows.map(({ scenarioId }) => scenarioId)).size;
  return ofCells > most.cells || all > most.rows ? undefined : { rows };
};

/**
 * The same in one tier: a look into the key for each scenario of the version and each entry, since what else the entries ran is none of its
 * business.
 */
const cellsInTier = async (
  database: Database,
  { id }: NumberedVersion,
  ids: readonly number[],
  { tierId, most }: { tierId: number; most: MostRead },
): Promise<NumberedCells | undefined> => {
  // What each entry has in a scenario, and the scenario itself.
  const mostScenarios = Math.floor(Math.min(most.cells / ids.length, most.rows / (ids.length + 1)));
  const ofVersion = await database
    .select({ id: scenarios.id, scenario: scenarios.scenario })
    .from(scenarios)
    .where(eq(scenarios.suiteVersionId, id))
    .limit(mostScenarios + 1);
  if (ofVersion.length > mostScenarios) return undefined;
  if (ofVersion.length === 0) return { rows: [] };
  const rows = await database
    .select({ entryId: cells.entryId, ...cellColumns })
    .from(pairsOf(ids.flatMap((entryId) => ofVersion.map((row) => [entryId, row.id] as const))))
    .crossJoin(cells)
    .where(
      and(eq(cells.entryId, sql`paired.column1`), eq(cells.scenarioId, sql`paired.column2`), eq(cells.tierId, tierId)),
    );
  return { rows, scenarioNames: new Map(ofVersion.map((row) => [row.id, row.scenario])) };
};

/** The cells of some entries of a version of a suite; undefined if they or their names are more than may be read. */
export const readCells = async (
  database: Database,
  version: NumberedVersion,
  ofEntries: readonly NumberedEntry[],
  { tierId, most }: CellsWanted,
): Promise<CellRow[] | undefined> => {
  if (ofEntries.length === 0) return [];
  const ids = ofEntries.map(({ id }) => id);
  const found =
    tierId === undefined
      ? await cellsOfEntries(database, ids, most)
      : await cellsInTier(database, version, ids, { tierId, most });
  return found && nameCells(database, version, found, ofEntries);
};

/** Those of some entries that a version of a suite has. */
export const findEntries = (
  database: Database,
  version: NumberedVersion,
  wanted: readonly Entry[],
): Promise<NumberedEntry[]> =>
  database
    .select({ id: entries.id, ...entryNames })
    .from(entries)
    .where(and(eq(entries.suiteVersionId, version.id), isOneOf(wanted)));

/** The most entries, and rows of them and their tiers, that are looked at to see whether a version has few cells. */
const MOST_COUNTED = 250;

/**
 * The entries of a version of a suite, or of a tier of it, that has at most so many cells; undefined if it has more, or too many entries and tiers to
 * tell.
 */
export const findEntriesOfFewCells = async (
  database: Database,
  version: NumberedVersion,
  { tierId, mostCells }: { tierId: number | undefined; mostCells: number },
): Promise<NumberedEntry[] | undefined> => {
  const all = await database
    .select({ id: entries.id, ...entryNames })
    .from(entries)
    .where(eq(entries.suiteVersionId, version.id))
    .limit(MOST_COUNTED + 1);
  if (all.length > MOST_COUNTED) return undefined;
  if (all.length === 0) return [];
  const counted = await database
    .select({ entryId: entryTiers.entryId, cells: entryTiers.cells })
    .from(numbersOf(all.map(({ id }) => id)))
    .crossJoin(entryTiers)
    .where(
      and(
        eq(entryTiers.suiteVersionId, version.id),
        isNumbered(entryTiers.entryId),
        tierId === undefined ? undefined : eq(entryTiers.tierId, tierId),
      ),
    )
    .limit(MOST_COUNTED + 1);
  if (counted.length > MOST_COUNTED || counted.reduce((sum, row) => sum + row.cells, 0) > mostCells) return undefined;
  const wanted = new Set(counted.map(({ entryId }) => entryId));
  return all.filter(({ id }) => wanted.has(id));
};

/** The most cells that a page of a scenario's entries holds. */
const MOST_ON_PAGE = 1_200;

/** A page of a scenario's cells, and behind which entry the next one begins. */
type ScenarioPage = { rows: CellRow[]; next: EntryPosition | undefined };

/** Which cells of a scenario are meant: in which tier (undefined: all), and those of how many entries from behind which place on. */
interface ScenarioCellsWanted {
  scenarioId: number;
  tierId: number | undefined;
  after: EntryPosition | undefined;
  limit: number;
}

/** The entries of a version from behind a place on, in the order of their paths. */
const entriesBehind = (database: Database, { id }: NumberedVersion, after: EntryPosition | undefined, limit: number) =>
  database
    .select({ path: entries.path, id: entries.id, ...entryNames })
    .from(entries)
    .where(
      and(
        eq(entries.suiteVersionId, id),
        after && sql`(${entries.path}, ${entries.id}) > (${after.path}, ${after.id})`,
      ),
    )
    .orderBy(asc(entries.path), asc(entries.id))
    .limit(limit);

/**
 * The cells of a scenario, of `limit` entries at most from behind a place on, in the order of their paths; a look into the key for each. No entry is
 * spread over two pages; undefined if one alone has too many tiers.
 */
export const readCellsOfScenario = async (
  database: Database,
  version: NumberedVersion,
  { scenarioId, tierId, after, limit }: ScenarioCellsWanted,
): Promise<ScenarioPage | undefined> => {
  const listed = await entriesBehind(database, version, after, limit + 1);
  const page = listed.slice(0, limit);
  if (page.length === 0) return { rows: [], next: undefined };
  const rows = await database
    .select({ entryId: cells.entryId, ...cellColumns })
    .from(numbersOf(page.map(({ id }) => id)))
    .crossJoin(cells)
    .where(
      and(
        isNumbered(cells.entryId),
        eq(cells.scenarioId, scenarioId),
        tierId === undefined ? undefined : eq(cells.tierId, tierId),
      ),
    )
    .limit(MOST_ON_PAGE + 1);
  const whole = wholeGroups(rows, MOST_ON_PAGE, ({ entryId }) => entryId);
  if (!whole) return undefined;
  const kept =
    whole.cut === undefined
      ? page
      : page.slice(
          0,
          page.findIndex(({ id }) => id === whole.cut),
        );
  const last = kept.at(-1);
  return {
    rows: await nameCells(
      database,
      version,
      { rows: whole.rows },
      kept.map(({ path: _path, ...entry }) => entry),
    ),
    next: last && (whole.cut !== undefined || listed.length > limit) ? { path: last.path, id: last.id } : undefined,
  };
};
