import { eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { batchRuns } from "./tables.ts";

/** Who submits: the named key's id ("" for the secret), the only suites it may submit to, and whether it may change what others own. */
export interface Submitter {
  keyId: string;
  suites: readonly string[] | undefined;
  isAdmin: boolean;
}

/** Whether what belongs to a key may be changed by a submitter. */
export const mayChange = ({ keyId, isAdmin }: Submitter, owner: string): boolean => isAdmin || owner === keyId;

/** The same for a batch of that name, as a condition within a statement: for the transaction that writes. "" is no batch. */
export const mayWriteTo = ({ keyId, isAdmin }: Submitter, batchId: SQL): SQL =>
  isAdmin
    ? sql`true`
    : sql`(${batchId} = '' OR EXISTS (SELECT 1 FROM ${batchRuns} WHERE batch_id = ${batchId} AND key_id = ${keyId}))`;

/** The keys that batches belong to, by the batches' names; one that is not here is absent. */
export const readOwners = async (database: Database, batchIds: readonly string[]): Promise<Map<string, string>> => {
  if (batchIds.length === 0) return new Map();
  const rows = await database
    .select({ batchId: batchRuns.batchId, keyId: batchRuns.keyId })
    .from(batchRuns)
    .where(inArray(batchRuns.batchId, sql`(SELECT value FROM json_each(${JSON.stringify(batchIds)}))`));
  return new Map(rows.map(({ batchId, keyId }) => [batchId, keyId]));
};

/** Hands a batch to a key; says whether there is such a batch. */
export const changeOwner = async (database: Database, batchId: string, keyId: string): Promise<boolean> => {
  const changed = await database
    .update(batchRuns)
    .set({ keyId })
    .where(eq(batchRuns.batchId, batchId))
    .returning({ batchId: batchRuns.batchId });
  return changed.length > 0;
};
