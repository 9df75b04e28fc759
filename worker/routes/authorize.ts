import type { NeededScope } from "#contract/service/key.ts";
import { findKey, noteUse } from "../db/keys.ts";
import { authorizeBearer, type Identity } from "../http/authorization.ts";
import type { Context } from "./handler.ts";

/**
 * Says who sent a request that needs a key of a scope: the secret or a named key, whose use is noted. Throws 503, 401 or 403 for one that may
 * not pass; see authorizeBearer.
 */
export const authorize = async (
  request: Request,
  { env, database }: Context,
  needed: NeededScope,
): Promise<Identity> => {
  const now = new Date();
  const { identity, key } = await authorizeBearer(request, needed, {
    secret: env.API_SECRET_KEY,
    now,
    findKey: (id) => findKey(database, id),
  });
  if (key) await noteUse(database, key, now);
  return identity;
};
