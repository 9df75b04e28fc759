import { and, asc, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { EntryPosition } from "#contract/figures/stats-query.ts";
import type { Entry } from "#contract/names/entry.ts";
import { type Measures, measuresOf } from "#contract/snapshot/measures.ts";
import type { Database } from "./database.ts";
import { type CellRow, type EntryKey, measureColumnsOf } from "./measures.ts";
import { isNumbered, numbersOf } from "./numbered.ts";
import type { NumberedVersion } from "./suite-versions.ts";
import { cells, entries, entryTiers, scenarios, scenarioTiers, tiers } from "./tables.ts";

/** The most rows of an aggregate that a request looks at. */
export const MOST_ROWS = 5_000;

const entryNames = { agent: entries.agent, model: entries.model, variant: entries.variant };

const isOneOf = (given: readonly Entry[]): SQL => sql`(${entries.agent}, ${entries.model}, ${entries.variant}) IN (
  SELECT value ->> 'agent', coalesce(value ->> 'model', ''), coalesce(value ->> 'variant', '')
  FROM json_each(${JSON.stringify(given)})
)`;

/** The numbers in a list, however long: they travel as one parameter. */
const numbers = (ids: readonly number[]): SQL => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;

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

const scenarioIn = (suiteVersionId: number, scenario: string): SQL =>
  sql`(SELECT id FROM ${scenarios} WHERE suite_version_id = ${suiteVersionId} AND scenario = ${scenario})`;

/** The number of a tier, undefined where all are meant, null if no run is of that tier. */
export const findTier = async (database: Database, tier: string | undefined): Promise<number | null | undefined> => {
  if (tier === undefined) return undefined;
  const [found] = await database.select({ id: tiers.id }).from(tiers).where(eq(tiers.tier, tier));
  return found?.id ?? null;
};

const numberedColumns = {
  ...{ ...entryNames, scenarioId: cells.scenarioId, tierId: cells.tierId },
  words: measureColumnsOf(cells),
};

type NumberedCell = Record<keyof typeof entryNames, string> & {
  scenarioId: number;
  tierId: number;
  words: Record<string, number>;
};

/** Cells under the names of their scenarios and tiers: each name is read once, however many cells have it. */
const nameCells = async (
  database: Database,
  version: Pick<NumberedVersion, "suite" | "suiteVersion">,
  rows: readonly NumberedCell[],
): Promise<CellRow[]> => {
  const [scenarioIds, tierIds] = [rows.map(({ scenarioId }) => scenarioId), rows.map(({ tierId }) => tierId)];
  const [scenarioNames, tierNames] = await Promise.all([
    namesOf(database, scenarios, scenarios.scenario, scenarioIds),
    namesOf(database, tiers, tiers.tier, tierIds),
  ]);
  return rows.map(({ scenarioId, tierId, words, ...entry }) => ({
    ...{ ...version, ...entry },
    scenario: scenarioNames.get(scenarioId) ?? "",
    tier: tierNames.get(tierId) ?? "",
    ...measuresOf(words),
  }));
};

/** The cells of some entries in a version of a suite, at most `limit`: a range of the key for each entry. */
export const readCellsOfEntries = async (
  database: Database,
  { suite, suiteVersion, id }: NumberedVersion,
  { entries: wanted, tier, limit }: { entries: readonly Entry[]; tier: string | undefined; limit: number },
): Promise<CellRow[]> => {
  const tierId = await findTier(database, tier);
  if (tierId === null) return [];
  const rows = await database
    .select(numberedColumns)
    .from(entries)
    .innerJoin(cells, eq(cells.entryId, entries.id))
    .where(
      and(eq(entries.suiteVersionId, id), isOneOf(wanted), tierId === undefined ? undefined : eq(cells.tierId, tierId)),
    )
    .limit(limit);
  return nameCells(database, { suite, suiteVersion }, rows);
};

/** The cells of a version of a suite, or of one tier of it; undefined if it has more than `most`. */
export const readCellsOfVersion = async (
  database: Database,
  { suite, suiteVersion, id }: NumberedVersion,
  { tierId, most }: { tierId: number | undefined; most: number },
): Promise<CellRow[] | undefined> => {
  const rows = await database
    .select(numberedColumns)
    .from(entries)
    .innerJoin(cells, eq(cells.entryId, entries.id))
    .where(and(eq(entries.suiteVersionId, id), tierId === undefined ? undefined : eq(cells.tierId, tierId)))
    .limit(most + 1);
  return rows.length > most ? undefined : nameCells(database, { suite, suiteVersion }, rows);
};

/** A page of rows, and the name behind which the next one begins; undefined on the last. */
export interface Page<Row> {
  rows: Row[];
  next: string | undefined;
}

/** An entry with what its runs add up to. */
export type EntryTotals = Omit<EntryKey, "suite" | "suiteVersion"> & Measures & { suiteVersionId: number };

/** Which entries a page is about: by agent or by model, in the order of that name, of one version of a suite or of all. */
export interface EntryPage {
  by: "agent" | "model";
  after: string | undefined;
  suiteVersionId: number | undefined;
  tierId: number | undefined;
}

/** The most entries that a page of groups looks at. */
const ENTRIES_A_PAGE = 500;

/**
 * What the runs of entries add up to, a row an entry and tier, by agent or model: no name is spread over two pages. Undefined if one
 * name alone has more entries than a page.
 */
export const readEntryTotals = async (
  database: Database,
  { by, after, suiteVersionId, tierId }: EntryPage,
): Promise<Page<EntryTotals> | undefined> => {
  const name = entries[by];
  const listed = await database
    .select({ id: entries.id, suiteVersionId: entries.suiteVersionId, ...entryNames })
    .from(entries)
    .where(
      and(
        suiteVersionId === undefined ? undefined : eq(entries.suiteVersionId, suiteVersionId),
        after === undefined ? undefined : gt(name, after),
      ),
    )
    .orderBy(asc(name))
    .limit(ENTRIES_A_PAGE + 1);
  const cut = listed.length > ENTRIES_A_PAGE ? listed.at(-1)?.[by] : undefined;
  const whole = cut === undefined ? listed : listed.filter((entry) => entry[by] !== cut);
  if (whole.length === 0 && listed.length > 0) return undefined;
  const named = new Map(whole.map((entry) => [entry.id, entry]));
  const rows = await database
    .select()
    .from(entryTiers)
    .where(
      and(
        inArray(
          sql`(${entryTiers.suiteVersionId}, ${entryTiers.entryId})`,
          sql`(SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(whole.map((entry) => [entry.suiteVersionId, entry.id]))}))`,
        ),
        tierId === undefined ? undefined : eq(entryTiers.tierId, tierId),
      ),
    );
  return {
    rows: rows.flatMap((row) => {
      const entry = named.get(row.entryId);
      if (!entry) return [];
      const { agent, model, variant } = entry;
      return [{ agent, model, variant, suiteVersionId: row.suiteVersionId, ...measuresOf(row) }];
    }),
    next: cut === undefined ? undefined : whole.at(-1)?.[by],
  };
};

/** What the runs of a version of a suite add up to, in rows that are to be added; undefined if that takes too many. */
export const readSuiteTotals = async (
  database: Database,
  suiteVersionId: number,
  tierId: number | undefined,
): Promise<Measures[] | undefined> => {
  for (const table of [scenarioTiers, entryTiers] as const) {
    const rows = await database
      .select(measureColumnsOf(table))
      .from(table)
      .where(and(eq(table.suiteVersionId, suiteVersionId), tierId === undefined ? undefined : eq(table.tierId, tierId)))
      .limit(MOST_ROWS / 2 + 1);
    if (rows.length <= MOST_ROWS / 2) return rows.map(measuresOf);
  }
  return undefined;
};

/** What the runs of scenarios add up to, a row a scenario and tier, in the order of their names. */
export const readScenarioTotals = async (
  database: Database,
  {
    suiteVersionId,
    tierId,
    after,
    limit,
  }: { suiteVersionId: number; tierId: number | undefined; after: string | undefined; limit: number },
): Promise<Page<{ scenario: string } & Measures>> => {
  const listed = await database
    .select({ id: scenarios.id, scenario: scenarios.scenario })
    .from(scenarios)
    .where(
      and(
        eq(scenarios.suiteVersionId, suiteVersionId),
        after === undefined ? undefined : gt(scenarios.scenario, after),
      ),
    )
    .orderBy(asc(scenarios.scenario))
    .limit(limit + 1);
  const page = listed.slice(0, limit);
  const names = new Map(page.map(({ id, scenario }) => [id, scenario]));
  const rows = await database
    .select()
    .from(scenarioTiers)
    .where(
      and(
        eq(scenarioTiers.suiteVersionId, suiteVersionId),
        inArray(scenarioTiers.scenarioId, numbers([...names.keys()])),
        tierId === undefined ? undefined : eq(scenarioTiers.tierId, tierId),
      ),
    );
  return {
    rows: rows.map((row) => ({ scenario: names.get(row.scenarioId) ?? "", ...measuresOf(row) })),
    next: listed.length > limit ? page.at(-1)?.scenario : undefined,
  };
};

/** What the runs of one scenario add up to, a row a tier. */
export const readTotalsOfScenario = async (
  database: Database,
  { suiteVersionId, scenario, tierId }: { suiteVersionId: number; scenario: string; tierId: number | undefined },
): Promise<Measures[]> => {
  const rows = await database
    .select(measureColumnsOf(scenarioTiers))
    .from(scenarioTiers)
    .where(
      and(
        eq(scenarioTiers.suiteVersionId, suiteVersionId),
        eq(scenarioTiers.scenarioId, scenarioIn(suiteVersionId, scenario)),
        tierId === undefined ? undefined : eq(scenarioTiers.tierId, tierId),
      ),
    );
  return rows.map(measuresOf);
};

/** The cells of a scenario, of `limit` entries at most from behind a place on, in the order of their paths; a look into the key for each. */
export const readCellsOfScenario = async (
  database: Database,
  { suite, suiteVersion, id }: NumberedVersion,
  {
    scenario,
    tierId,
    after,
    limit,
  }: { scenario: string; tierId: number | undefined; after: EntryPosition | undefined; limit: number },
): Promise<{ rows: CellRow[]; next: EntryPosition | undefined }> => {
  const listed = await database
    .select({ path: entries.path, id: entries.id })
    .from(entries)
    .where(
      and(
        eq(entries.suiteVersionId, id),
        after && sql`(${entries.path}, ${entries.id}) > (${after.path}, ${after.id})`,
      ),
    )
    .orderBy(asc(entries.path), asc(entries.id))
    .limit(limit + 1);
  const page = listed.slice(0, limit);
  const rows = await database
    .select({ ...entryNames, tier: tiers.tier, words: measureColumnsOf(cells) })
    .from(entries)
    .innerJoin(cells, and(eq(cells.entryId, entries.id), eq(cells.scenarioId, scenarioIn(id, scenario))))
    .innerJoin(tiers, eq(tiers.id, cells.tierId))
    .where(
      and(
        inArray(entries.id, numbers(page.map((entry) => entry.id))),
        tierId === undefined ? undefined : eq(cells.tierId, tierId),
      ),
    );
  return {
    rows: rows.map(({ words, ...key }) => ({ suite, suiteVersion, scenario, ...key, ...measuresOf(words) })),
    next: listed.length > limit ? page.at(-1) : undefined,
  };
};
