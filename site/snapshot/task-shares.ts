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

/** The shares of groups of `least` entries or more, by what is the same of each; squares of which that is undefined are in none. */
const sharesBy = <Key extends string | number>(
  squares: readonly Square[],
  keyOf: (square: Square) => Key | undefined,
  nameOf: (key: Key) => string,
  least = 1,
): TaskShare[] =>
  [...Map.groupBy(squares, keyOf)].flatMap(([key, own]) => {
    if (key === undefined || own.length < least) return [];
    const solved = own.filter(({ pass }) => pass > 0).length;
    return [{ name: nameOf(key), solved, entries: own.length, interval: intervalOf(solved, own.length) }];
  });

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

/** Those of a task's squares with a run that counts. */
const ran = (squares: readonly Square[]): Square[] => squares.filter(({ counted }) => counted > 0);

/** Who solves a task, by the half-year in which an entry first tried it, the oldest first; none where that is one alone. */
export const sharesOverTime = (squares: readonly Square[]): TaskShare[] => {
  const shares = sharesBy(ran(squares), halfYearOf, nameOfHalfYear).sort((a, b) => (a.name < b.name ? -1 : 1));
  return shares.length < 2 ? [] : shares;
};

/** Who solves a task, by model, under any agent: models with three entries or more, the best first; none where that is one alone. */
export const sharesByModel = ({ entries }: SuiteVersion, squares: readonly Square[]): TaskShare[] => {
  const shares = sharesBy(
    ran(squares),
    ({ entry }) => entries[entry]?.model,
    (model) => model,
    LEAST_ENTRIES,
  ).sort((a, b) => b.solved / b.entries - a.solved / a.entries || b.entries - a.entries || (a.name < b.name ? -1 : 1));
  return shares.length < 2 ? [] : shares;
};
