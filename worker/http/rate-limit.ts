import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { StatusError } from "./problem.ts";

/** The platform's counters: see wrangler.toml for the limits. One that is not bound limits nothing. */
export interface RateLimits {
  /** Counts requests of an address: reads and writes apart. */
  ADDRESS_LIMIT?: RateLimit;
  /** Counts writes with a key. */
  KEY_LIMIT?: RateLimit;
}

/** The period over which the limits in wrangler.toml count, in seconds. */
const PERIOD = 60;

const requireRoom = async (limit: RateLimit | undefined, key: string): Promise<void> => {
  if (!limit || (await limit.limit({ key })).success) return;
  throw new StatusError(429, `too many requests: wait ${PERIOD} seconds, and send many runs as lines of one request`, {
    headers: { "retry-after": String(PERIOD) },
  });
};

/** What stands for an IPv6 address: its network of 64 bits, all of which one connection has. An IPv4 address stands for itself. */
const networkOf = (address: string): string => {
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("::");
  const groups = head.split(":");
  const known = tail === undefined ? groups : [...groups, ...Array(8).fill("0")];
  return known.slice(0, 4).join(":");
};

/**
 * Lets a request pass, or throws 429. Reads are counted by address; writes by key, and, since anybody can make up keys, by address as
 * well. A request without an address (not through Cloudflare) is not counted by address.
 */
export const limitRate = async (request: Request, { ADDRESS_LIMIT, KEY_LIMIT }: RateLimits): Promise<void> => {
  const isRead = request.method === "GET" || request.method === "HEAD";
  const address = request.headers.get("cf-connecting-ip");
  if (address) await requireRoom(ADDRESS_LIMIT, `${isRead ? "read" : "write"} ${networkOf(address)}`);
  const key = request.headers.get("authorization")?.trim().split(/ +/).at(-1);
  if (!isRead && key) {
    // The counter is handed a hash: no key leaves the Worker.
    await requireRoom(KEY_LIMIT, bytesToHex(sha256(new TextEncoder().encode(key))));
  }
};
