import { parseHTML } from "linkedom";
import { paretoFrontier } from "#statistics/costs/pareto.ts";
import { formatDollars } from "#words/amounts.ts";
import { describeLead } from "#words/board.ts";
import { entryTitle } from "#words/names.ts";
import { formatCount, formatCounted, formatValue } from "#words/numbers.ts";
import { type Board, factsOf, rankedOf } from "../snapshot/boards.ts";
import { barDomain } from "../tables/interval-bar.ts";
import { drawFrontier } from "./draw-frontier.ts";
import { drawIntervals, type IntervalLine } from "./draw-intervals.ts";

const MOST_LINES = 30;

const { document } = parseHTML("<html></html>") as unknown as { document: Document };

/** A picture of a board: its finding in a sentence, the drawing as SVG, and what it leaves out. */
export interface BoardChart {
  title: string;
  svg: string;
  note: string;
}

const axisOf = ({ metric }: Board) => (metric === "success" ? "Success rate (%)" : "Mean score");

const entriesIn = (count: number) => formatCounted(count, "entry", "entries");

const labelOf = ({ version }: Board, entry: number): string => {
  const given = version.entries[entry];
  return given ? entryTitle(given) : "";
};

/** The part of the scale that the lines cover, in tenths of it: a dot, unlike a bar, need not start at the scale's end. */
const coveredDomain = (lines: readonly IntervalLine[], [low, high]: readonly [number, number]): [number, number] => {
  const step = (high - low) / 10;
  const ends = lines.flatMap(({ value, interval }) => [value, interval?.low ?? value, interval?.high ?? value]);
  const covered = ends.map((end) => (end - low) / step);
  return [low + step * Math.floor(Math.min(...covered)), low + step * Math.ceil(Math.max(...covered) || 1)];
};

/** The best ranked entries with their intervals; undefined if no entry is ranked. */
export const intervalChart = (board: Board): BoardChart | undefined => {
  const ranked = rankedOf(board);
  if (ranked.length === 0) return undefined;
  const shown = ranked.slice(0, MOST_LINES);
  const lines = shown.flatMap(({ entry, estimate: { value, interval }, group }) =>
    value === null ? [] : [{ label: labelOf(board, entry), value, interval, leads: group === 1 }],
  );
  const title = describeLead(factsOf(board));
  const svg = drawIntervals(lines, {
    document,
    axis: axisOf(board),
    domain: coveredDomain(lines, barDomain(board)),
    percent: board.metric === "success",
    label: `${axisOf(board)} with 95 % intervals. ${title}. All figures are in the table.`,
  });
  const left = ranked.length - shown.length;
  const noted =
    left === 0 ? "" : ` The picture shows the first ${shown.length}; ${formatCount(left)} more are in the table.`;
  const bare = lines.some(({ interval }) => interval === null)
    ? " A dot without a line has too few data for an interval."
    : "";
  const note = `Dots are estimates, lines are 95 % intervals; entries in blue may be first.${bare}${noted}`;
  return { title, svg: svg.outerHTML, note };
};

const describeFrontier = (onFrontier: number, points: number): string =>
  onFrontier === 1
    ? `One entry is both the cheapest and the best of the ${formatCount(points)} that report their cost`
    : `Nothing is both cheaper and better than ${formatCount(onFrontier)} of the ${entriesIn(points)}`;

/** Value against cost, of the ranked entries that report their cost; a sentence why not if there are fewer than two. */
export const frontierChart = (board: Board): BoardChart | string => {
  const points = rankedOf(board).flatMap(({ entry, estimate, usage }) =>
    estimate.value === null || usage.cost.mean === null
      ? []
      : [{ cost: usage.cost.mean, value: estimate.value, item: { entry, interval: estimate.interval } }],
  );
  if (points.length < 2) {
    const number = points.length === 0 ? "No ranked entry reports its" : "Only one ranked entry reports its";
    return `${number} cost, so there is no picture of cost against success.`;
  }
  const frontier = new Set(paretoFrontier(points));
  const drawn = points.map(({ cost, value, item }) => ({
    label: labelOf(board, item.entry),
    cost,
    value,
    interval: item.interval,
    onFrontier: frontier.has(item),
  }));
  const title = describeFrontier(frontier.size, points.length);
  const [cheapest, best] = [
    drawn.toSorted((a, b) => a.cost - b.cost)[0],
    drawn.toSorted((a, b) => b.value - a.value)[0],
  ];
  const ends = [cheapest, best].map((end) =>
    end ? `${end.label}, ${formatDollars(end.cost)} a run, ${formatValue(end.value, board.metric)}` : "",
  );
  const svg = drawFrontier(drawn, {
    document,
    axis: axisOf(board),
    domain: barDomain(board),
    percent: board.metric === "success",
    label: `${axisOf(board)} against cost per run. ${title}. Cheapest: ${ends[0]}. Best: ${ends[1]}. All figures are in the table.`,
  });
  const note =
    "Costs are means over the runs that report them. Vertical lines are 95 % intervals. Entries in blue have none that is both cheaper and better; labels that would overlap are left out.";
  return { title, svg: svg.outerHTML, note };
};
