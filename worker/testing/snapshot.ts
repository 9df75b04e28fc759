import { fetchSnapshot, partsOf, snapshotAt } from "#client/fetch-snapshot.ts";
import { joinParts } from "#contract/snapshot/join.ts";
import { PartSchema } from "#contract/snapshot/parts.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { call } from "./call.ts";

/** The present snapshot with its parts' ids, fetched as a build does it: whatever is pending is made. */
export const readSnapshot = async (): Promise<Snapshot & { parts: string[] }> => {
  const texts = new Map<string, string>();
  const store = {
    has: async (id: string) => texts.has(id),
    read: async (id: string) => texts.get(id) ?? "",
    write: async (id: string, text: string) => {
      texts.set(id, text);
    },
  };
  const source = snapshotAt("http://worker.test", {
    fetch: (url) => call(String(url).replace("http://worker.test", "")),
  });
  const index = await fetchSnapshot(source, store);
  const parts = await partsOf(index, store);
  const joined = joinParts(
    index,
    parts.map((id) => PartSchema.parse(JSON.parse(texts.get(id) ?? ""))),
  );
  return { ...joined, parts };
};

/** The id of the present snapshot. */
export const readSnapshotId = async (): Promise<string> => (await readSnapshot()).id;

/** A joined table with plain lists as its columns, which are joined as narrow as they may be. */
export const withLists = (table: object = {}): object =>
  Object.fromEntries(Object.entries(table).map(([name, column]) => [name, [...column]]));
