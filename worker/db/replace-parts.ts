import { type SQL, sql } from "drizzle-orm";
import { MAX_PART_BATCHES, MAX_PART_CELLS } from "#contract/snapshot/parts.ts";
import { type Database, runTogether } from "./database.ts";
import type { PartKey } from "./part-cells.ts";
import { snapshotParts } from "./tables.ts";

/** The most cells, or batches, that a part of a version of a suite (0: of the batches) holds. */
export const mostOf = ({ suiteVersionId }: Pick<PartKey, "suiteVersionId">): number =>
  suiteVersionId === 0 ? MAX_PART_BATCHES : MAX_PART_CELLS;

/** Parts of a version of a suite, and those that are to cover the same instead, which are pending then. */
interface Replacement {
  suiteVersionId: number;
  old: readonly string[];
  by: readonly string[];
}

const replaceStatements = ({ suiteVersionId, old, by }: Replacement): SQL[] => {
  const gone = sql`suite_version_id = ${suiteVersionId} AND prefix IN (SELECT value FROM json_each(${JSON.stringify(old)}))`;
  return [
    sql`INSERT INTO ${snapshotParts} (suite_version_id, prefix) SELECT ${suiteVersionId}, value FROM json_each(${JSON.stringify(by)})
      WHERE (SELECT count(*) FROM ${snapshotParts} WHERE ${gone}) = ${old.length}`,
    sql`DELETE FROM ${snapshotParts} WHERE ${gone} AND EXISTS (
      SELECT 1 FROM ${snapshotParts} WHERE suite_version_id = ${suiteVersionId} AND prefix = ${by[0]}
    )`,
  ];
};

/** Replaces parts, each of them unless the old ones are gone meanwhile. */
export const replaceParts = async (database: Database, replacements: readonly Replacement[]): Promise<void> => {
  await runTogether(database, replacements.flatMap(replaceStatements));
};

const parentOf = (prefix: string): string => prefix.slice(0, -1);

const areHalves = (a: string, b: string): boolean => a.length === b.length && parentOf(a) === parentOf(b);

/**
 * What small parts are to be joined to, as removals leave them: halves that fit into one part together are one, so that the same data are the
 * same parts whatever was there before. Takes all parts, each made, those of a version by prefix.
 */
export const joinedParts = (parts: readonly (PartKey & { size: number })[]): Replacement[] => {
  const regions: (PartKey & { size: number; old: string[] })[] = [];
  for (const { suiteVersionId, prefix, size } of parts) {
    let region = { suiteVersionId, prefix, size, old: [prefix] };
    for (let before = regions.at(-1); before; before = regions.at(-1)) {
      const together = before.size + region.size;
      const isOther = before.suiteVersionId !== suiteVersionId || !areHalves(before.prefix, region.prefix);
      if (isOther || together > mostOf(region)) break;
      regions.pop();
      region = { ...region, prefix: parentOf(region.prefix), size: together, old: [...before.old, ...region.old] };
    }
    regions.push(region);
  }
  return regions
    .filter(({ old }) => old.length > 1)
    .map(({ suiteVersionId, prefix, old }) => ({ suiteVersionId, old, by: [prefix] }));
};
