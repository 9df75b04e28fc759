import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import { type Measures, measuresOf } from "#contract/snapshot/measures.ts";
import type { Database } from "./database.ts";
import { type EntryKey, measureColumnsOf } from "./measures.ts";
import { isNumbered, numbersOf, pairsOf } from "./numbered.ts";
import { entries, entryTiers, scenarios, scenarioTiers } from "./tables.ts";
import { wholeGroups } from "./whole-groups.ts";

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

/** The most entries that a page of groups looks at, and rows of their tiers. */
const ENTRIES_A_PAGE = 500;
const ENTRY_TIERS_A_PAGE = 3_000;

const listEntries = (database: Database, { by, after, suiteVersionId }: EntryPage) =>
  database
    .select({
      id: entries.id,
      suiteVersionId: entries.suiteVersionId,
      agent: entries.agent,
      model: entries.model,
      variant: entries.variant,
    })
    .from(entries)
    .where(
      and(
        suiteVersionId === undefined ? undefined : eq(entries.suiteVersionId, suiteVersionId),
        after === undefined ? undefined : gt(entries[by], after),
      ),
    )
    .orderBy(asc(entries[by]))
    .limit(ENTRIES_A_PAGE + 1);

/**
 * What the runs of entries add up to, a row an entry and tier, by agent or model: no name is spread over two pages. Undefined if one
 * name alone has more entries, or these more tiers, than a page.
 */
export const readEntryTotals = async (database: Database, page: EntryPage): Promise<Page<EntryTotals> | undefined> => {
  const { by, tierId } = page;
  const nameOf = (entry: Pick<EntryTotals, "agent" | "model">) => entry[by];
  const listed = await listEntries(database, page);
  if (listed.length === 0) return { rows: [], next: undefined };
  const known = wholeGroups(listed, ENTRIES_A_PAGE, nameOf);
  if (!known) return undefined;
  const rows = await database
    .select({ row: entryTiers })
    .from(pairsOf(known.rows.map((entry) => [entry.suiteVersionId, entry.id])))
    .crossJoin(entryTiers)
    .where(
      and(
        eq(entryTiers.suiteVersionId, sql`paired.column1`),
        eq(entryTiers.entryId, sql`paired.column2`),
        tierId === undefined ? undefined : eq(entryTiers.tierId, tierId),
      ),
    )
    .limit(ENTRY_TIERS_A_PAGE + 1);
  const named = new Map(known.rows.map((entry) => [entry.id, entry]));
  const totals = rows.flatMap(({ row }) => {
    const entry = named.get(row.entryId);
    if (!entry) return [];
    const { agent, model, variant } = entry;
    return [{ agent, model, variant, suiteVersionId: row.suiteVersionId, ...measuresOf(row) }];
  });
  const whole = wholeGroups(totals, ENTRY_TIERS_A_PAGE, nameOf);
  if (!whole) return undefined;
  const cut = whole.cut ?? known.cut;
  const names = known.rows.map(nameOf);
  const last = whole.cut === undefined ? names.at(-1) : names[names.indexOf(whole.cut) - 1];
  return { rows: [...whole.rows], next: cut === undefined ? undefined : last };
};

/** The numbers of the scenarios or entries of a version of a suite; undefined if it has more than `most`. */
const numbersIn = async (
  database: Database,
  table: typeof scenarios | typeof entries,
  { suiteVersionId, most }: { suiteVersionId: number; most: number },
): Promise<number[] | undefined> => {
  const rows = await database
    .select({ id: table.id })
    .from(table)
    .where(eq(table.suiteVersionId, suiteVersionId))
    .limit(most + 1);
  return rows.length > most ? undefined : rows.map(({ id }) => id);
};

/** By what a suite may be added up, the one with fewer rows in most first, and how many of them a request reads for it. */
const ADDED_UP = [
  { summed: scenarioTiers, number: scenarioTiers.scenarioId, names: scenarios, mostRows: 1_600, mostNames: 800 },
  { summed: entryTiers, number: entryTiers.entryId, names: entries, mostRows: 800, mostNames: 800 },
] as const;

