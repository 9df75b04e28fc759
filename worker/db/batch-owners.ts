import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import { batchRuns, decisions } from "./tables.ts";

/** Who submits: the named key's id ("" for the secret), the only suites it may submit to, and whether it may change what others own. */
export interface Submitter {
  keyId: string;
  suites: readonly string[] | undefined;
  isAdmin: boolean;
}

/** Whether what belongs to a key may be changed by a submitter. */
export const mayChange = ({ keyId, isAdmin }: Submitter, owner: Owner): boolean => isAdmin || owner === keyId;

/** The same for a batch of that name, as a condition within a statement: for the transaction that writes. "" is no batch. */
export const mayWriteTo = ({ keyId, isAdmin }: Submitter, batchId: SQL): SQL =>
  isAdmin
    ? sql`true`
    : sql`(${batchId} = '' OR EXISTS (SELECT 1 FROM ${batchRuns} WHERE batch_id = ${batchId} AND key_id = ${keyId}))`;

/** Whether a batch may be created under a name, as a condition within a statement: once removed, an admin alone brings it back. */
export const mayCreate = ({ isAdmin }: Submitter, batchId: SQL): SQL =>
  isAdmin
    ? sql`true`
    : sql`(NOT EXISTS (SELECT 1 FROM ${decisions} WHERE batch_id = ${batchId} AND kind = 'remove')
        OR EXISTS (SELECT 1 FROM ${batchRuns} WHERE batch_id = ${batchId}))`;

/** Whom a batch belongs to: the id of a key; null: it was removed. */
export type Owner = string | null;

/** Whom batches belong to, by the batches' names; one that never was here is absent. */
export const readOwners = async (database: Database, batchIds: readonly string[]): Promise<Map<string, Owner>> => {
  if (batchIds.length === 0) return new Map();
  const rows = await database.all<{ batch_id: string; key_id: Owner }>(sql`
    WITH named (batch_id) AS (SELECT value FROM json_each(${JSON.stringify(batchIds)}))
    SELECT batch.batch_id, batch.key_id FROM named JOIN ${batchRuns} AS batch USING (batch_id)
    UNION ALL
    SELECT batch_id, NULL FROM named WHERE NOT EXISTS (SELECT 1 FROM ${batchRuns} WHERE batch_id = named.batch_id)
      AND EXISTS (SELECT 1 FROM ${decisions} WHERE batch_id = named.batch_id AND kind = 'remove')`);
  return new Map(rows.map(({ batch_id, key_id }) => [batch_id, key_id]));
};

/** Hands a batch to a key; says whether there is such a batch. A dry run hands over nothing. */
export const changeOwner = async (
  database: Database,
  batchId: string,
  keyId: string,
  dry: boolean,
): Promise<boolean> => {
  if (dry) return typeof (await readOwners(database, [batchId])).get(batchId) === "string";
  const changed = await database
    .update(batchRuns)
    .set({ keyId })
    .where(and(eq(batchRuns.batchId, batchId), isNull(batchRuns.removal)))
    .returning({ batchId: batchRuns.batchId });
  return changed.length > 0;
};
