import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Run } from "./run.ts";

/** JSON with keys in order at every depth and absent fields left out, so that equal content gives equal text. */
const canonicalJson = (value: unknown): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const fields = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
  return `{${fields.join(",")}}`;
};

/** What a run says, as bytes: their SHA-256 in hexadecimal, and how many there are. Two submissions are the same run if the hashes are. */
export const contentOf = (run: Run): { hash: string; bytes: number } => {
  const bytes = new TextEncoder().encode(canonicalJson(run));
  return { hash: bytesToHex(sha256(bytes)), bytes: bytes.length };
};

/** The top-level fields in which two versions of a run differ, in the order of the alphabet. */
export const differingFields = (a: Run, b: Run): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .sort()
    .filter((field) => canonicalJson(a[field as keyof Run] ?? null) !== canonicalJson(b[field as keyof Run] ?? null));
