import { versionKey } from "#contract/names/key-of.ts";
import { allRuns } from "#contract/runs/outcomes.ts";
import { check } from "#contract/service/check.ts";
import { formatIssue, issuesOf } from "#contract/service/problem.ts";
import { cellsOf } from "#contract/snapshot/cells.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import { joinParts } from "#contract/snapshot/join.ts";
import { type CellPart, type Part, PartSchema } from "#contract/snapshot/parts.ts";
import { type Snapshot, type SnapshotIndex, SnapshotIndexSchema, snapshotIdOf } from "#contract/snapshot/snapshot.ts";
import { CliError } from "../command/cli-error.ts";

/** The index of a snapshot without pending parts. */
export type WholeIndex = SnapshotIndex & { id: string; createdAt: string };

/** Where a snapshot is read from. */
export interface SnapshotFiles {
  /** What to call its index in what is said of it. */
  name: string;
  index: string;
  /** A part's text; undefined: it is not there. */
  part: (id: string) => Promise<string | undefined>;
}

/** A snapshot as it was read, and everything that is wrong with it, a sentence each. */
export interface CheckedSnapshot {
  index: WholeIndex | undefined;
  /** All that is right of it, together. */
  snapshot: Snapshot | undefined;
  /** The ids of its parts, lists included. */
  parts: string[];
  problems: string[];
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const firstIssue = (error: Parameters<typeof issuesOf>[0]): string => {
  const [issue] = issuesOf(error);
  return issue ? formatIssue(issue) : "it breaks the contract";
};

const checkIndex = (text: string, name: string): { index?: WholeIndex; problem?: string } => {
  const { success, data, error } = check(SnapshotIndexSchema, parse(text));
  if (!success) return { problem: `${name} is not the index of a snapshot: ${firstIssue(error)}` };
  const { id, createdAt } = data;
  if (id === undefined || createdAt === undefined) return { problem: `${name}: parts of the snapshot are pending` };
  const hash = snapshotIdOf(data);
  const index = { ...data, id, createdAt };
  return hash === id ? { index } : { index, problem: `${name}: its id is ${id}, its content hashes to ${hash}` };
};

/** Reads one part; what is wrong with it goes to `problems`. */
const checkPart = async (id: string, files: SnapshotFiles, problems: string[]): Promise<Part | undefined> => {
  const text = await files.part(id);
  if (text === undefined) {
    problems.push(`part ${id} is missing`);
    return undefined;
  }
  const hash = hashOf(text);
  if (hash !== id) problems.push(`part ${id}: its content hashes to ${hash}`);
  const { success, data, error } = check(PartSchema, parse(text));
  if (success) return data;
  problems.push(`part ${id} is not a part of a snapshot: ${firstIssue(error)}`);
  return undefined;
};

const runsIn = (part: CellPart): number => cellsOf(part).reduce((sum, cell) => sum + allRuns(cell), 0);

/** What the index says of the number of cells and runs, held against its parts. */
const checkCounts = (index: SnapshotIndex, name: string, parts: readonly Part[]): string[] => {
  const bySuite = Map.groupBy(
    parts.filter((part) => part.kind === "cells"),
    versionKey,
  );
  const problems: string[] = [];
  const compare = (what: string, stated: number, counted: number) => {
    if (stated !== counted) problems.push(`${name}: ${what} is ${stated}, its parts add up to ${counted}`);
  };
  for (const suite of index.suites) {
    const own = bySuite.get(versionKey(suite)) ?? [];
    const title = [suite.suite, suite.suiteVersion].filter((part) => part !== undefined).join(" ");
    compare(
      `cells of ${title}`,
      suite.cells,
      own.reduce((sum, { cells }) => sum + cells.scenario.length, 0),
    );
    compare(
      `runs of ${title}`,
      suite.runs,
      own.reduce((sum, part) => sum + runsIn(part), 0),
    );
  }
  for (const field of ["runs", "cells"] as const) {
    compare(
      field,
      index[field],
      index.suites.reduce((sum, suite) => sum + suite[field], 0),
    );
  }
  return problems;
};

/** Reads a snapshot whole and checks it: the index's id and counts, each part's id and form. Never stops at the first mistake. */
export const checkSnapshot = async (files: SnapshotFiles): Promise<CheckedSnapshot> => {
  const { index, problem } = checkIndex(files.index, files.name);
  const problems = problem === undefined ? [] : [problem];
  if (!index) return { index, snapshot: undefined, parts: [], problems };
  const ids: string[] = [];
  const parts: Part[] = [];
  const read = async (wanted: readonly string[]) => {
    for (const id of wanted) {
      ids.push(id);
      const part = await checkPart(id, files, problems);
      if (part) parts.push(part);
      if (part?.kind === "list") await read(part.parts);
    }
  };
  for (const { list, parts: own = [], manifest } of index.suites) {
    await read([...(list === undefined ? own : [list]), ...(manifest === undefined ? [] : [manifest])]);
  }
  await read(index.batches);
  problems.push(...checkCounts(index, files.name, parts));
  return { index, snapshot: joinParts(index, parts), parts: ids, problems };
};

/** Reads a snapshot that has to be right. CliError with what is not. */
export const readSnapshot = async (
  files: SnapshotFiles,
): Promise<{ index: WholeIndex; snapshot: Snapshot; parts: string[] }> => {
  const { index, snapshot, parts, problems } = await checkSnapshot(files);
  if (index && snapshot && problems.length === 0) return { index, snapshot, parts };
  throw new CliError([`${files.name} cannot be used:`, ...problems.slice(0, 10)].join("\n  "));
};
