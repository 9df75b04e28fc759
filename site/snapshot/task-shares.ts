import { clopperPearson } from "#statistics/intervals/clopper-pearson.ts";
import type { Interval } from "#statistics/intervals/interval.ts";
import type { Square } from "./scenarios.ts";
import type { SuiteVersion } from "./suites.ts";

/** How many of some entries solve a task at least once. */
export interface TaskShare {
  name: string;
  solved: number;
  entries: number;
  /** 95 % of the share, by Clopper and Pearson. */
  interval: Interval;
}

/** Smaller groups tell nothing. */
const LEAST_ENTRIES = 3;

const known = new Map<string, Interval>();

/** The interval of a share; kept, since the groups of hundreds of tasks have few sizes. */
const intervalOf = (solved: number, entries: number): Interval => {
  const key = `${solved}/${entries}`;
  const interval = known.get(key) ?? clopperPearson(solved / entries, entries);
  known.set(key, interval);
  return interval;
};

/** The shares of groups of `least` entries or more with a run that counts, by what is the same of each; where that is undefined they are in none. */
const sharesBy = <Key extends string | number>(
  squares: readonly Square[],
  keyOf: (square: Square) => Key | undefined,
  nameOf: (key: Key) => string,
  least = 1,
): TaskShare[] => {
  const groups = new Map<Key, { solved: number; entries: number }>();
  for (const square of squares) {
    const key = square.counted > 0 ? keyOf(square) : undefined;
    if (key === undefined) continue;
    const group = groups.get(key) ?? { solved: 0, entries: 0 };
    group.entries += 1;
    if (square.pass > 0) group.solved += 1;
    groups.set(key, group);
  }
  return [...groups].flatMap(([key, { solved, entries }]) =>
    entries < least ? [] : { name: nameOf(key), solved, entries, interval: intervalOf(solved, entries) },
  );
};

const SECONDS_A_DAY = 86_400;

const halfYears = new Map<number, number>();

/** The half-year of a day since 1970; kept, since the squares of hundreds of tasks have few days. */
const halfYearOfDay = (day: number): number => {
  const known = halfYears.get(day);
  if (known !== undefined) return known;
  const date = new Date(1000 * SECONDS_A_DAY * day);
  const half = 2 * date.getUTCFullYear() + Number(date.getUTCMonth() >= 6);
  halfYears.set(day, half);
  return half;
};

/** The half-year in which an entry first tried a task, counted from the year 0; undefined: nobody knows. A number, as a build asks for many. */
const halfYearOf = ({ cells }: Square): number | undefined => {
  let first = 0;
  for (const { firstRunAt } of cells) if (firstRunAt > 0 && (first === 0 || firstRunAt < first)) first = firstRunAt;
  return first === 0 ? undefined : halfYearOfDay(Math.floor(first / SECONDS_A_DAY));
};

const nameOfHalfYear = (half: number): string => `${Math.floor(half / 2)} ${half % 2 === 0 ? "first" : "second"} half`;

/** Who solves a task, by the half-year in which an entry first tried it, the oldest first; none where that is one alone. */
export const sharesOverTime = (squares: readonly Square[]): TaskShare[] => {
  const shares = sharesBy(squares, halfYearOf, nameOfHalfYear).sort((a, b) => (a.name < b.name ? -1 : 1));
  return shares.length < 2 ? [] : shares;
};

/** Who solves a task, by model, under any agent: models with three entries or more, the best first; none where that is one alone. */
export const sharesByModel = ({ entries }: SuiteVersion, squares: readonly Square[]): TaskShare[] => {
  const shares = sharesBy(
    squares,
    ({ entry }) => entries[entry]?.model,
    (model) => model,
    LEAST_ENTRIES,
  ).sort((a, b) => b.solved / b.entries - a.solved / a.entries || b.entries - a.entries || (a.name < b.name ? -1 : 1));
  return shares.length < 2 ? [] : shares;
};
