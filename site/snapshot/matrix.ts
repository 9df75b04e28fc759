import { formatCount, formatCounted } from "#words/numbers.ts";
import { entryOrder } from "./boards.ts";
import { type Scenario, type Square as SquareWithCells, scenariosOf, squaresInOrder } from "./scenarios.ts";
import type { SuiteVersion } from "./suites.ts";
import { taskGroupsOf } from "./task-groups.ts";

/** An entry at a scenario, over the tiers: what they add up to. */
export type Square = Omit<SquareWithCells, "cells" | "entry" | "scenario">;

/** What a square of the matrix shows: all counted runs passed, some, none, only infrastructure errors, or no run that counts. */
export type SquareKind = "all" | "some" | "none" | "error" | "absent";

/** The kind of an entry's square at a scenario. */
export const kindOf = (square: Square | undefined): SquareKind => {
  if (square === undefined) return "absent";
  if (square.counted === 0) return square.infrastructureError > 0 ? "error" : "absent";
  if (square.pass === square.counted) return "all";
  return square.pass > 0 ? "some" : "none";
};

/** The shades of the squares where some runs passed, the fewest first. */
export const PARTLY = ["p1", "p2", "p3"] as const;

/** What a square is shaded as: its kind or, where some runs passed, the third of the range from none to all in which their share lies. */
export const shadeOf = (square: Square): Exclude<SquareKind, "some"> | (typeof PARTLY)[number] => {
  const kind = kindOf(square);
  if (kind !== "some") return kind;
  return PARTLY[Math.floor((PARTLY.length * square.pass) / square.counted)] ?? "p3";
};

/**
 * Entries as on the leaderboard against scenarios: group by group where tasks have groups, the largest first, and the hardest first within
 * each, so that the passes lie in the top right.
 */
export interface Matrix {
  version: SuiteVersion;
  /** Positions in the version's entries. */
  entries: readonly number[];
  scenarios: readonly Scenario[];
  /** Whether scenarios stand group by group. */
  isByGroup: boolean;
  /** A row an entry, a square a scenario. */
  rows: readonly (readonly (Square | undefined)[])[];
}

const byGroup = (version: SuiteVersion, hardestFirst: readonly Scenario[]): Scenario[] => {
  const groups = taskGroupsOf(version);
  if (!groups) return [...hardestFirst];
  const place = new Map(groups.names.map((name, position) => [name, position]));
  const placeOf = ({ scenario }: Scenario) => place.get(groups.of.get(scenario) ?? "") ?? groups.names.length;
  return hardestFirst.toSorted((a, b) => placeOf(a) - placeOf(b));
};

/** One object for all squares that are the same: a large suite has a million, of which few differ. */
const sharedSquares = (): ((square: Square) => Square) => {
  const squares = new Map<string, Square>();
  return ({ pass, counted, infrastructureError, rate }) => {
    const key = `${pass} ${counted} ${infrastructureError} ${rate}`;
    const known = squares.get(key) ?? { pass, counted, infrastructureError, rate };
    squares.set(key, known);
    return known;
  };
};

const known = new WeakMap<SuiteVersion, Matrix>();

/** The matrix of a suite's version. Computed once. */
export const matrixOf = (version: SuiteVersion): Matrix => {
  const computed = known.get(version);
  if (computed) return computed;
  const entries = entryOrder(version);
  const scenarios = byGroup(version, scenariosOf(version));
  const rows = new Map(
    entries.map((entry) => [entry, new Array<Square | undefined>(scenarios.length).fill(undefined)]),
  );
  const same = sharedSquares();
  scenarios.forEach((scenario, column) => {
    for (const square of squaresInOrder(version, scenario.scenario)) {
      const row = rows.get(square.entry);
      if (row) row[column] = same(square);
    }
  });
  const isByGroup = taskGroupsOf(version) !== undefined;
  const matrix = { version, entries, scenarios, isByGroup, rows: [...rows.values()] };
  known.set(version, matrix);
  return matrix;
};

