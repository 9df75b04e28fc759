import { and, eq, type SQL, sql } from "drizzle-orm";
import { hashOf } from "#contract/snapshot/hash.ts";
import type { ManifestPart } from "#contract/snapshot/parts.ts";
import type { StatedManifest } from "#contract/suites/manifest.ts";
import type { ListedSuite, SuitePosition } from "#contract/suites/suite-list.ts";
import { type Database, runTogether } from "./database.ts";
import { fittingItems } from "./fitting-items.ts";
import type { SuiteVersionRow } from "./suite-versions.ts";
import { manifests, suiteVersionKeys, suiteVersions } from "./tables.ts";

/** How a version of a suite stands before a manifest of it is stored. */
export interface ManifestStanding {
  /** What is stated, by which key, and what names it; undefined: nothing yet. */
  present: { stated: StatedManifest; keyId: string; hash: string } | undefined;
  hasRuns: boolean;
  /** Whether a run of it was brought by another key than the one that asks. */
  hasRunsOfOthers: boolean;
}

const isVersion = ({ suite, suiteVersion }: SuiteVersionRow) =>
  and(eq(manifests.suite, suite), eq(manifests.suiteVersion, suiteVersion));

const statedIn = (part: string): StatedManifest => {
  const { kind: _kind, ...stated } = JSON.parse(part) as ManifestPart;
  return stated;
};

/** The manifest of a version of a suite; undefined: it has none. */
export const readManifest = async (
  database: Database,
  version: SuiteVersionRow,
): Promise<StatedManifest | undefined> => {
  const [row] = await database.select({ part: manifests.part }).from(manifests).where(isVersion(version));
  return row && statedIn(row.part);
};

/** Manifests by suite and version, those after a position: as many as a request may read whole, and after which one there are more. */
export const listManifests = async (
  database: Database,
  { after, limit }: { after: SuitePosition | undefined; limit: number },
): Promise<{ page: StatedManifest[]; next: SuitePosition | undefined }> => {
  const isAfter = sql`(${manifests.suite}, ${manifests.suiteVersion}) > (${after?.suite ?? ""}, ${after?.suiteVersion ?? ""})`;
  const sizes = await database
    .select({
      suite: manifests.suite,
      suiteVersion: manifests.suiteVersion,
      bytes: sql<number>`octet_length(${manifests.part})`,
    })
    .from(manifests)
    .where(isAfter)
    .orderBy(manifests.suite, manifests.suiteVersion)
    .limit(limit + 1);
  const fitting = fittingItems(sizes.slice(0, limit));
  const last = fitting.at(-1);
  if (!last) return { page: [], next: undefined };
  const rows = await database
    .select({ part: manifests.part })
    .from(manifests)
    .where(and(isAfter, sql`(${manifests.suite}, ${manifests.suiteVersion}) <= (${last.suite}, ${last.suiteVersion})`))
    .orderBy(manifests.suite, manifests.suiteVersion);
  return { page: rows.map(({ part }) => statedIn(part)), next: fitting.length < sizes.length ? last : undefined };
};

/** The manifest that is the part of that id, as the part's text; undefined: there is none now. */
export const readManifestPart = async (database: Database, hash: string): Promise<string | undefined> => {
  const [row] = await database.select({ part: manifests.part }).from(manifests).where(eq(manifests.hash, hash));
  return row?.part;
};

const numberOf = ({ suite, suiteVersion }: SuiteVersionRow): SQL =>
  sql`(SELECT id FROM ${suiteVersions} WHERE suite = ${suite} AND suite_version = ${suiteVersion})`;

/** A condition: whether a version has runs, and whether it has some that another key brought. */
const hasRunsOf = (version: SuiteVersionRow): SQL => sql`${numberOf(version)} IS NOT NULL`;
const hasRunsOfOthers = (version: SuiteVersionRow, keyId: string): SQL =>
  sql`EXISTS (SELECT 1 FROM ${suiteVersionKeys} WHERE suite_version_id = ${numberOf(version)} AND key_id <> ${keyId})`;

