import { versionKey } from "#contract/names/key-of.ts";
import { allRuns } from "#contract/runs/outcomes.ts";
import { cellsOf } from "#contract/snapshot/cells.ts";
import type { SnapshotChange, SnapshotChanges } from "#contract/snapshot/changes.ts";
import type { Snapshot, SnapshotSuite } from "#contract/snapshot/snapshot.ts";
import { statedBoard } from "../board/stated-board.ts";
import type { Metric } from "../cells/observation.ts";
import { leaderboard } from "../ranks/leaderboard.ts";
import { cellChanges, namesOf } from "./cell-changes.ts";
import { type BoardOfSuite, rankChanges } from "./rank-changes.ts";

const boardOf = (suite: SnapshotSuite, metric: Metric): BoardOfSuite => ({
  ...leaderboard(cellsOf(suite), {
    ...{ metric, entries: suite.entries },
    stated: statedBoard(suite.stated?.manifest ?? {}, suite),
  }),
  version: suite,
});

const sizeOf = (suite: SnapshotSuite) => ({
  ...namesOf(suite),
  entries: suite.entries.length,
  runs: cellsOf(suite).reduce((sum, cell) => sum + allRuns(cell), 0),
});

/** Whether the manifest is another, with the reasons of the decisions that are new. */
const manifestChanges = (before: SnapshotSuite, after: SnapshotSuite): SnapshotChange[] => {
  const [old, present] = [before, after].map(({ stated }) => JSON.stringify(stated?.manifest));
  if (old === present) return [];
  const decisions = after.stated?.decisions ?? [];
  // The newest come first.
  const fresh = decisions.slice(0, Math.max(0, decisions.length - (before.stated?.decisions.length ?? 0)));
  return [
    {
      ...{ kind: "manifest", ...namesOf(after) },
      ...(fresh.length > 0 && { reasons: fresh.map(({ reason }) => reason) }),
    },
  ];
};

const changesOfSuite = (before: SnapshotSuite, after: SnapshotSuite): SnapshotChange[] => {
  // The same columns are the same boards, which take the longest.
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [old, present] = [boardOf(before, "success"), boardOf(after, "success")];
  const byScore = old.graded && present.graded ? rankChanges(boardOf(before, "score"), boardOf(after, "score")) : [];
  return [...rankChanges(old, present), ...byScore, ...manifestChanges(before, after), ...cellChanges(before, after)];
};

/** What is another in a snapshot than in an earlier one, suite by suite. */
export const compareSnapshots = (before: Snapshot, after: Snapshot): SnapshotChanges => {
  const [old, present] = [before, after].map(
    ({ suites }) => new Map(suites.map((suite) => [versionKey(suite), suite])),
  );
  const changes = [...new Set([...(present?.keys() ?? []), ...(old?.keys() ?? [])])].flatMap(
    (key): SnapshotChange[] => {
      const [earlier, suite] = [old?.get(key), present?.get(key)];
      if (suite && earlier) return changesOfSuite(earlier, suite);
      if (suite) return [{ kind: "suite-added", ...sizeOf(suite) }];
      return earlier ? [{ kind: "suite-removed", ...sizeOf(earlier) }] : [];
    },
  );
  return { from: before.id, to: after.id, runsBefore: before.runs, runs: after.runs, changes };
};

/** The changes of the first snapshot that is published: every suite is new. */
export const firstChanges = (snapshot: Snapshot): SnapshotChanges => ({
  to: snapshot.id,
  runsBefore: 0,
  runs: snapshot.runs,
  changes: snapshot.suites.map((suite) => ({ kind: "suite-added", ...sizeOf(suite) })),
});
