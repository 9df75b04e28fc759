import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { KNOWN_TIERS } from "./tier.ts";

const PLAIN = /^[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?$/;
const TIERS: ReadonlySet<string> = new Set(KNOWN_TIERS);
/** Plain names that would clash with a known tier where case is ignored. */
const LOWER_CASE_TIERS: ReadonlySet<string> = new Set(KNOWN_TIERS.map((tier) => tier.toLowerCase()));
/** A folder of such a name would clash with the file of another page. */
const PAGE_ENDING = /\.html?$/;

const isPlain = (name: string): boolean => PLAIN.test(name) && !LOWER_CASE_TIERS.has(name) && !PAGE_ENDING.test(name);

const readablePart = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, "-")
    .slice(0, 48)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");

/**
 * The part of a URL that stands for a name of a suite, version, scenario, tier, agent, model or batch.
 *
 * A plain name (lower-case letters, digits, `.`, `_` and `-` between them, at most 80 characters, no `.html` at its end) and the five
 * known tiers stand for themselves. Any other becomes its readable part, `~`, and 80 bits of the name's SHA-256: a plain name never holds a `~`, so
 * that two names share a slug only if their hashes collide. The slug depends on nothing but the name, is the same everywhere, safe
 * as a path segment and a file name, and distinct even where file systems ignore case.
 */
export const slugOf = (name: string): string => {
  if (TIERS.has(name) || isPlain(name)) return name;
  const hash = bytesToHex(sha256(new TextEncoder().encode(name))).slice(0, 20);
  return `${readablePart(name)}~${hash}`;
};
