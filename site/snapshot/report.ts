import { readFileSync } from "node:fs";
import { join } from "node:path";
import { versionKey } from "#contract/names/key-of.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import { joinParts } from "#contract/snapshot/join.ts";
import { type Part, PartListSchema, PartSchema } from "#contract/snapshot/parts.ts";
import type { IndexedSuite, SnapshotIndex, SnapshotSuite } from "#contract/snapshot/snapshot.ts";
import { handedOver } from "../kept/hand-over.ts";
import { parseChecked, snapshotFolder } from "./keep.ts";
import { once, withLazy } from "./once.ts";
import { suiteGroups } from "./page-groups.ts";
import { type SuiteVersion, suitesOf } from "./suites.ts";

const folder = snapshotFolder(process.env);

/** The text of a part of the snapshot, byte for byte as the Worker gave it. */
export const partText = (id: string): string => readFileSync(join(folder, "parts", `${id}.json`), "utf8");

/** The index's text as it is kept, for the download. */
export const indexText = readFileSync(join(folder, "index.json"), "utf8");
const index = JSON.parse(indexText) as SnapshotIndex & { id: string; createdAt: string };

/** The ids of the parts that an index names, the lists of a version's parts among them. */
export const partsOf = ({ suites, batches }: Pick<SnapshotIndex, "suites" | "batches">): string[] => [
  ...suites.flatMap(({ list, parts, manifest }) => [
    ...(list === undefined ? (parts ?? []) : [list, ...PartListSchema.parse(JSON.parse(partText(list))).parts]),
    ...(manifest === undefined ? [] : [manifest]),
  ]),
  ...batches,
];

/** The ids of all parts. */
export const partIds: readonly string[] = partsOf(index);

/** Some parts, one after the other, as they are read. The keeper has held each against its id when this build began. */
function* readParts(ids: readonly string[]): Generator<Part> {
  for (const id of ids) {
    yield parseChecked(PartSchema, partText(id), { source: `part ${id}`, kind: "a part of a snapshot" });
  }
}

const joined = (parts: Pick<SnapshotIndex, "suites" | "batches">) => joinParts(index, readParts(partsOf(parts)));

/** The snapshot that every page of this build shows, without its suites. */
export const snapshot = {
  ...{ id: index.id, createdAt: index.createdAt, runs: index.runs },
  batches: joined({ suites: [], batches: index.batches }).batches,
};

const manifestOf = ({ manifest }: IndexedSuite) => {
  const [part] = readParts(manifest === undefined ? [] : [manifest]);
  return part?.kind === "manifest" ? { stated: part } : {};
};

/** A version of a suite whose cells are read, and held against the contract, when something asks for them. */
const suiteAt = (indexed: IndexedSuite): SnapshotSuite => {
  const { suite, suiteVersion } = indexed;
  const read = once(() => {
    const [found] = joined({ suites: [indexed], batches: [] }).suites;
    if (!found) throw new Error(`the snapshot names no cells of ${suite}`);
    return found;
  });
  return withLazy(
    { suite, ...(suiteVersion === undefined ? {} : { suiteVersion }), ...manifestOf(indexed) },
    {
      scenarios: () => read().scenarios,
      tiers: () => read().tiers,
      entries: () => read().entries,
      cells: () => read().cells,
      evaluatorPairs: () => read().evaluatorPairs,
    },
  );
};

/** Its suites by name; a version without cells has no pages. */
export const suites = suitesOf({ suites: index.suites.filter(({ cells }) => cells > 0).map(suiteAt) });

/** All versions of all suites, the newest of each suite first. */
export const suiteVersions = suites.flatMap(({ versions }) => versions);

const hashes = new Map(
  index.suites.map((version) => {
    const { list, parts = [], manifest } = version;
    const ids = [...(list === undefined ? parts : [list]), ...(manifest === undefined ? [] : [manifest])];
    return [versionKey(version), hashOf(JSON.stringify(ids))];
  }),
);

/** A hash of everything the snapshot has of one version of a suite, its manifest too: it changes only when that does. In hexadecimal. */
export const hashOfVersion = (version: Pick<SuiteVersion, "suite" | "suiteVersion">): string =>
  hashes.get(versionKey(version)) ?? "";

handedOver("kept")?.open(suiteGroups(suites, hashOfVersion));
