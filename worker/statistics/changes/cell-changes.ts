import type { Entry } from "#contract/names/entry.ts";
import { formatEntry } from "#contract/names/entry.ts";
import { keyOf } from "#contract/names/key-of.ts";
import { allRuns } from "#contract/runs/outcomes.ts";
import { type Cell, cellsOf, type JoinedSuite } from "#contract/snapshot/cells.ts";
import type { SnapshotChange } from "#contract/snapshot/changes.ts";
import { CELL_MEASURES, isMoment } from "#contract/snapshot/measures.ts";
import { COST_UNITS } from "#contract/snapshot/units.ts";

/** What an entry did, by cell. */
interface EntryCells {
  entry: Entry;
  cells: Map<string, { scenario: string; cell: Cell }>;
}

/** The cells of a version of a suite by entry, under names that mean the same in another snapshot. */
const byEntry = (suite: JoinedSuite): Map<string, EntryCells> => {
  const entries = new Map<string, EntryCells>();
  for (const cell of cellsOf(suite)) {
    const entry = suite.entries[cell.entry] ?? { agent: "" };
    const scenario = suite.scenarios[cell.scenario] ?? "";
    const key = formatEntry(entry);
    const own = entries.get(key) ?? { entry, cells: new Map() };
    entries.set(key, own);
    own.cells.set(keyOf(scenario, suite.tiers[cell.tier]), { scenario, cell });
  }
  return entries;
};

const totalRuns = ({ cells }: EntryCells): number =>
  [...cells.values()].reduce((sum, { cell }) => sum + allRuns(cell), 0);

/** What became of a cell: a pair of the one before and the one after, either of which may be missing. */
interface Pair {
  scenario: string;
  before: Cell | undefined;
  after: Cell | undefined;
}

const pairCells = (before: EntryCells, after: EntryCells): Pair[] =>
  [...new Set([...before.cells.keys(), ...after.cells.keys()])].map((key) => {
    const [old, present] = [before.cells.get(key), after.cells.get(key)];
    return { scenario: (present ?? old)?.scenario ?? "", before: old?.cell, after: present?.cell };
  });

const COST_MEASURES = new Set<string>(["costSum", "costRuns", "costPasses"]);
/** What says how runs count, besides what they cost and when they were. */
const SCORE_MEASURES = CELL_MEASURES.filter((name) => !COST_MEASURES.has(name) && !isMoment(name));

const differs = ({ before, after }: Pair, measures: readonly (keyof Cell)[]): boolean =>
  measures.some((name) => before?.[name] !== after?.[name]);

const sumOf = (pairs: readonly Pair[], side: "before" | "after", measure: keyof Cell): number =>
  pairs.reduce((sum, pair) => sum + (pair[side]?.[measure] ?? 0), 0);

const dollarsOf = (pairs: readonly Pair[], side: "before" | "after"): number | null =>
  sumOf(pairs, side, "costRuns") === 0 ? null : sumOf(pairs, side, "costSum") / COST_UNITS;

const moreRuns = ({ before, after }: Pair): number => (after ? allRuns(after) : 0) - (before ? allRuns(before) : 0);

type Named = Pick<JoinedSuite, "suite" | "suiteVersion">;

/** What every change of a version of a suite names it by. */
export const namesOf = ({ suite, suiteVersion }: Named) => ({
  suite,
  ...(suiteVersion === undefined ? {} : { suiteVersion }),
});

const runChanges = (pairs: readonly Pair[], fields: ReturnType<typeof namesOf> & { entry: Entry }): SnapshotChange[] =>
  ([1, -1] as const).flatMap((sign) => {
    const moved = pairs.filter((pair) => Math.sign(moreRuns(pair)) === sign);
    if (moved.length === 0) return [];
    const runs = moved.reduce((sum, pair) => sum + Math.abs(moreRuns(pair)), 0);
    const scenarios = new Set(moved.map(({ scenario }) => scenario)).size;
    return [{ kind: sign > 0 ? ("runs-added" as const) : ("runs-removed" as const), ...fields, runs, scenarios }];
  });

const exclusionChanges = (
  pairs: readonly Pair[],
  fields: ReturnType<typeof namesOf> & { entry: Entry },
): SnapshotChange[] =>
  ([1, -1] as const).flatMap((sign) => {
    // What came in excluded is a new run and no decision about an old one; a cell without an earlier one has only such.
    const runs = pairs.reduce(
      (sum, { before, after }) => sum + Math.max(0, sign * ((after?.excluded ?? 0) - (before?.excluded ?? 0))),
      0,
    );
    return runs === 0 ? [] : [{ kind: sign > 0 ? ("exclusion" as const) : ("inclusion" as const), ...fields, runs }];
  });

/** What became of one entry that both snapshots have. */
const changesOfEntry = (before: EntryCells, after: EntryCells, named: Named): SnapshotChange[] => {
  const pairs = pairCells(before, after);
  const fields = { ...namesOf(named), entry: after.entry };
  const settled = pairs.filter((pair) => moreRuns(pair) === 0 && pair.before?.excluded === pair.after?.excluded);
  const scored = settled.filter((pair) => differs(pair, SCORE_MEASURES));
  const priced = settled.filter((pair) => differs(pair, ["costSum", "costRuns"]));
  return [
    ...runChanges(pairs, fields),
    ...exclusionChanges(pairs, fields),
    ...(scored.length === 0
      ? []
      : [
          {
            ...{ kind: "re-score" as const, ...fields, cells: scored.length },
            ...{ passesBefore: sumOf(scored, "before", "pass"), passes: sumOf(scored, "after", "pass") },
          },
        ]),
    ...(priced.length === 0
      ? []
      : [
          {
            ...{ kind: "re-price" as const, ...fields, cells: priced.length },
            ...{ costUsdBefore: dollarsOf(priced, "before"), costUsd: dollarsOf(priced, "after") },
          },
        ]),
  ];
};

/** What was counted otherwise in a version of a suite that both snapshots have: entries, runs, scores, prices and exclusions. */
export const cellChanges = (before: JoinedSuite, after: JoinedSuite): SnapshotChange[] => {
  const [old, present] = [byEntry(before), byEntry(after)];
  const added = [...present].filter(([key]) => !old.has(key));
  const removed = [...old].filter(([key]) => !present.has(key));
  const names = namesOf(after);
  return [
    ...added.map(([, own]) => ({ kind: "entry-added" as const, ...names, entry: own.entry, runs: totalRuns(own) })),
    ...removed.map(([, own]) => ({ kind: "entry-removed" as const, ...names, entry: own.entry, runs: totalRuns(own) })),
    ...[...present].flatMap(([key, own]) => {
      const earlier = old.get(key);
      return earlier ? changesOfEntry(earlier, own, after) : [];
    }),
  ];
};
