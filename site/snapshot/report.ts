import { readFileSync } from "node:fs";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { snapshotFile } from "./keep.ts";
import { suitesOf } from "./suites.ts";

/** The snapshot's text as it came, for the download. */
export const snapshotText = readFileSync(snapshotFile(process.env), "utf8");

/** The snapshot that every page of this build shows. Read once; the keeper has checked it when this build began. */
export const snapshot = JSON.parse(snapshotText) as Snapshot;

/** Its suites by name. */
export const suites = suitesOf(snapshot);

/** All versions of all suites, the newest of each suite first. */
export const suiteVersions = suites.flatMap(({ versions }) => versions);