/** The same matrix with the hardest scenario first, whatever its group. */
export const hardestFirst = (matrix: Matrix): Matrix => {
  const scenarios = scenariosOf(matrix.version);
  const column = new Map(matrix.scenarios.map((scenario, place) => [scenario, place]));
  const from = scenarios.map((scenario) => column.get(scenario) ?? -1);
  return { ...matrix, scenarios, isByGroup: false, rows: matrix.rows.map((row) => from.map((place) => row[place])) };
};

/** A stretch of a matrix's columns that are one group of tasks. */
export interface ColumnGroup {
  name: string;
  from: number;
  count: number;
}

/** The groups of a matrix's columns, in their order; none where they do not stand by groups. */
export const columnGroups = ({ version, scenarios, isByGroup }: Matrix): ColumnGroup[] => {
  const groups = isByGroup ? taskGroupsOf(version) : undefined;
  if (!groups) return [];
  const stretches: ColumnGroup[] = [];
  scenarios.forEach(({ scenario }, column) => {
    const name = groups.of.get(scenario) ?? "in no group";
    const last = stretches.at(-1);
    if (last?.name === name) last.count++;
    else stretches.push({ name, from: column, count: 1 });
  });
  return stretches;
};

/** What stands where in a matrix. */
export const describeLayout = (matrix: Matrix): string => {
  const { entries, scenarios } = matrix;
  const hardest = `, the hardest on the left${columnGroups(matrix).length > 0 ? " of each group" : ""}`;
  return `${formatCounted(entries.length, "entry", "entries")} in the order of the leaderboard against ${formatCounted(scenarios.length, "task")}${scenarios.length > 1 ? hardest : ""}.`;
};

/** A task is nearly always solved where more than this share of the entries solve it. */
const NEARLY_ALL = 0.9;

/** How many of the tasks decide the ranks, after those that do not. */
const describeDeciding = (deciding: number, all: number): string => {
  if (deciding === 0) return "No task is left to decide the ranks.";
  if (deciding === all) return `All ${formatCount(all)} decide the ranks.`;
  return deciding === 1 ? "The other one decides the ranks." : `The other ${formatCount(deciding)} decide the ranks.`;
};

const describeOnly = ({ pass, counted }: Scenario): string => {
  const runs = counted === 1 ? "its only run" : `${formatCount(pass)} of ${formatCount(counted)} runs`;
  return `The only task with runs that count is solved ${pass === 0 ? "by nobody" : `in ${runs}`}`;
};

/** What the only entry did: of one run a task no share can be told. */
const describeAlone = (known: readonly Scenario[]): { strong: string; rest: string } => {
  const solved = known.filter(({ pass }) => pass > 0);
  const always = solved.filter(({ pass, counted }) => pass === counted).length;
  const hasOneEach = known.every(({ counted }) => counted === 1);
  return {
    strong: `The only entry solved ${formatCount(solved.length)} of ${formatCounted(known.length, "task")}`,
    rest: hasOneEach ? ", in one run each." : `, ${formatCount(always)} of them in every run that counts.`,
  };
};

/** How many tasks decide nothing: in bold letters, and what follows. One entry alone has no ranks to decide. */
export const describeMatrix = ({
  scenarios,
  entries,
}: Pick<Matrix, "scenarios" | "entries">): { strong: string; rest: string } => {
  const known = scenarios.filter(({ mean }) => mean !== null);
  const nobody = known.filter(({ solvedBy }) => solvedBy === 0).length;
  const often = known.filter(({ mean }) => (mean ?? 0) > NEARLY_ALL);
  const isAlways = often.length > 0 && often.every(({ pass, counted }) => pass === counted);
  const deciding = known.length - nobody - often.length;
  if (known.length === 0) return { strong: "No run that counts says whether it solved its task", rest: "." };
  const [only, second] = known;
  if (only && !second) return { strong: describeOnly(only), rest: "." };
  if (entries.length === 1) return describeAlone(known);
  const never =
    nobody === 0
      ? "Every task is solved by somebody"
      : `${formatCounted(nobody, "task is", "tasks are")} solved by nobody`;
  const always = `${often.length === 0 ? "none" : formatCount(often.length)} ${isAlways ? "always" : "nearly always"}`;
  return {
    strong: `${never}, ${always}`,
    rest: `, in ${isAlways ? "every run that counts" : "more than nine runs of ten"}. ${describeDeciding(deciding, known.length)}`,
  };
};
