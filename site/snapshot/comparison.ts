import { keysOf, recordOf } from "#contract/names/records.ts";
import type { Observation } from "#statistics/cells/observation.ts";
import { meansByScenario } from "#statistics/cells/units.ts";
import { amountsOf, type ScenarioPart, THINGS, type Thing } from "#statistics/costs/amounts.ts";
import { type AmountsCompared, compareAmounts } from "#statistics/costs/compare-amounts.ts";
import { isRounding } from "#statistics/intervals/clustered.ts";
import { type PairedDifference, sharedDifference } from "#statistics/pairs/paired.ts";
import { scenariosToSeparate } from "#statistics/planning/separation.ts";
import type { Pairs } from "#statistics/ranks/comparison.ts";
import { holmAdjusted } from "#statistics/ranks/holm.ts";
import { factOf } from "../kept/facts.ts";
import { type Board, cellsOn, mainBoardOf, rankedOf } from "./boards.ts";
import { scenariosOf } from "./scenarios.ts";
import type { SuiteVersion } from "./suites.ts";
import { taskGroupsOf } from "./task-groups.ts";

/** A group of tasks, and how two entries differ there. */
interface GroupCompared {
  name: string;
  tasks: number;
  difference: PairedDifference;
  /** Corrected for the number of groups. */
  pValue: number;
}

/** A task on which two entries differ, and how many of all entries solve it. */
export interface TaskCompared {
  name: string;
  a: number;
  b: number;
  /** The mean of all entries that ran it. */
  mean: number | null;
}

/** All that is said of two entries of a board. */
export interface EntriesCompared {
  board: Board;
  a: number;
  b: number;
  pair: NonNullable<ReturnType<Pairs>>;
  kind: "better" | "worse" | "same";
  /** How both did on the tasks they share. */
  both: number;
  neither: number;
  won: readonly TaskCompared[];
  lost: readonly TaskCompared[];
  groups: { by: string; rows: readonly GroupCompared[]; leftOut: number } | null;
  amounts: Readonly<Record<Thing, AmountsCompared | undefined>>;
  /** How many tasks like these would tell them apart with a power of 80 %; null where none would or they are told apart. */
  tasksNeeded: number | null;
}

/** Smaller groups tell nothing. */
const LEAST_TASKS = 5;

const AIM = { alpha: 0.05, power: 0.8 };

/** So many of the best are compared each with each. */
const BEST = 4;

/** What an entry did on a board, as each of its comparisons needs it. */
interface Side {
  amounts: Record<Thing, readonly ScenarioPart[]>;
  observations: readonly Observation[];
  /** Its means by the scenarios' positions; NaN: not run. */
  means: Float64Array;
  /** Its observations by group of tasks. */
  groups: ReadonlyMap<string | undefined, readonly Observation[]>;
}

const findSide = (board: Board, entry: number): Side => {
  const cells = cellsOn(board, entry);
  const observations = board.observed(entry) ?? [];
  const groupOf = taskGroupsOf(board.version)?.of;
  const groups = Map.groupBy(observations, ({ scenario }) => groupOf?.get(scenario));
  const amounts = recordOf(keysOf(THINGS), (thing) => amountsOf(cells, thing));
  return { amounts, observations, means: meansByScenario(observations, board.version.scenarios.length), groups };
};

const sides = new WeakMap<Board, Map<number, Side>>();

/**
 * A side that is most often found already: an entry is compared with its neighbours one page after the other, and the best with each other.
 * Only the last few are kept, since those of all entries of a large suite would be most of a build's memory.
 */
const sideOf = (board: Board, entry: number): Side => {
  const kept = sides.get(board) ?? new Map<number, Side>();
  const side = kept.get(entry) ?? findSide(board, entry);
  kept.delete(entry);
  kept.set(entry, side);
  const [oldest] = kept.keys();
  if (kept.size > BEST && oldest !== undefined) kept.delete(oldest);
  sides.set(board, kept);
  return side;
};

/** Whether a mean is higher than another by more than rounding, as pairs count it. */
const isAhead = (one: number, other: number): boolean => one > other && !isRounding(one - other, Math.max(one, other));

const compareTasks = ({ version }: Board, { means: ours }: Side, { means: theirs }: Side) => {
  let [both, neither] = [0, 0];
  const [won, lost]: [TaskCompared[], TaskCompared[]] = [[], []];
  for (const { scenario, name, mean } of scenariosOf(version)) {
    const a = ours[scenario] ?? Number.NaN;
    const b = theirs[scenario] ?? Number.NaN;
    if (Number.isNaN(a) || Number.isNaN(b)) continue;
    if (a === 1 && b === 1) both++;
    if (a === 0 && b === 0) neither++;
    if (isAhead(a, b)) won.push({ name, a, b, mean });
    if (isAhead(b, a)) lost.push({ name, a, b, mean });
  }
  return { both, neither, won, lost };
};

const compareGroups = ({ version, scale }: Board, ours: Side, theirs: Side) => {
  const groups = taskGroupsOf(version);
  if (!groups) return null;
  const all = groups.names.map((name) => {
    const difference = sharedDifference(ours.groups.get(name) ?? [], theirs.groups.get(name) ?? [], scale);
    return { name, tasks: difference.n, difference };
  });
  const rows = all.filter(({ tasks }) => tasks >= LEAST_TASKS);
  const adjusted = holmAdjusted(rows.map(({ difference }) => difference.pValue));
  return {
    by: groups.by,
    rows: rows.map((row, place) => ({ ...row, pValue: adjusted[place] ?? 1 })),
    leftOut: all.length - rows.length,
  };
};

/** Compares two entries of a board by their positions in the suite's entries; undefined where they share nothing. */
export const compareEntries = (board: Board, a: number, b: number): EntriesCompared | undefined => {
  const pair = board.pairs(a, b);
  if (!pair) return undefined;
  const [ours, theirs] = [sideOf(board, a), sideOf(board, b)];
  const kind = board.isAbove(a, b) ? "better" : board.isAbove(b, a) ? "worse" : "same";
  return {
    ...{ board, a, b, pair, kind },
    ...compareTasks(board, ours, theirs),
    groups: compareGroups(board, ours, theirs),
    amounts: recordOf(keysOf(THINGS), (thing) => compareAmounts(ours.amounts[thing], theirs.amounts[thing])),
    tasksNeeded:
      kind === "same" && board.metric === "success"
        ? scenariosToSeparate(ours.observations, theirs.observations, AIM)
        : null,
  };
};

/** So many neighbours of a board have a page of their own. */
const MOST_NEIGHBOURS = 150;

/** Whether the entries at two places of a board have a page: neighbours, and the best with each other. From 0, the higher place first. */
export const hasComparisonPage = (higher: number, lower: number): boolean =>
  higher < lower && ((lower === higher + 1 && lower <= MOST_NEIGHBOURS) || lower < BEST);

/** Two entries by their positions, the one that stands higher first, and whether it is clearly better. */
interface Pair {
  a: number;
  b: number;
  isTold: boolean;
}

/** The pairs of entries of a version that have a page. */
export const pairsWithPage = factOf("pairs", (version: SuiteVersion): Pair[] => {
  const board = mainBoardOf(version);
  const ranked = rankedOf(board).map(({ entry }) => entry);
  return ranked.flatMap((a, place) =>
    ranked.flatMap((b, other) => (hasComparisonPage(place, other) ? { a, b, isTold: board.isAbove(a, b) } : [])),
  );
});