/** What the runs of a version of a suite add up to, in rows that are to be added; undefined if that takes too many. */
export const readSuiteTotals = async (
  database: Database,
  suiteVersionId: number,
  tierId: number | undefined,
): Promise<Measures[] | undefined> => {
  for (const { summed, number, names, mostRows, mostNames } of ADDED_UP) {
    const ofVersion = eq(summed.suiteVersionId, suiteVersionId);
    if (tierId === undefined) {
      const rows = await database
        .select(measureColumnsOf(summed))
        .from(summed)
        .where(ofVersion)
        .limit(mostRows + 1);
      if (rows.length <= mostRows) return rows.map(measuresOf);
      continue;
    }
    const ids = await numbersIn(database, names, { suiteVersionId, most: mostNames });
    if (ids?.length === 0) return [];
    if (!ids) continue;
    const rows = await database
      .select(measureColumnsOf(summed))
      .from(numbersOf(ids))
      .crossJoin(summed)
      .where(and(ofVersion, isNumbered(number), eq(summed.tierId, tierId)));
    return rows.map(measuresOf);
  }
  return undefined;
};

/** The most rows of scenarios and their tiers that a page holds. */
const SCENARIO_TIERS_A_PAGE = 1_250;

/** Which scenarios of a version of a suite are meant: `limit` at most behind a name, in a tier or in all. */
interface ScenarioPage {
  suiteVersionId: number;
  tierId: number | undefined;
  after: string | undefined;
  limit: number;
}

/**
 * What the runs of scenarios add up to, a row a scenario and tier, in the order of their names: no scenario is spread over two pages.
 * Undefined if one alone has too many tiers.
 */
export const readScenarioTotals = async (
  database: Database,
  { suiteVersionId, tierId, after, limit }: ScenarioPage,
): Promise<Page<{ scenario: string } & Measures> | undefined> => {
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
  if (page.length === 0) return { rows: [], next: undefined };
  const rows = await database
    .select({ row: scenarioTiers })
    .from(numbersOf(page.map(({ id }) => id)))
    .crossJoin(scenarioTiers)
    .where(
      and(
        eq(scenarioTiers.suiteVersionId, suiteVersionId),
        isNumbered(scenarioTiers.scenarioId),
        tierId === undefined ? undefined : eq(scenarioTiers.tierId, tierId),
      ),
    )
    .limit(SCENARIO_TIERS_A_PAGE + 1);
  const whole = wholeGroups(rows, SCENARIO_TIERS_A_PAGE, ({ row }) => row.scenarioId);
  if (!whole) return undefined;
  const names = new Map(page.map(({ id, scenario }) => [id, scenario]));
  const cutAt = page.findIndex(({ id }) => id === whole.cut);
  const last = page.at(whole.cut === undefined ? -1 : cutAt - 1);
  return {
    rows: whole.rows.map(({ row }) => ({ scenario: names.get(row.scenarioId) ?? "", ...measuresOf(row) })),
    next: whole.cut !== undefined || listed.length > limit ? last?.scenario : undefined,
  };
};

/** The most tiers of a scenario that are added up. */
const MOST_TIERS = 1_500;

const scenarioIn = (suiteVersionId: number, scenario: string): SQL =>
  sql`(SELECT id FROM ${scenarios} WHERE suite_version_id = ${suiteVersionId} AND scenario = ${scenario})`;

/** What the runs of one scenario add up to, a row a tier, with its number; undefined if it has too many tiers. */
export const readTotalsOfScenario = async (
  database: Database,
  { suiteVersionId, scenario, tierId }: { suiteVersionId: number; scenario: string; tierId: number | undefined },
): Promise<(Measures & { scenarioId: number })[] | undefined> => {
  const rows = await database
    .select({ scenarioId: scenarioTiers.scenarioId, words: measureColumnsOf(scenarioTiers) })
    .from(scenarioTiers)
    .where(
      and(
        eq(scenarioTiers.suiteVersionId, suiteVersionId),
        eq(scenarioTiers.scenarioId, scenarioIn(suiteVersionId, scenario)),
        tierId === undefined ? undefined : eq(scenarioTiers.tierId, tierId),
      ),
    )
    .limit(MOST_TIERS + 1);
  if (rows.length > MOST_TIERS) return undefined;
  return rows.map(({ scenarioId, words }) => ({ scenarioId, ...measuresOf(words) }));
};
