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

/** The shares of groups of `least` entries or more. */
const sharesBy = (squares: readonly Square[], nameOf: (square: Square) => string | undefined, least = 1): TaskShare[] =>
  [...Map.groupBy(squares, nameOf)].flatMap(([name, own]) => {
    if (name === undefined || own.length < least) return [];
    const solved = own.filter(({ pass }) => pass > 0).length;
    return [{ name, solved, entries: own.length, interval: intervalOf(solved, own.length) }];
  });

const halfYearOf = ({ cells }: Square): string | undefined => {
  const moments = cells.flatMap(({ firstRunAt }) => (firstRunAt > 0 ? [firstRunAt] : []));
  if (moments.length === 0) return undefined;
  const first = new Date(1000 * Math.min(...moments));
  return `${first.getUTCFullYear()} ${first.getUTCMonth() < 6 ? "first" : "second"} half`;
};

/** Those of a task's squares with a run that counts. */
const ran = (squares: readonly Square[]): Square[] => squares.filter(({ counted }) => counted > 0);

/** Who solves a task, by the half-year in which an entry first tried it, the oldest first; none where that is one alone. */
export const sharesOverTime = (squares: readonly Square[]): TaskShare[] => {
  const shares = sharesBy(ran(squares), halfYearOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  return shares.length < 2 ? [] : shares;
};

/** Who solves a task, by model, under any agent: models with three entries or more, the best first; none where that is one alone. */
export const sharesByModel = ({ entries }: SuiteVersion, squares: readonly Square[]): TaskShare[] => {
  const shares = sharesBy(ran(squares), ({ entry }) => entries[entry]?.model, LEAST_ENTRIES).sort(
    (a, b) => b.solved / b.entries - a.solved / a.entries || b.entries - a.entries || (a.name < b.name ? -1 : 1),
  );
  return shares.length < 2 ? [] : shares;
};
