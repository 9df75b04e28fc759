import type { RunSummary } from "#contract/runs/run.ts";
import { durationOf } from "./duration-of.ts";

/** What a list of runs can be sorted by, best or newest first; names from A on. */
const SORTS = {
  newest: { of: ({ startedAt }) => -Date.parse(startedAt) },
  score: { of: ({ totalScore }) => (totalScore === undefined ? undefined : -totalScore) },
  time: { of: (run) => durationOf(run) },
  outcome: { of: ({ outcome }) => outcome },
  task: { of: ({ scenario }) => scenario },
  help: { of: ({ tier }) => tier },
  agent: { of: ({ agent }) => agent },
  model: { of: ({ model }) => model },
} satisfies Record<string, { of: (run: RunSummary) => string | number | undefined }>;

export type RunSort = keyof typeof SORTS;

/** How a list of runs is sorted. */
export interface RunOrder {
  sort: RunSort;
  reversed: boolean;
}

export const NEWEST_FIRST: RunOrder = { sort: "newest", reversed: false };

/** What is sorted from the greatest down: the newest day, the highest score. */
const DOWNWARD: ReadonlySet<RunSort> = new Set(["newest", "score"]);

/** Which way the figures or names of an order go. */
export const directionOf = ({ sort, reversed }: RunOrder): "ascending" | "descending" =>
  DOWNWARD.has(sort) === reversed ? "ascending" : "descending";

/** The order that the words of an address ask for; unknown words are ignored. */
export const readOrder = (query: URLSearchParams): RunOrder => {
  const sort = query.get("sort") ?? "";
  return { sort: isSort(sort) ? sort : "newest", reversed: query.get("order") === "reverse" };
};

const isSort = (name: string): name is RunSort => Object.hasOwn(SORTS, name);

/** The order after a column's head is pressed: its own, or the reverse if it is sorted by it already. */
export const pressedOrder = (order: RunOrder, sort: RunSort): RunOrder => ({
  sort,
  reversed: order.sort === sort && !order.reversed,
});

/** Runs in an order; those of which the figure is not known come last either way. */
export const sortRuns = (runs: readonly RunSummary[], { sort, reversed }: RunOrder): RunSummary[] => {
  const { of }: { of: (run: RunSummary) => string | number | undefined } = SORTS[sort];
  const keyed = runs.map((run) => ({ run, key: of(run) }));
  const direction = reversed ? -1 : 1;
  return keyed
    .sort(({ key: a }, { key: b }) => {
      if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
      return (
        direction * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en"))
      );
    })
    .map(({ run }) => run);
};
