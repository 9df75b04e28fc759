import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { StatusError } from "./problem.ts";

/** A counter as the platform documents it: `delta` is how much a call counts, 1 if absent. */
interface Counter {
  limit: (options: { key: string; delta?: number }) => Promise<{ success: boolean }>;
}

/** The platform's counters: see wrangler.toml for the limits. One that is not bound limits nothing. */
export interface RateLimits {
  /** Counts requests of an address: reads and writes apart. */
  ADDRESS_LIMIT?: Counter;
  /** Counts requests with a key. */
  KEY_LIMIT?: Counter;
  /** Counts the rows that anonymous reads of an address look at. */
  ROW_LIMIT?: Counter;
}

/** The period over which the limits in wrangler.toml count, in seconds. */
const PERIOD = 60;

/** Throws 429 where a counter is over its limit. One that fails lets the request pass: it must not take the service down with it. */
const requireRoom = async (counter: Counter | undefined, key: string, advice: string): Promise<void> => {
  const outcome = await counter?.limit({ key }).catch((error: unknown) => {
    console.error("the rate limiter failed: the request passes", error);
    return undefined;
  });
  if (outcome?.success === false) {
    throw new StatusError(429, `too many requests: wait ${PERIOD} seconds, and ${advice}`, {
      headers: { "retry-after": String(PERIOD) },
    });
  }
};

/** What stands for an IPv6 address: its network of 64 bits, all of which one connection has. An IPv4 address stands for itself. */
const networkOf = (address: string): string => {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":");
  const known = tail === undefined ? groups : [...groups, ...Array(8).fill("0")];
  return known.slice(0, 4).join(":");
};

const isRead = ({ method }: Request): boolean => method === "GET" || method === "HEAD";

/** What stands for the address that a request comes from; undefined for one that did not come through Cloudflare. */
const addressOf = (request: Request): string | undefined => {
  const address = request.headers.get("cf-connecting-ip");
  return address ? networkOf(address) : undefined;
};

const MANY_AT_ONCE = "send many runs as lines of one request";

/**
 * Lets a request pass, or throws 429. All are counted by address, and, since anybody can make up keys, those with a key by key as well. A request
 * without an address (not through Cloudflare) is not counted by address.
 */
export const limitRate = async (request: Request, { ADDRESS_LIMIT, KEY_LIMIT }: RateLimits): Promise<void> => {
  const address = addressOf(request);
  if (address) await requireRoom(ADDRESS_LIMIT, `${isRead(request) ? "read" : "write"} ${address}`, MANY_AT_ONCE);
  const key = request.headers.get("authorization")?.trim().split(/ +/).at(-1);
  // The counter is handed a hash: no key leaves the Worker.
  if (key) await requireRoom(KEY_LIMIT, bytesToHex(sha256(new TextEncoder().encode(key))), MANY_AT_ONCE);
};

/** Charges a request with the rows that it turned out to read. */
export type Charge = (rowsRead: number) => Promise<void>;

/**
 * Lets an anonymous read pass, or throws 429 where its address has looked at too many rows already; gives what charges it with its own once they
 * are known. Undefined: nobody to charge.
 */
export const limitRows = async (request: Request, { ROW_LIMIT }: RateLimits): Promise<Charge | undefined> => {
  const key = addressOf(request);
  if (!ROW_LIMIT || !key) return undefined;
  await requireRoom(ROW_LIMIT, key, "ask for less, or send a key");
  return async (rowsRead) => {
    // The request itself has been counted as one. The local counter of Miniflare knows no delta, and takes the one for all.
    if (rowsRead > 1) await ROW_LIMIT.limit({ key, delta: rowsRead - 1 }).catch(() => undefined);
  };
};
