import { eq, getTableColumns, sql } from "drizzle-orm";
import type { Batch } from "#contract/batches/batch.ts";
import { mayChange, mayCreate, type Owner, readOwners, type Submitter } from "./batch-owners.ts";
import type { Database } from "./database.ts";
import { pathOf } from "./part-paths.ts";
import { batchRuns } from "./tables.ts";

const milliseconds = (moment: string | undefined) => (moment === undefined ? undefined : Date.parse(moment));

type Row = typeof batchRuns.$inferSelect;

/** The fields that a submission states. */
const statedIn = ({ batchId: _batchId, ...claims }: Batch): Partial<Row> => {
  const createdAt = milliseconds(claims.createdAt);
  const stated = {
    createdAt,
    listedAt: createdAt,
    completedAt: milliseconds(claims.completedAt),
    totalRuns: claims.totalRuns,
    successfulRuns: claims.successfulRuns,
    avgScore: claims.avgScore,
    avgWeightedScore: claims.avgWeightedScore,
    metadata: claims.metadata && JSON.stringify(claims.metadata),
  };
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
};

/**
 * Creates a batch, which then belongs to the submitter, or updates the fields of it that are stated here. Gives the id of the key that it
 * belongs to where that is another's and something stated differs from what is here, and null where a batch of that name was removed: then
 * nothing changes. Otherwise undefined. A dry run changes nothing.
 */
export const storeBatch = async (
  database: Database,
  batch: Batch,
  submitter: Submitter,
  { now, dry }: { now: Date; dry: boolean },
): Promise<Owner | undefined> => {
  const { batchId } = batch;
  const { keyId, isAdmin } = submitter;
  const stated = statedIn(batch);
  const isEmpty = Object.keys(stated).length === 0;
  // A harness says again that a batch was created, later: the earliest moment stands.
  const { createdAt } = stated;
  const earliest = createdAt && sql`min(coalesce(${batchRuns.createdAt}, ${createdAt}), ${createdAt})`;
  if (!dry) {
    const row: Partial<Row> = { batchId, keyId, path: pathOf(batchId), listedAt: now.getTime(), ...stated };
    const values = Object.keys(getTableColumns(batchRuns)).map((field) => sql`${row[field as keyof Row] ?? null}`);
    const insert = database
      .insert(batchRuns)
      .select(sql`SELECT ${sql.join(values, sql`, `)} WHERE ${mayCreate(submitter, sql`${batchId}`)}`);
    const written = await (isEmpty
      ? insert.onConflictDoNothing()
      : insert.onConflictDoUpdate({
          target: batchRuns.batchId,
          set: { ...stated, ...(earliest && { createdAt: earliest, listedAt: earliest }) },
          ...(!isAdmin && { setWhere: sql`${batchRuns.keyId} = ${keyId}` }),
        })
    ).returning({ batchId: batchRuns.batchId });
    if (written.length > 0) return undefined;
  }
  const owner = (await readOwners(database, [batchId])).get(batchId);
  if (owner === undefined || mayChange(submitter, owner)) return undefined;
  if (owner === null) return null;
  const [row] = await database.select().from(batchRuns).where(eq(batchRuns.batchId, batchId));
  const isSame = row && Object.entries(stated).every(([field, value]) => row[field as keyof Row] === value);
  return isSame ? undefined : owner;
};
