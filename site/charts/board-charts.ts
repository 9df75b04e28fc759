import { parseHTML } from "linkedom";
import { paretoFrontier } from "#statistics/costs/pareto.ts";
import { formatDollars } from "#words/amounts.ts";
import { entryTitle } from "#words/names.ts";
import { formatCount, formatCounted, formatValue } from "#words/numbers.ts";
import { type Board, rankedOf } from "../snapshot/boards.ts";
import { barDomain } from "./bar-domain.ts";
import { drawFrontier } from "./draw-frontier.ts";

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
