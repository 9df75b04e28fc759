import { formatDollars, formatDuration, formatTokens } from "#words/amounts.ts";
import { entryTitle } from "#words/names.ts";
import { formatCount, formatCounted, formatValue } from "#words/numbers.ts";
import { type Board, mainBoardOf, picturedBoardOf, rankedOf } from "../snapshot/boards.ts";
import { datedOf, hasCourse } from "../snapshot/course.ts";
import { type Amount, frontierOf, reportingOf } from "../snapshot/frontier.ts";
import type { SuiteVersion } from "../snapshot/suites.ts";
import { axisFor, unitOf } from "../tables/board/axis.ts";
import { type DrawnScatter, drawScatter, type Scatter, type ScatterPoint } from "./draw-scatter.ts";
import { amountScale, durationScale, timeScale } from "./scales.ts";

/** A picture of a board: its finding in a sentence, drawn for a wide window and for a phone, and what it leaves out. */
export interface BoardChart {
  title: string;
  wide: DrawnScatter;
  narrow: DrawnScatter;
  note: string;
}

const AMOUNTS = {
  cost: { name: "cost", title: "Cost a run", format: formatDollars },
  tokens: { name: "tokens", title: "Tokens a run", format: formatTokens },
  duration: { name: "time", title: "Time a run", format: formatDuration },
} as const satisfies Record<Amount, { name: string; title: string; format: (amount: number) => string }>;

/** Of more entries than this nobody finds one by its name, and all of them weigh on every page of a large board. */
const MOST_GROUND = 300;

/** The wide one fits a window of 768 pixels beside its margins and a scroll bar (picture.css switches there). */
const WIDE = [708, 420] as const;
const NARROW = [328, 300] as const;

const draw = (scatter: Scatter) => ({ wide: drawScatter(scatter, ...WIDE), narrow: drawScatter(scatter, ...NARROW) });

/** An entry's name; without its agent where all entries of the board have the same. */
const titleOf = ({ version, standings }: Board, entry: number): string => {
  const { agent, model, variant } = version.entries[entry] ?? { agent: "" };
  const isShared = standings.every((standing) => version.entries[standing.entry]?.agent === agent);
  return isShared && standings.length > 1 && model !== undefined
    ? [model, variant].filter(Boolean).join(" · ")
    : entryTitle({ agent, ...(model === undefined ? {} : { model }), ...(variant === undefined ? {} : { variant }) });
};

const yTitleOf = ({ metric }: Board): string => (metric === "success" ? "Solved, %" : "Mean score");

const scaled = (interval: { low: number; high: number } | null, unit: number) =>
  interval && { low: unit * interval.low, high: unit * interval.high };

/**
 * The points with intervals that end where scores do, and the range of both. The interval of a score by few runs can go far beyond 0 and 1,
 * where no run gets, and would leave the points themselves little room.
 */
const withYAxis = (points: readonly ScatterPoint[], { metric }: Pick<Board, "metric">) => {
  const isShare = metric === "score" && points.every(({ y }) => y >= 0 && y <= 1);
  const clip = (end: number) => (isShare ? Math.min(1, Math.max(0, end)) : end);
  const clipped = points.map((point) => ({
    ...point,
    interval: point.interval && { low: clip(point.interval.low), high: clip(point.interval.high) },
  }));
  return {
    points: clipped,
    y: axisFor(clipped.flatMap(({ y, interval }) => [y, interval?.low ?? y, interval?.high ?? y])),
  };
};

const describeFrontier = (main: number, points: number, name: string): string =>
  main === 1
    ? `One entry has both the least ${name} and the highest value of the ${formatCount(points)} that report it`
    : `${formatCount(main)} of the ${formatCounted(points, "entry", "entries")} have nothing better at their ${name}`;

const MOST_NAMED = 8;

/** Of fewer entries there is nothing to draw. */
const LEAST_DRAWN = 2;

/** The ranked entries that a picture leaves out, by name. */
const describeUnknown = (board: Board, without: readonly number[], name: string): string => {
  if (without.length === 0) return "";
  const names = without.slice(0, MOST_NAMED).map((entry) => titleOf(board, entry));
  const left = without.length - names.length;
  return ` Without a known ${name}: ${names.join(", ")}${left > 0 ? ` and ${formatCount(left)} more` : ""}.`;
};

/** What the marks of a picture of costs mean, those that it has. */
const describeMarks = (points: readonly ScatterPoint[], hasGround: boolean): string =>
  [
    "Blue entries have none that is both better and takes less.",
    points.some(({ interval }) => interval !== null) ? "Vertical lines are 95 % intervals." : "",
    hasGround ? "Small dots are all others; the table and its files name them." : "",
  ]
    .filter(Boolean)
    .join(" ");

/** What else can be drawn of a board besides its cost: "time and tokens"; empty where too few entries report either. */
export const otherAmounts = (board: Board): string =>
  (["duration", "tokens"] as const)
    .filter((amount) => reportingOf(board, amount).length >= LEAST_DRAWN)
    .map((amount) => AMOUNTS[amount].name)
    .join(" and ");

