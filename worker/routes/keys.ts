import { OPERATION_LIST } from "#contract/operations.ts";
import { grants, keyCursorOf } from "#contract/service/key.ts";
import { changeOwner } from "../db/batch-owners.ts";
import { findKey, listKeys as readKeys, replaceHash, revokeKeyNow, storeKey } from "../db/keys.ts";
import { invalidError, StatusError } from "../http/problem.ts";
import { formatToken, hashOfSecret, makeKeyId, makeSecret } from "../http/token.ts";
import type { Handler } from "./handler.ts";
import { noBatch } from "./not-found.ts";

/** Names and tokens of keys are for the admin who asks alone: no cache keeps them. */
const PRIVATE = { "cache-control": "no-store" };

const noKey = (id: string) => new StatusError(404, `no key has the id ${id}`);

/** GET /api/keys: every key, newest first, in pages; nothing of their secrets. */
export const listKeys: Handler<"listKeys"> = async ({ query, database }) => {
  const { keys, next } = await readKeys(database, query);
  return { body: keys, next: next && keyCursorOf(next), headers: PRIVATE };
};

/** GET /api/keys/self: what the key at hand may. */
export const getKeySelf: Handler<"getKeySelf"> = async ({ identity: { keyId, scope, suites, expiresAt } }) => ({
  body: {
    id: keyId === "" ? null : keyId,
    scope,
    ...(suites && { suites: [...suites] }),
    ...(expiresAt !== null && { expiresAt: new Date(expiresAt).toISOString() }),
    operations: OPERATION_LIST.filter((operation) => operation.scope && grants(scope, operation.scope)).map(
      ({ id }) => id,
    ),
  },
  headers: PRIVATE,
});

/** POST /api/keys: makes a key, and tells its token this once. */
export const createKey: Handler<"createKey"> = async ({ body, database, dry }) => {
  const now = new Date();
  if (body.expiresAt !== undefined && Date.parse(body.expiresAt) <= now.getTime()) {
    throw invalidError("the key", [{ path: ["expiresAt"], message: `must be in the future: ${body.expiresAt}` }]);
  }
  const id = dry ? "" : makeKeyId();
  const secret = makeSecret();
  const key = await storeKey(database, body, { id, hash: hashOfSecret(secret), now, dry });
  return { status: 201, body: { token: dry ? "" : formatToken({ id, secret }), key }, headers: PRIVATE };
};

/** PUT /api/keys/:id/batches/:batchId: hands a batch to a key that can submit. */
export const giveBatch: Handler<"giveBatch"> = async ({ names: { id, batchId }, database, dry }) => {
  const key = await findKey(database, id);
  if (!key) throw noKey(id);
  if (key.revokedAt !== null || !grants(key.scope, "submit")) {
    throw new StatusError(
      409,
      `key ${id} ${key.revokedAt === null ? `is of scope ${key.scope}` : "is revoked"} and cannot submit: hand the batch to another`,
    );
  }
  if (!(await changeOwner(database, batchId, id, dry))) throw await noBatch(database, batchId);
  return { body: { success: true, batchId, owner: id } };
};

/** POST /api/keys/:id/rotate: gives a key another secret; the old one stops at once. */
export const rotateKey: Handler<"rotateKey"> = async ({ names: { id }, database, dry }) => {
  const secret = makeSecret();
  const key = await replaceHash(database, id, hashOfSecret(secret), { now: new Date(), dry });
  if (!key) {
    if (!(await findKey(database, id))) throw noKey(id);
    throw new StatusError(409, `key ${id} is revoked or has expired: make another`);
  }
  return { body: { token: dry ? "" : formatToken({ id, secret }), key }, headers: PRIVATE };
};

/** DELETE /api/keys/:id: revokes a key for good. It stays in the list, since runs and decisions refer to it. */
export const revokeKey: Handler<"revokeKey"> = async ({ names: { id }, database, dry }) => {
  const key = await revokeKeyNow(database, id, { now: new Date(), dry });
  if (!key) throw noKey(id);
  return { body: key, headers: PRIVATE };
};
