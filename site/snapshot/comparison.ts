import type { Cell } from "#contract/snapshot/cells.ts";
import { type Observation, observationsOf } from "#statistics/cells/observation.ts";
import { placeKey } from "#statistics/cells/place.ts";
import { scenarioMeans } from "#statistics/cells/units.ts";
import { type AmountsCompared, compareAmounts, type Thing } from "#statistics/costs/compare-amounts.ts";
import { isRounding } from "#statistics/intervals/clustered.ts";
import { type PairedDifference, sharedDifference } from "#statistics/pairs/paired.ts";
import { planSeparation } from "#statistics/planning/separation.ts";
import type { Pairs } from "#statistics/ranks/comparison.ts";
import { holmAdjusted } from "#statistics/ranks/holm.ts";
import { factOf } from "../kept/facts.ts";
import { type Board, mainBoardOf, rankedOf } from "./boards.ts";
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

const byScenario = (observations: readonly Observation[]): Map<number, number> =>
  new Map(
    [...Map.groupBy(observations, ({ scenario }) => scenario)].map(([scenario, own]) => [
      scenario,
      scenarioMeans(own)[0] ?? 0,
    ]),
  );

/** Whether a mean is higher than another by more than rounding, as pairs count it. */
const isAhead = (one: number, other: number): boolean => one > other && !isRounding(one - other, Math.max(one, other));

const compareTasks = (board: Board, ours: readonly Observation[], theirs: readonly Observation[]) => {
  const [a, b] = [byScenario(ours), byScenario(theirs)];
  const tasks = scenariosOf(board.version).flatMap(({ scenario, name, mean }) => {
    const [own, other] = [a.get(scenario), b.get(scenario)];
    return own === undefined || other === undefined ? [] : [{ name, a: own, b: other, mean }];
  });
  return {
    both: tasks.filter((task) => task.a === 1 && task.b === 1).length,
    neither: tasks.filter((task) => task.a === 0 && task.b === 0).length,
    won: tasks.filter(({ a: own, b: other }) => isAhead(own, other)),
    lost: tasks.filter(({ a: own, b: other }) => isAhead(other, own)),
  };
};

const compareGroups = (board: Board, ours: readonly Observation[], theirs: readonly Observation[]) => {
  const groups = taskGroupsOf(board.version);
  if (!groups) return null;
  const inGroup = (name: string) => (cell: Observation) => groups.of.get(cell.scenario) === name;
  const all = groups.names.map((name) => {
    const difference = sharedDifference(ours.filter(inGroup(name)), theirs.filter(inGroup(name)), board.scale);
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
  const inside = new Set(board.places.map(placeKey));
  const cellsOf = (entry: number): Cell[] =>
    (board.version.cellsByEntry[entry] ?? []).filter((cell) => inside.has(placeKey(cell)));
  const [cellsA, cellsB] = [cellsOf(a), cellsOf(b)];
  const [ours, theirs] = [observationsOf(cellsA, board.metric), observationsOf(cellsB, board.metric)];
  const kind = board.isAbove(a, b) ? "better" : board.isAbove(b, a) ? "worse" : "same";
  return {
    ...{ board, a, b, pair, kind },
    ...compareTasks(board, ours, theirs),
    groups: compareGroups(board, ours, theirs),
    amounts: {
      cost: compareAmounts(cellsA, cellsB, "cost"),
      tokens: compareAmounts(cellsA, cellsB, "tokens"),
      duration: compareAmounts(cellsA, cellsB, "duration"),
    },
    tasksNeeded:
      kind === "same" && board.metric === "success" ? planSeparation(ours, theirs, AIM).scenariosNeeded : null,
  };
};

/** So many neighbours of a board have a page of their own. */
const MOST_NEIGHBOURS = 150;

/** So many of the best are compared each with each. */
const BEST = 4;

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
