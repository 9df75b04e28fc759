import { and, eq } from "drizzle-orm";
import { hashOf } from "#contract/snapshot/hash.ts";
import type { Database } from "./database.ts";
import { batchesOfPart } from "./part-batches.ts";
import { cellsOfPart, type PartKey } from "./part-cells.ts";
import { type Content, contentOfBatches, contentOfCells } from "./part-content.ts";
import { readSplit } from "./part-plan.ts";
import { mostOf, replaceParts } from "./replace-parts.ts";
import { keptParts, snapshotParts } from "./tables.ts";

/** A part as it is sent, and its id. `made`: whether the index names it now; false: what it is made of has changed meanwhile. */
export interface MadePart {
  text: string;
  hash: string;
  made: boolean;
}

/** The condition that a row is of that part. */
export const isPart = ({ suiteVersionId, prefix }: PartKey) =>
  and(eq(snapshotParts.suiteVersionId, suiteVersionId), eq(snapshotParts.prefix, prefix));

/** Reads the content of a part, after a statement in the same transaction; undefined: more than a part may hold. */
const readContent = async (
  database: Database,
  key: PartKey,
  first: ReturnType<typeof claim> | ReturnType<typeof findByHash>,
): Promise<{ rows: unknown[]; content: Content | undefined }> => {
  if (key.suiteVersionId === 0) {
    const [rows, batches] = await database.batch([first, batchesOfPart(database, key.prefix)]);
    const isTooMuch = batches.length > mostOf(key);
    return { rows, content: isTooMuch ? undefined : contentOfBatches(batches) };
  }
  const [rows, cells] = await database.batch([first, cellsOfPart(database, key)]);
  if (cells.length > mostOf(key)) return { rows, content: undefined };
  return { rows, content: await contentOfCells(database, key.suiteVersionId, cells) };
};

const claim = (database: Database, key: PartKey, maker: string) =>
  database
    .update(snapshotParts)
    .set({ maker, hash: null })
    .where(isPart(key))
    .returning({ prefix: snapshotParts.prefix });

const findByHash = (database: Database, hash: string) =>
  database.select().from(snapshotParts).where(eq(snapshotParts.hash, hash)).limit(1);

/** A part of a snapshot that was settled within the last hour. */
const readKept = async (database: Database, hash: string): Promise<MadePart | undefined> => {
  const [kept] = await database.select({ text: keptParts.text }).from(keptParts).where(eq(keptParts.hash, hash));
  return kept && { text: kept.text, hash, made: true };
};

/** The part that has this id, of the present snapshot or of one that was settled; undefined if there is none, or it is another by now. */
export const readPart = async (database: Database, hash: string): Promise<MadePart | undefined> => {
  const [key] = await findByHash(database, hash);
  if (!key) return readKept(database, hash);
  const { content } = await readContent(database, key, findByHash(database, hash));
  const text = JSON.stringify(content?.part ?? null);
  return hashOf(text) === hash ? { text, hash, made: true } : readKept(database, hash);
};

/**
 * Makes a pending part: takes its mark away and reads its cells in one transaction, and then stores its id, but only if no run has marked it
 * again meanwhile and nobody else has begun to make it. Undefined: there is no such part, or it was split, so that the index names others
 * in its place.
 */
export const makePart = async (database: Database, key: PartKey): Promise<MadePart | undefined> => {
  const [present] = await database.select().from(snapshotParts).where(isPart(key));
  if (!present) return undefined;
  if (present.hash) return readPart(database, present.hash);
  const maker = crypto.randomUUID();
  const { rows, content } = await readContent(database, key, claim(database, key, maker));
  if (rows.length === 0) return undefined;
  if (!content) {
    const { suiteVersionId, prefix } = key;
    await replaceParts(database, [{ suiteVersionId, old: [prefix], by: await readSplit(database, key) }]);
    return undefined;
  }
  const { part, size, runs } = content;
  const text = JSON.stringify(part);
  const hash = hashOf(text);
  const stored = await database
    .update(snapshotParts)
    .set({ hash: size === 0 ? "" : hash, maker: null, size, runs })
    .where(and(isPart(key), eq(snapshotParts.maker, maker)))
    .returning({ prefix: snapshotParts.prefix });
  return { text, hash, made: stored.length > 0 };
};
