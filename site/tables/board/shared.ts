import { formatRate, orUnknown } from "#words/numbers.ts";
import type { Board } from "../../snapshot/boards.ts";
import { makersOf } from "../../snapshot/makers.ts";
import { ranByText } from "../ran-by.ts";
import type { StandingRow } from "../standing-row.ts";

/** What the rows of a table have in common, which is then said once; undefined: they differ, or there is one row alone. */
export interface Shared {
  agent: string | undefined;
  model: string | undefined;
  variant: string | undefined;
  /** Who makes agent and model; empty: the catalogue knows of none. */
  organization: string | undefined;
  /** Who ran the runs, in words. */
  ranBy: string | undefined;
  runs: number | undefined;
  /** The day of the last run, in days since 1970. */
  day: number | undefined;
  /** Whether there are so many columns that a model stands below its agent. */
  isDense: boolean;
  /** Whether some rows rest on made-up runs and others do not. */
  isMixed: boolean;
  /** Whether the rows are a whole board, each of whose entries tried some cells more often than others. */
  isUnequal: boolean;
}

/** What all items have; undefined where they differ, or where there are fewer than two. */
const common = <Item, Value>(items: readonly Item[], of: (item: Item) => Value): Value | undefined => {
  const [first, ...rest] = items;
  if (first === undefined || rest.length === 0) return undefined;
  const value = of(first);
  return rest.every((item) => of(item) === value) ? value : undefined;
};

const SECONDS_A_DAY = 86_400;

/** The tiers that a board has cells of. */
const tiersOf = ({ places }: Pick<Board, "places">): Set<number> => new Set(places.map(({ tier }) => tier));

/** Whether a table shows how each level of help did. */
export const hasLevels = (rows: readonly StandingRow[]): boolean => {
  const board = rows[0]?.board;
  return board?.metric === "success" && tiersOf(board).size > 1;
};

/** Who makes a row's agent and model, as its column says it; empty where the catalogue does not know. */
export const organizationOf = ({ entry }: StandingRow): string => makersOf(entry).organizations.join(", ");

/** Who ran the runs of a row, as far as they say. */
export const ranByOf = ({ standing }: StandingRow): string => ranByText(standing);

const isWhole = (rows: readonly StandingRow[]): boolean => rows.length === rows[0]?.board.standings.length;

const known = new WeakMap<readonly StandingRow[], Shared>();

/** What some rows share. Computed once a table. */
export const sharedOf = (rows: readonly StandingRow[]): Shared => {
  const computed = known.get(rows);
  if (computed) return computed;
  const made = rows.map(({ standing }) => standing.syntheticRuns > 0);
  const shared = {
    agent: common(rows, ({ entry }) => entry.agent),
    model: common(rows, ({ entry }) => entry.model),
    variant: common(rows, ({ entry }) => entry.variant),
    organization: common(rows, organizationOf),
    ranBy: common(rows, ranByOf),
    runs: common(rows, ({ standing }) => standing.counted),
    day: common(rows, ({ standing }) => Math.floor(standing.lastRunAt / SECONDS_A_DAY)),
    isDense: hasLevels(rows) || rows.some(({ usage }) => usage.cost.runs + usage.tokens.runs + usage.duration.runs > 0),
    isMixed: made.includes(true) && made.includes(false),
    isUnequal: isWhole(rows) && common(rows, ({ standing }) => standing.hasUnequalTrials) === true,
  };
  known.set(rows, shared);
  return shared;
};

/** A board as far as its values' format rests on it. */
interface Scored {
  metric: Board["metric"];
  standings: readonly { estimate: { value: number | null } }[];
}

/** The decimals that a board's greatest score has with three figures: all its scores have as many, as they are read one below the other. */
const decimalsOf = (standings: Scored["standings"]): number => {
  const most = Math.max(...standings.map(({ estimate }) => Math.abs(estimate.value ?? 0)));
  return Math.max(0, 3 - (most > 0 ? Math.ceil(Math.log10(most)) : 0));
};

const scoreFormats = new WeakMap<Scored["standings"], (score: number | null) => string>();

const scoreFormat = (standings: Scored["standings"]): ((score: number | null) => string) => {
  const known = scoreFormats.get(standings);
  if (known) return known;
  const decimals = decimalsOf(standings);
  const figures = {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: "negative",
  } as const;
  const format = orUnknown(new Intl.NumberFormat("en", figures).format);
  scoreFormats.set(standings, format);
  return format;
};

/** A value as a board's columns have it: per cent without the sign, which the head has, or a score. */
export const formatOnBoard = (board: Scored, value: number | null): string =>
  board.metric === "success" ? formatRate(value).replace("%", "") : scoreFormat(board.standings)(value);
