import { and, eq, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { beginsWith, type PartKey } from "./part-cells.ts";
import { PATH_BITS } from "./part-paths.ts";
import { mostOf } from "./replace-parts.ts";
import { batchRuns, cells, entries, entryTiers, scenarios, tiers } from "./tables.ts";

/** A path, and how many cells or batches lie there. */
interface Weight {
  path: string;
  size: number;
}

/** How many rows are looked at to plan how a part is split. Where there are more, what it is split into may be split again. */
const MOST_LOOKED_AT = 2_500;

const halves = (prefix: string): string[] => [`${prefix}0`, `${prefix}1`];

/**
 * The prefixes that a part is to be split into so that each holds at most `most`: a prefix is split only if it holds more. Where a path
 * ends, whoever makes that part splits it further. A prefix with nothing in it is one too, so that they cover every path.
 */
const planSplit = (prefix: string, weights: readonly Weight[], most: number): string[] => {
  const leavesOf = (start: string, within: readonly Weight[]): string[] => {
    const size = within.reduce((sum, weight) => sum + weight.size, 0);
    if (size <= most || within.every(({ path }) => path.length <= start.length)) return [start];
    return halves(start).flatMap((half) =>
      leavesOf(
        half,
        within.filter(({ path }) => path.startsWith(half)),
      ),
    );
  };
  return halves(prefix).flatMap((half) =>
    leavesOf(
      half,
      weights.filter(({ path }) => path.startsWith(half)),
    ),
  );
};

const batchWeights = (database: Database, prefix: string): Promise<Weight[]> =>
  database
    .select({ path: batchRuns.path, size: sql<number>`1`.as("size") })
    .from(batchRuns)
    .where(beginsWith(batchRuns.path, prefix))
    .limit(MOST_LOOKED_AT);

const entryWeights = (database: Database, { suiteVersionId, prefix }: PartKey): Promise<Weight[]> =>
  database
    .select({ path: entries.path, size: entryTiers.cells })
    .from(entries)
    .innerJoin(entryTiers, and(eq(entryTiers.suiteVersionId, suiteVersionId), eq(entryTiers.entryId, entries.id)))
    .where(and(eq(entries.suiteVersionId, suiteVersionId), beginsWith(entries.path, prefix)))
    .limit(MOST_LOOKED_AT);

/** The cells of one entry, each under its entry's path followed by its scenario's. */
const scenarioWeights = (database: Database, { suiteVersionId, prefix }: PartKey): Promise<Weight[]> =>
  database
    .select({ path: sql<string>`${entries.path} || ${scenarios.path}`, size: sql<number>`1`.as("size") })
    .from(entries)
    .innerJoin(cells, eq(cells.entryId, entries.id))
    .innerJoin(scenarios, eq(scenarios.id, cells.scenarioId))
    .where(
      and(
        eq(entries.suiteVersionId, suiteVersionId),
        eq(entries.path, prefix.slice(0, PATH_BITS)),
        beginsWith(scenarios.path, prefix.slice(PATH_BITS)),
      ),
    )
    .limit(MOST_LOOKED_AT);

/** The cells of one entry in one scenario, each under the paths of these followed by its tier's. */
const tierWeights = (database: Database, { suiteVersionId, prefix }: PartKey): Promise<Weight[]> =>
  database
    .select({
      path: sql<string>`${entries.path} || ${scenarios.path} || ${tiers.path}`,
      size: sql<number>`1`.as("size"),
    })
    .from(entries)
    .innerJoin(scenarios, eq(scenarios.suiteVersionId, entries.suiteVersionId))
    .innerJoin(cells, and(eq(cells.entryId, entries.id), eq(cells.scenarioId, scenarios.id)))
    .innerJoin(tiers, eq(tiers.id, cells.tierId))
    .where(
      and(
        eq(entries.suiteVersionId, suiteVersionId),
        eq(entries.path, prefix.slice(0, PATH_BITS)),
        eq(scenarios.path, prefix.slice(PATH_BITS, 2 * PATH_BITS)),
        beginsWith(tiers.path, prefix.slice(2 * PATH_BITS)),
      ),
    )
    .limit(MOST_LOOKED_AT);

const cellWeights = (prefix: string) =>
  prefix.length < PATH_BITS ? entryWeights : prefix.length < 2 * PATH_BITS ? scenarioWeights : tierWeights;

/** The prefixes that a part which holds too much is split into. */
export const readSplit = async (database: Database, key: PartKey): Promise<string[]> => {
  const { suiteVersionId, prefix } = key;
  const read = suiteVersionId === 0 ? batchWeights(database, prefix) : cellWeights(prefix)(database, key);
  return planSplit(prefix, await read, mostOf(key));
};
