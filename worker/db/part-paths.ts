import { sha256 } from "@noble/hashes/sha2.js";

/** How many bits of a name's hash place it: two of a million names share them once in two million times, and then share a part. */
export const PATH_BITS = 40;

/** Where the snapshot's parts put a name: the first bits of the SHA-256 of its UTF-8, as text of 0 and 1. */
export const pathOf = (name: string): string =>
  Array.from(sha256(new TextEncoder().encode(name)).slice(0, PATH_BITS / 8), (byte) =>
    byte.toString(2).padStart(8, "0"),
  ).join("");
