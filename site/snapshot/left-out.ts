import type { SuiteVersion } from "./suites.ts";

/**
 * Up to so many cells of a version, each task has its cells as CSV and JSON of its own. They hold every cell twice, beside the parts of the snapshot,
 * which hold it too: of a million cells that was two fifths of all that a site weighs.
 */
const MOST_CELLS = 200_000;

/** Up to so many entries of a version, all of its effects are to download: every two entries that differ in one thing alone make a row. */
const MOST_COMPARED = 300;

/** Whether the effects of a version are to download, rather than to be seen as a selection alone. */
export const hasEffectsFile = ({ entries }: Pick<SuiteVersion, "entries">): boolean => entries.length <= MOST_COMPARED;

/** Whether the tasks of a version have downloads of their own: unless ZE_BENCHMARKS_WITHOUT names scenario-downloads, among others by commas. */
export const hasTaskFiles = (
  { cells }: Pick<SuiteVersion, "cells">,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): boolean =>
  cells.length <= MOST_CELLS && !(environment["ZE_BENCHMARKS_WITHOUT"] ?? "").split(",").includes("scenario-downloads");
