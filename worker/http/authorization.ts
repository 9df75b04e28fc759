import { grants, type NeededScope } from "#contract/service/key.ts";
import { StatusError } from "./problem.ts";
import { hashOfSecret, parseToken } from "./token.ts";

/** Who sent a request. */
export interface Identity {
  /** The named key's id; "" for the secret. */
  keyId: string;
  scope: string;
  /** The only suites it may submit to; undefined: any. */
  suites: readonly string[] | undefined;
  /** Whether it may change what other keys own. */
  isAdmin: boolean;
  /** From when on it is not valid, in milliseconds since 1970; null: until it is revoked. */
  expiresAt: number | null;
}

/** What is known of a named key; moments in milliseconds since 1970. */
export interface KnownKey {
  id: string;
  /** SHA-256 of its secret, in hexadecimal. */
  hash: string;
  scope: string;
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

/** The key of local development, which everybody knows: see .dev.vars. */
const LOCAL_KEY = "dev-local-key";
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Whether a request comes from this machine, as far as can be told: it asks for this machine's own address, and no page of another origin sent
 * it. Who really connects a Worker cannot know.
 */
const isLocal = (request: Request): boolean => {
  const { hostname, origin } = new URL(request.url);
  return LOCAL_HOSTS.includes(hostname) && (request.headers.get("origin") ?? origin) === origin;
};

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
const requireGood = (key: KnownKey, needed: NeededScope, now: number): void => {
  if (key.revokedAt !== null) throw new StatusError(403, `this key was revoked at ${moment(key.revokedAt)}`);
  if (key.expiresAt !== null && key.expiresAt <= now) {
    throw new StatusError(403, `this key expired at ${moment(key.expiresAt)}: ask for another`);
  }
  if (!grants(key.scope, needed)) {
    const known = needed === "any" ? "a known scope" : `scope ${needed}`;
    throw new StatusError(403, `this needs a key of ${known}; this key's is ${key.scope}`);
  }
};

/**
 * Says who sent a request that needs a key, as `Authorization: Bearer …`; and which named key it was, unless it was the secret, who is the
 * first admin. Throws 503 without a configured secret (there is no default key), 401 without a key, and 403 with a wrong, revoked or expired
 * one or one that may not do this; which of these it is, only who knows the key's secret is told.
 */
export const authorizeBearer = async <K extends KnownKey>(
  request: Request,
  needed: NeededScope,
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
    if (keyring.secret === LOCAL_KEY && !isLocal(request)) {
      throw new StatusError(
        403,
        `${LOCAL_KEY} is taken on localhost alone, and from no page of another origin: set API_SECRET_KEY`,
      );
    }
    return {
      identity: { keyId: "", scope: "admin", suites: undefined, isAdmin: true, expiresAt: null },
      key: undefined,
    };
  }
  const key = await findByToken(bearer, keyring);
  if (!key) throw new StatusError(403, "the key is not valid here");
  requireGood(key, needed, keyring.now.getTime());
  const { id: keyId, scope, suites, expiresAt } = key;
  return { identity: { keyId, scope, suites, isAdmin: grants(scope, "admin"), expiresAt }, key };
};

/** Whether a key may submit runs of a suite. */
export const maySubmit = ({ suites }: Identity, suite: string): boolean =>
  suites === undefined || suites.includes(suite);
