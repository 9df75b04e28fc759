import { createHash } from "node:crypto";

/**
 * The order in which a round goes through things: by the SHA-256 of the seed, the round and each one's name, so that anybody can draw it again.
 * Every round has an order of its own.
 */
export const drawOrder = <T>(items: readonly T[], nameOf: (item: T) => string, seed: string, round: number): T[] =>
  items
    .map((item) => ({
      item,
      key: createHash("sha256")
        .update(JSON.stringify([seed, round, nameOf(item)]))
        .digest("hex"),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
