import { and, desc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { Key, KeyPosition, KeyQuery, KeyRequest } from "#contract/service/key.ts";
import type { Database } from "./database.ts";
import { apiKeys } from "./tables.ts";

type KeyRow = typeof apiKeys.$inferSelect;

/** What authorization needs to know of a key. */
export interface StoredKey extends Pick<KeyRow, "id" | "hash" | "scope" | "expiresAt" | "revokedAt" | "lastUsedAt"> {
  suites: readonly string[] | undefined;
}

const suitesOf = ({ suites }: Pick<KeyRow, "suites">): string[] | undefined =>
  suites === null ? undefined : JSON.parse(suites);

const moment = (at: number) => new Date(at).toISOString();

const { hash: _hash, ...shownColumns } = {
  id: apiKeys.id,
  name: apiKeys.name,
  hash: apiKeys.hash,
  scope: apiKeys.scope,
  suites: apiKeys.suites,
  createdAt: apiKeys.createdAt,
  expiresAt: apiKeys.expiresAt,
  revokedAt: apiKeys.revokedAt,
  lastUsedAt: apiKeys.lastUsedAt,
};

/** A key as admins see it: nothing of its secret. */
const keyOf = (row: Omit<KeyRow, "hash">): Key => {
  const suites = suitesOf(row);
  return {
    id: row.id,
    name: row.name,
    scope: row.scope,
    ...(suites && { suites }),
    createdAt: moment(row.createdAt),
    ...(row.expiresAt !== null && { expiresAt: moment(row.expiresAt) }),
    ...(row.revokedAt !== null && { revokedAt: moment(row.revokedAt) }),
    ...(row.lastUsedAt !== null && { lastUsedAt: moment(row.lastUsedAt) }),
  };
};

/**
 * A page of keys, newest first, those that are not valid any more included, and where the next one begins; undefined on the last. Reads at
 * most `limit` + 1 rows, along the index.
 */
export const listKeys = async (
  database: Database,
  { limit, cursor }: KeyQuery,
): Promise<{ keys: Key[]; next: KeyPosition | undefined }> => {
  const rows = await database
    .select(shownColumns)
    .from(apiKeys)
    .where(cursor && sql`(created_at, id) < (${cursor.createdAt}, ${cursor.id})`)
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return { keys: page.map(keyOf), next: rows.length > limit ? page.at(-1) : undefined };
};

/** Finds a key by its id; reads one row. */
export const findKey = async (database: Database, id: string): Promise<StoredKey | undefined> => {
  const [row] = await database.select().from(apiKeys).where(eq(apiKeys.id, id));
  return row && { ...row, suites: suitesOf(row) };
};

/** Stores a new key; a dry run only gives it. */
export const storeKey = async (
  database: Database,
  { name, scope, suites, expiresAt }: KeyRequest,
  { id, hash, now, dry }: { id: string; hash: string; now: Date; dry: boolean },
): Promise<Key> => {
  const row: KeyRow = {
    id,
    name,
    hash,
    scope,
    suites: suites === undefined ? null : JSON.stringify(suites),
    createdAt: now.getTime(),
    expiresAt: expiresAt === undefined ? null : Date.parse(expiresAt),
    revokedAt: null,
    lastUsedAt: null,
  };
  if (!dry) await database.insert(apiKeys).values(row);
  return keyOf(row);
};

/** When a key is changed, and whether that is only tried. */
interface Change {
  now: Date;
  dry: boolean;
}

/** Gives a key that is valid at the moment another secret, so that the old one stops; undefined if there is no such key. */
export const replaceHash = async (
  database: Database,
  id: string,
  hash: string,
  { now, dry }: Change,
): Promise<Key | undefined> => {
  const isValid = and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now.getTime())));
  const which = and(eq(apiKeys.id, id), isValid);
  const [row] = await (dry
    ? database.select(shownColumns).from(apiKeys).where(which)
    : database.update(apiKeys).set({ hash }).where(which).returning(shownColumns));
  return row && keyOf(row);
};

/** Revokes a key from now on, or leaves it revoked since when it was; undefined if there is no such key. */
export const revokeKeyNow = async (database: Database, id: string, { now, dry }: Change): Promise<Key | undefined> => {
  if (!dry) {
    await database
      .update(apiKeys)
      .set({ revokedAt: now.getTime() })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)));
  }
  const [row] = await database.select(shownColumns).from(apiKeys).where(eq(apiKeys.id, id));
  return row && keyOf({ ...row, revokedAt: row.revokedAt ?? now.getTime() });
};

/** How exactly it is known when a key was used, in milliseconds: a use within an hour of the last one that was noted costs no write. */
const LAST_USE_PRECISION = 3_600_000;

/** Notes that a key is used, if the last use that was noted is over an hour ago. */
export const noteUse = async (
  database: Database,
  { id, lastUsedAt }: Pick<StoredKey, "id" | "lastUsedAt">,
  now: Date,
): Promise<void> => {
  const stale = now.getTime() - LAST_USE_PRECISION;
  if (lastUsedAt !== null && lastUsedAt > stale) return;
  await database
    .update(apiKeys)
    .set({ lastUsedAt: now.getTime() })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lte(apiKeys.lastUsedAt, stale))));
};
