import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "#contract/snapshot/hash.ts";
import { joinParts } from "#contract/snapshot/join.ts";

import { type PackedPart, PartListSchema } from "#contract/snapshot/parts.ts";
import type { SnapshotIndex } from "#contract/snapshot/snapshot.ts";
import { snapshotFolder } from "./keep.ts";
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

function* readParts(): Generator<PackedPart> {
  for (const id of partIds) yield JSON.parse(partText(id));
}

/** The snapshot that every page of this build shows. Read once; the keeper has checked it when this build began. */
export const snapshot = joinParts(index, readParts());

/** Its suites by name. */
export const suites = suitesOf(snapshot);

/** All versions of all suites, the newest of each suite first. */
export const suiteVersions = suites.flatMap(({ versions }) => versions);

/** A hash of everything the snapshot has of one version of a suite, its manifest too: it changes only when that does. In hexadecimal. */
export const hashOfVersion = ({ suite, suiteVersion }: Pick<SuiteVersion, "suite" | "suiteVersion">): string => {
  const found = index.suites.find((given) => given.suite === suite && given.suiteVersion === suiteVersion);
  const { list, parts = [], manifest } = found ?? {};
  return hashOf(
    JSON.stringify([...(list === undefined ? parts : [list]), ...(manifest === undefined ? [] : [manifest])]),
  );
};
