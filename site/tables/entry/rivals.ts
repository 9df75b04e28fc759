import type { Entry } from "#contract/names/entry.ts";
import type { Pairs } from "#statistics/ranks/comparison.ts";
import { entryTitle } from "#words/names.ts";
import { type Board, isOfTotals, mainBoardOf, rankedOf } from "../../snapshot/boards.ts";
import { hasComparisonPage } from "../../snapshot/comparison.ts";
import { compareAnyPath, comparisonPath, entryPath } from "../../snapshot/links.ts";
import type { Axis } from "../board/axis.ts";
import { formatOnBoard } from "../board/shared.ts";
import { type Column, type PageTable, pageTable } from "../column.ts";
import { describeCorrection } from "../describe-correction.ts";
import { differenceAttributes, differenceAxis, differenceColumns } from "../difference-columns.ts";
import { escapeHtml } from "../html.ts";

type Comparison = NonNullable<ReturnType<Pairs>>;

/** Another entry of a board, and how the one that a page is about differs from it. */
interface Rival {
  board: Board;
  entry: number;
  value: number | null;
  comparison: Comparison;
  kind: "better" | "same" | "worse";
  /** Where the two are compared, with what each costs and the tasks that separate them. */
  path: string;
}

/** So many places above and below are compared. */
const NEAR = 5;

const VERDICTS = { better: "▲ clearly better", same: "= no clear difference", worse: "▼ clearly worse" };

/** The page of two entries, by their places on the suite's first board, or the one that compares any. */
const comparedAt = (board: Board, entries: readonly Entry[], places: readonly number[]): string => {
  const { version } = board;
  const [high, low] = [Math.min(...places), Math.max(...places)];
  const [a, b] = [high, low].map((place) => entries[places.indexOf(place)]);
  return a && b && board === mainBoardOf(version) && hasComparisonPage(high, low)
    ? comparisonPath(version, a, b)
    : compareAnyPath(version, [...entries]);
};

/** The entries around one on its board, and the one that stands first. */
const rivalsOf = (board: Board, entry: number): Rival[] => {
  const ranked = rankedOf(board);
  const place = ranked.findIndex((standing) => standing.entry === entry);
  if (place < 0) return [];
  return ranked.flatMap(({ entry: other, estimate }, at) => {
    if (at === place || (at > 0 && Math.abs(at - place) > NEAR)) return [];
    const comparison = board.pairs(entry, other);
    if (!comparison) return [];
    const kind = board.isAbove(other, entry) ? "better" : board.isAbove(entry, other) ? "worse" : "same";
    const both = [entry, other].flatMap((position) => board.version.entries[position] ?? []);
    const path = comparedAt(board, both, [place, at]);
    return [{ board, entry: other, value: estimate.value, comparison, kind, path }];
  });
};

const nameHtml = ({ board, entry }: Rival): string => {
  const named = board.version.entries[entry] ?? { agent: "" };
  return `<a href="${escapeHtml(entryPath(named))}">${escapeHtml(entryTitle(named))}</a>`;
};

const columnsFor = (axis: Axis, board: Board): Column<Rival>[] => [
  { page: () => ({ heading: "Entry", kind: "row heading", cell: { html: nameHtml } }), fields: {} },
  {
    page: () => ({
      heading: board.metric === "score" ? "Mean score" : "Solved, %",
      kind: "figure",
      cell: { text: ({ value }) => formatOnBoard(board, value) },
    }),
    fields: {},
  },
  // What stands last there says whether a difference is more than chance; here it says which way.
  ...differenceColumns<Rival>(axis, board.metric, ({ comparison }) => comparison, isOfTotals(board)).slice(0, -1),
  {
    page: () => ({
      ...{ heading: "That entry is", kind: "words", class: "verdict" },
      cell: { html: ({ kind, path }) => `<a href="${escapeHtml(path)}">${VERDICTS[kind]}</a>` },
    }),
    fields: {},
  },
];

/**
 * The comparisons of an entry with those around it and with the first, the axis of their differences, and what is to say below; null where
 * there are none.
 */
export const rivalsTable = (
  board: Board,
  entry: number,
): { table: PageTable; axis: Axis; correction: string } | null => {
  const rivals = rivalsOf(board, entry);
  if (rivals.length === 0) return null;
  const { metric } = board;
  const comparisons = rivals.map(({ comparison }) => comparison);
  const axis = differenceAxis(comparisons, metric);
  const table = pageTable(columnsFor(axis, board), rivals, ({ comparison }) =>
    differenceAttributes(comparison, metric),
  );
  return { table, axis, correction: describeCorrection(comparisons, "all comparisons of each of the two") };
};

/** How many ranked entries are clearly better than one, clearly worse, or neither. */
export const countRivals = (board: Board, entry: number): Record<Rival["kind"], number> => {
  const counts = { better: 0, same: 0, worse: 0 };
  for (const { entry: other } of rankedOf(board)) {
    if (other === entry) continue;
    counts[board.isAbove(other, entry) ? "better" : board.isAbove(entry, other) ? "worse" : "same"]++;
  }
  return counts;
};
