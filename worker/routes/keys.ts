import type { IRequest } from "itty-router";
import { type KeyIssued, KeyRequestSchema } from "#contract/service/key.ts";
import { issuesOf } from "#contract/service/problem.ts";
import { openDatabase } from "../db/database.ts";
import { findKey, listKeys, replaceHash, revokeKeyNow, storeKey } from "../db/keys.ts";
import type { Env } from "../env.ts";
import { json } from "../http/answer.ts";
import { readJson } from "../http/body.ts";
import { decodeName } from "../http/path.ts";
import { invalidError, StatusError } from "../http/problem.ts";
import { formatToken, hashOfSecret, makeKeyId, makeSecret } from "../http/token.ts";
import { authorize } from "./authorize.ts";

/** Names and tokens of keys are for the admin who asks alone: no cache keeps them. */
const PRIVATE = { "cache-control": "no-store" };

/** The most bytes that a request for a key may take: a name and a hundred suites fit several times. */
const MAX_REQUEST_BYTES = 1024 * 1024;

const noKey = (id: string) => new StatusError(404, `no key has the id ${id}`);

/** GET /api/keys: every key, nothing of its secret. */
export const getKeys = async (request: Request, env: Env): Promise<Response> => {
  const database = openDatabase(env.DB);
  await authorize(request, env, database, "admin");
  return json(await listKeys(database), { headers: PRIVATE });
};

/** POST /api/keys: makes a key, and tells its token this once. */
export const createKey = async (request: Request, env: Env): Promise<Response> => {
  const database = openDatabase(env.DB);
  await authorize(request, env, database, "admin");
  const parsed = KeyRequestSchema.safeParse(await readJson(request, MAX_REQUEST_BYTES));
  if (!parsed.success) throw invalidError("the key", issuesOf(parsed.error));
  const now = new Date();
  if (parsed.data.expiresAt !== undefined && Date.parse(parsed.data.expiresAt) <= now.getTime()) {
    throw invalidError("the key", [
      { path: ["expiresAt"], message: `must be in the future: ${parsed.data.expiresAt}` },
    ]);
  }
  const id = makeKeyId();
  const secret = makeSecret();
  const key = await storeKey(database, parsed.data, { id, hash: hashOfSecret(secret), now });
  const issued: KeyIssued = { token: formatToken({ id, secret }), key };
  return json(issued, { status: 201, headers: PRIVATE });
};

/** POST /api/keys/:id/rotate: gives a key another secret; the old one stops at once. */
export const rotateKey = async (request: IRequest, env: Env): Promise<Response> => {
  const database = openDatabase(env.DB);
  await authorize(request, env, database, "admin");
  const id = decodeName(request.params["id"]);
  const secret = makeSecret();
  const key = await replaceHash(database, id, hashOfSecret(secret), new Date());
  if (!key) {
    if (!(await findKey(database, id))) throw noKey(id);
    throw new StatusError(409, `key ${id} is revoked or has expired: make another`);
  }
  const issued: KeyIssued = { token: formatToken({ id, secret }), key };
  return json(issued, { headers: PRIVATE });
};

/** DELETE /api/keys/:id: revokes a key for good. It stays in the list, since runs and decisions remember it. */
export const revokeKey = async (request: IRequest, env: Env): Promise<Response> => {
  const database = openDatabase(env.DB);
  await authorize(request, env, database, "admin");
  const id = decodeName(request.params["id"]);
  const key = await revokeKeyNow(database, id, new Date());
  if (!key) throw noKey(id);
  return json(key, { headers: PRIVATE });
};
