import { PUBLISHED_FILES } from "#contract/snapshot/published.ts";
import { CliError } from "../command/cli-error.ts";
import type { CheckedSnapshot } from "../snapshots/check-snapshot.ts";
import type { FoundSnapshot } from "../snapshots/find-snapshot.ts";
import { verifyHistory } from "./verify-history.ts";
import { tablesIn, tablesOnSite, verifyTables } from "./verify-tables.ts";

/** What became of a verification. */
export interface Verification {
  id: string | undefined;
  parts: number;
  runs: number;
  /** How many tables were recomputed, and values of them; null: no site that shows the snapshot is at hand. */
  tables: number | null;
  values: number;
  problems: string[];
}

/** The tables of a site, wherever it lies. CliError if it does not say which it has. */
const tablesOf = async (site: NonNullable<FoundSnapshot["site"]>): Promise<string[]> => {
  if (!/^https?:/.test(site.name)) return tablesIn(site.name);
  const tables = await tablesOnSite(site);
  if (tables) return tables;
  throw new CliError(`${site.name} has no sitemap.xml to find its pages by`);
};

/** Recomputes the tables of the site on which a snapshot was found, and what it says of its earlier ones, if it shows that one now. */
export const verifyPublished = async (
  { site, index: text }: FoundSnapshot,
  { index, snapshot, parts, problems }: CheckedSnapshot,
): Promise<Verification> => {
  const report = { id: index?.id, parts: parts.length, runs: index?.runs ?? 0, tables: null, values: 0, problems };
  if (!site || !snapshot || (await site.read(PUBLISHED_FILES.present)) !== text) return report;
  const tables = await verifyTables(site, await tablesOf(site), snapshot);
  const history = await verifyHistory(site);
  return {
    ...report,
    tables: tables.tables,
    values: tables.values + history.values,
    problems: [...new Set([...problems, ...tables.problems, ...history.problems])],
  };
};
