import type { Scope } from "#contract/service/key.ts";
import type { Database } from "../db/database.ts";
import { findKey, noteUse } from "../db/keys.ts";
import type { Env } from "../env.ts";
import { authorizeBearer, type Identity } from "../http/authorization.ts";

/**
 * Says who sent a request that needs a key of a scope: the secret or a named key, whose use is noted. Throws 503, 401 or 403 for one that may
 * not pass; see authorizeBearer.
 */
export const authorize = async (
  request: Request,
  { API_SECRET_KEY }: Env,
  database: Database,
  needed: Scope,
): Promise<Identity> => {
  const now = new Date();
  const { identity, key } = await authorizeBearer(request, needed, {
    secret: API_SECRET_KEY,
    now,
    findKey: (id) => findKey(database, id),
  });
  if (key) await noteUse(database, key, now);
  return identity;
};