/** Value against what a run takes, of the ranked entries that report it; undefined if fewer than two do. */
export const frontierChart = (board: Board, amount: Amount = "cost"): BoardChart | undefined => {
  const unit = unitOf(board);
  const known = reportingOf(board, amount);
  if (known.length < LEAST_DRAWN) return undefined;
  const { name, title, format } = AMOUNTS[amount];
  const best = new Set(frontierOf(board, amount).map(({ entry }) => entry));
  const isNamed = (entry: number) => known.length <= MOST_GROUND || best.has(entry);
  const points = known.map(({ cost, value, entry, interval }) => ({
    ...{ label: isNamed(entry) ? titleOf(board, entry) : "", x: cost, y: unit * value, isMain: best.has(entry) },
    interval: scaled(interval, unit),
  }));
  const ends = [points.toSorted((a, b) => a.x - b.x)[0], points.toSorted((a, b) => b.y - a.y)[0]].map((end) =>
    end ? `${end.label || "another"}, ${format(end.x)} a run, ${formatValue(end.y / unit, board.metric)}` : "",
  );
  const finding = describeFrontier(best.size, points.length, name);
  const without = rankedOf(board)
    .filter(({ usage }) => !usage[amount].mean)
    .map(({ entry }) => entry);
  const amounts = points.map((point) => point.x);
  const x = amount === "duration" ? durationScale(amounts, title) : amountScale(amounts, format, title);
  const alternative = `${yTitleOf(board)} against ${title.toLowerCase()}. ${finding}. Least ${name}: ${ends[0]}. Best: ${ends[1]}. All figures are on the leaderboard.`;
  return {
    title: finding,
    ...draw({ ...withYAxis(points, board), x, yTitle: yTitleOf(board), alternative }),
    note: describeMarks(points, known.length > MOST_GROUND) + describeUnknown(board, without, name),
  };
};

/** The picture of value against what a run takes that a suite's pages show. */
export const versionFrontierChart = (version: SuiteVersion, amount: Amount = "cost", tier?: number) => {
  const board = picturedBoardOf(version, tier);
  const chart = frontierChart(board, amount);
  if (!chart || board.metric === mainBoardOf(version, tier).metric) return chart;
  return { ...chart, note: `Each entry solved all or nothing, so the picture shows its mean score. ${chart.note}` };
};

/** Some of a board's entries that a picture is about: the others are its ground, without names. */
export interface Course {
  /** Whose they are. */
  name: string;
  entries: ReadonlySet<number>;
  /** What an entry is called beside the others of them. */
  titleOf: (entry: number) => string;
}

/**
 * Value against the day of the first run, of the ranked entries; the new bests are joined. With a course only its entries have
 * names, and of too many to be found by name the new bests alone. Undefined if those that it is about have one day, or none.
 */
export const trendChart = (board: Board, records: ReadonlySet<number>, course?: Course): BoardChart | undefined => {
  const unit = unitOf(board);
  const isCrowded = rankedOf(board).length > MOST_GROUND;
  const isNamed = (entry: number) => (course ? course.entries.has(entry) : !isCrowded || records.has(entry));
  if (!hasCourse(datedOf(board, course?.entries))) return undefined;
  const dated = datedOf(board, isCrowded ? course?.entries : undefined);
  const nameOf = (entry: number) => (isNamed(entry) ? (course?.titleOf(entry) ?? titleOf(board, entry)) : "");
  const points = dated.map(({ entry, firstRunAt, estimate }) => ({
    ...{ label: nameOf(entry), x: firstRunAt, y: unit * (estimate.value ?? 0), isMain: records.has(entry) },
    interval: records.has(entry) ? scaled(estimate.interval, unit) : null,
  }));
  const main = points.filter(({ isMain }) => isMain).toSorted((a, b) => a.x - b.x);
  const [from, to] = [main[0], main.at(-1)].map((point) => formatValue((point?.y ?? 0) / unit, board.metric));
  const whose = course === undefined ? "The best" : `The best of ${course.name}`;
  const title =
    main.length > 1
      ? `${whose} went from ${from} to ${to}, in ${formatCounted(main.length - 1, "step")}`
      : `${whose} is still the first, at ${from}`;
  const alternative = `${yTitleOf(board)} by the day of an entry's first run. ${title}. All figures are on the leaderboard.`;
  const x = timeScale(points.map((point) => point.x));
  const scatter = { ...withYAxis(points, board), x, yTitle: yTitleOf(board) };
  const blue =
    main.length > 1
      ? "Blue entries were the best of their time by estimate, with their 95 % intervals; whether a step was more than chance is in the table."
      : "Blue is the best by estimate, with its 95 % interval.";
  const others = points.every(({ label }) => label !== "")
    ? ""
    : ` Small dots are the other entries of ${board.version.title}.`;
  return {
    title,
    ...draw({ ...scatter, alternative }),
    note: blue + others,
  };
};
