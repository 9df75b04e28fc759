import type { PartStore } from "#client/fetch-snapshot.ts";

/** A store of a snapshot's parts in memory: their texts by their ids. */
export const partsInMemory = (texts = new Map<string, string>()): PartStore => ({
  has: async (id) => texts.has(id),
  read: async (id) => texts.get(id) ?? "",
  write: async (id, text) => {
    texts.set(id, text);
  },
});
