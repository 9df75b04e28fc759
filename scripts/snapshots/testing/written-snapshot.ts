import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { SuiteCells } from "#contract/snapshot/cells.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import { type SnapshotContent, type SnapshotSuite, snapshotIdOf } from "#contract/snapshot/snapshot.ts";

/** A snapshot as texts: its index, and its parts by their ids. */
export interface WrittenSnapshot {
  id: string;
  index: string;
  parts: ReadonlyMap<string, string>;
}

/** A snapshot of suites that have passes and failures alone, whose id and counts are right. */
export const writtenSnapshot = (
  suites: readonly SnapshotSuite[],
  createdAt = "2026-01-01T00:00:00.000Z",
): WrittenSnapshot => {
  const parts = new Map<string, string>();
  const addPart = (part: object): string => {
    const text = JSON.stringify(part);
    parts.set(hashOf(text), text);
    return hashOf(text);
  };
  const indexed = suites.map(({ stated, ...suite }) => {
    const { pass = [], fail = [], scenario } = suite.cells;
    const runs = [...pass, ...fail].reduce<number>((sum, count) => sum + Number(count), 0);
    const { suiteVersion } = suite;
    return {
      suite: suite.suite,
      ...(suiteVersion !== undefined && { suiteVersion }),
      ...{ runs, cells: scenario.length, parts: [addPart({ kind: "cells", ...suite })] },
      ...(stated && { manifest: addPart({ kind: "manifest", ...stated }) }),
    };
  });
  const sum = (field: "runs" | "cells") => indexed.reduce((total, suite) => total + suite[field], 0);
  const content: SnapshotContent = {
    formatVersion: 4,
    runs: sum("runs"),
    cells: sum("cells"),
    suites: indexed,
    batches: [],
  };
  const id = snapshotIdOf(content);
  return { id, index: JSON.stringify({ ...content, id, createdAt }), parts };
};

/** A suite of one tier in which each entry passes so many of ten runs of each of eight scenarios. */
export const suiteOf = (passes: Readonly<Record<string, number>>, suite = "s"): SuiteCells => {
  const agents = Object.keys(passes);
  const scenarios = [..."abcdefgh"];
  const cells = agents.flatMap((agent, entry) =>
    scenarios.map((_, scenario) => ({ scenario, entry, pass: passes[agent] ?? 0 })),
  );
  return {
    ...{ suite, scenarios, tiers: ["L0"], entries: agents.map((agent) => ({ agent })) },
    cells: {
      scenario: cells.map(({ scenario }) => scenario),
      tier: cells.map(() => 0),
      entry: cells.map(({ entry }) => entry),
      pass: cells.map(({ pass }) => pass),
      fail: cells.map(({ pass }) => 10 - pass),
    },
  };
};

/** Writes files below a folder, by their paths. */
export const writeFiles = async (folder: string, files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
};

/** The files of a folder that a build takes, or, where `parts` names another place, of a site. */
export const filesOf = (
  { index, parts }: WrittenSnapshot,
  at = "index.json",
  folder = "parts",
): Record<string, string> => ({
  [at]: index,
  ...Object.fromEntries([...parts].map(([id, text]) => [`${folder}/${id}.json`, text])),
});