/** How a version of a suite stands, as a key sees it. Reads a few rows, however many runs there are. */
export const readManifestStanding = async (
  database: Database,
  version: SuiteVersionRow,
  keyId: string,
): Promise<ManifestStanding> => {
  const [[row], [runs]] = await Promise.all([
    database.select().from(manifests).where(isVersion(version)),
    database.all<{ own: number; others: number }>(
      sql`SELECT ${hasRunsOf(version)} AS own, ${hasRunsOfOthers(version, keyId)} AS others`,
    ),
  ]);
  return {
    present: row && { stated: statedIn(row.part), keyId: row.keyId, hash: row.hash },
    hasRuns: runs?.own === 1,
    hasRunsOfOthers: runs?.others === 1,
  };
};

/** What must still hold when a manifest is stored. */
export interface ManifestConditions {
  /** What names the manifest that was there; undefined: there was none. */
  present: string | undefined;
  /** Whether it was allowed only because the version has no runs, or none of other keys. */
  withoutRuns: boolean;
  withoutRunsOfOthers: boolean;
}

/**
 * Stores a manifest with its decisions if what it was allowed by still holds, checked in the statement that writes. Says whether it did. The
 * key that first states one owns it.
 */
export const storeManifest = async (
  database: Database,
  { suiteVersion = "", ...stated }: StatedManifest,
  keyId: string,
  conditions: ManifestConditions,
): Promise<boolean> => {
  const version = { suite: stated.suite, suiteVersion };
  const content: ManifestPart = {
    kind: "manifest",
    suite: stated.suite,
    ...(suiteVersion === "" ? {} : { suiteVersion }),
    manifest: stated.manifest,
    decisions: stated.decisions,
  };
  const part = JSON.stringify(content);
  const { hash, title } = { hash: hashOf(part), title: stated.manifest.title ?? null };
  const holds = sql`${conditions.withoutRuns ? sql`NOT ${hasRunsOf(version)}` : sql`true`}
    AND ${conditions.withoutRunsOfOthers ? sql`NOT ${hasRunsOfOthers(version, keyId)}` : sql`true`}`;
  const statement =
    conditions.present === undefined
      ? sql`INSERT INTO ${manifests} (suite, suite_version, title, part, hash, key_id)
          SELECT ${stated.suite}, ${suiteVersion}, ${title}, ${part}, ${hash}, ${keyId} WHERE ${holds}
          ON CONFLICT DO NOTHING RETURNING hash`
      : sql`UPDATE ${manifests} SET title = ${title}, part = ${part}, hash = ${hash}
          WHERE suite = ${stated.suite} AND suite_version = ${suiteVersion} AND hash = ${conditions.present} AND ${holds}
          RETURNING hash`;
  const [rows = []] = await runTogether(database, [statement]);
  return rows.length > 0;
};

const listed = (row: {
  suite: string;
  suiteVersion: string;
  title: string | null;
  hash: string | null;
  hasRuns: number;
}): ListedSuite => ({
  suite: row.suite,
  suiteVersion: row.suiteVersion === "" ? null : row.suiteVersion,
  title: row.title,
  hasRuns: row.hasRuns === 1,
  manifest: row.hash,
});

/**
 * Versions of suites that have runs or a manifest, by name and version: of one suite, or of all after a position. Reads at most twice `limit`
 * rows and as many of manifests.
 */
export const listSuiteVersions = async (
  database: Database,
  { suite, after, limit }: { suite?: string; after?: SuitePosition | undefined; limit: number },
): Promise<ListedSuite[]> => {
  const condition =
    suite === undefined
      ? sql`(suite, suite_version) > (${after?.suite ?? ""}, ${after?.suiteVersion ?? ""})`
      : sql`suite = ${suite}`;
  const names = (table: typeof manifests | typeof suiteVersions) =>
    sql`SELECT * FROM (SELECT suite, suite_version FROM ${table} WHERE ${condition} ORDER BY suite, suite_version LIMIT ${limit})`;
  const rows = await database.all<Parameters<typeof listed>[0]>(sql`
    SELECT name.suite, name.suite_version AS suiteVersion, manifest.title, manifest.hash, version.id IS NOT NULL AS hasRuns
    FROM (${names(suiteVersions)} UNION ${names(manifests)} ORDER BY suite, suite_version LIMIT ${limit}) AS name
    LEFT JOIN ${manifests} AS manifest ON manifest.suite = name.suite AND manifest.suite_version = name.suite_version
    LEFT JOIN ${suiteVersions} AS version ON version.suite = name.suite AND version.suite_version = name.suite_version
    ORDER BY name.suite, name.suite_version`);
  return rows.map(listed);
};
