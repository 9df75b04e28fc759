import type { Scope } from "#contract/service/key.ts";
import { StatusError } from "./problem.ts";
import { hashOfSecret, parseToken } from "./token.ts";

/** Who sent a request. */
export interface Identity {
  /** The named key's id; "" for the secret. */
  keyId: string;
  scope: Scope;
  /** The only suites it may submit to; undefined: any. */
  suites: readonly string[] | undefined;
}

/** What is known of a named key; moments in milliseconds since 1970. */
export interface KnownKey {
  id: string;
  /** SHA-256 of its secret, in hexadecimal. */
  hash: string;
  scope: Scope;
  suites: readonly string[] | undefined;
  expiresAt: number | null;
  revokedAt: number | null;
}

/** What authorization needs to know: the configured secret, the time, and how to find a named key by its id. */
export interface Keyring<K extends KnownKey> {
  secret: string | undefined;
  now: Date;
  findKey: (id: string) => Promise<K | undefined>;
}

const digest = async (text: string) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));

/** Compares in a time that tells nothing about the secret: digests have one length, and the comparison looks at all of it. */
const isEqual = async (a: string, b: string) => crypto.subtle.timingSafeEqual(await digest(a), await digest(b));

const bearerOf = (request: Request): string => {
  const [, key] = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (key !== undefined) return key;
  throw new StatusError(401, "this needs a key: send the header `Authorization: Bearer <key>`", {
    headers: { "www-authenticate": 'Bearer realm="ze-benchmarks"' },
  });
};

/** The named key of a token; undefined if there is none or the secret is another. Which of the two, nobody is told. */
const findByToken = async <K extends KnownKey>(text: string, { findKey }: Keyring<K>): Promise<K | undefined> => {
  const token = parseToken(text);
  const key = token && (await findKey(token.id));
  return key && (await isEqual(hashOfSecret(token.secret), key.hash)) ? key : undefined;
};

const moment = (at: number) => new Date(at).toISOString();

/** Throws 403 with the reason if a key, whose secret was right, is not good for this. */
const requireGood = (key: KnownKey, needed: Scope, now: number): void => {
  if (key.revokedAt !== null) throw new StatusError(403, `this key was revoked at ${moment(key.revokedAt)}`);
  if (key.expiresAt !== null && key.expiresAt <= now) {
    throw new StatusError(403, `this key expired at ${moment(key.expiresAt)}: ask for another`);
  }
  if (needed === "admin" && key.scope !== "admin") {
    throw new StatusError(403, `this needs a key of scope admin; this key's is ${key.scope}`);
  }
};

/**
 * Says who sent a request that needs a key, as `Authorization: Bearer …`; and which named key it was, unless it was the secret, who is the
 * first admin. Throws 503 without a configured secret (there is no default key), 401 without a key, and 403 with a wrong, revoked or expired
 * one or one that may not do this; which of these it is, only who knows the key's secret is told.
 */
export const authorizeBearer = async <K extends KnownKey>(
  request: Request,
  needed: Scope,
  keyring: Keyring<K>,
): Promise<{ identity: Identity; key: K | undefined }> => {
  if (!keyring.secret) {
    throw new StatusError(
      503,
      "writes are off: this server has no API_SECRET_KEY; set one with `wrangler secret put API_SECRET_KEY`",
    );
  }
  const bearer = bearerOf(request);
  if (await isEqual(bearer, keyring.secret)) {
    return { identity: { keyId: "", scope: "admin", suites: undefined }, key: undefined };
  }
  const key = await findByToken(bearer, keyring);
  if (!key) throw new StatusError(403, "the key is not valid here");
  requireGood(key, needed, keyring.now.getTime());
  return { identity: { keyId: key.id, scope: key.scope, suites: key.suites }, key };
};

/** Whether a key may submit runs of a suite. */
export const maySubmit = ({ suites }: Identity, suite: string): boolean =>
  suites === undefined || suites.includes(suite);
