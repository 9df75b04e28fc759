import { formatCount, formatRate } from "#words/numbers.ts";
import { type Board, isOfTotals, rankedOf } from "../../snapshot/boards.ts";
import { type Repeats, repeatsOf } from "../../snapshot/findings.ts";
import { formatOnBoard } from "../board/shared.ts";
import { type Column, type PageTable, pageTable } from "../column.ts";
import { entryHtml } from "../entry-html.ts";
import { METHOD } from "../method.ts";
import { type StandingRow, standingRows } from "../standing-row.ts";

interface RepeatRow extends StandingRow {
  repeats: Repeats;
}

/** What trying again makes on a board. */
export interface RepeatTable {
  tries: number;
  finding: { strong: string; rest: string };
  table: PageTable;
  /** Ranked entries with a cell of a single run, which cannot be said anything of. */
  without: number;
}

/** So many tries are looked at. */
const MOST_TRIES = 10;

/** The tries that at least half of the entries that tried anything again have in every cell: each entry is asked for the same. */
const triesFor = (most: readonly number[]): number => {
  const sorted = most.filter((tries) => tries >= 2).sort((a, b) => b - a);
  return Math.min(MOST_TRIES, sorted[Math.ceil(sorted.length / 2) - 1] ?? 0);
};

const text = (rate: Repeats["flips"]): string =>
  rate === null
    ? "n/a"
    : `${formatRate(rate.value)} (${formatRate(rate.interval.low)}–${formatRate(rate.interval.high)})`;

const columnsFor = (k: number): Column<RepeatRow>[] => {
  const figure = (
    heading: string,
    name: string,
    of: (row: RepeatRow) => string,
    method?: string,
  ): Column<RepeatRow> => ({
    page: () => ({
      heading,
      kind: "figure",
      ...(method === undefined ? {} : { method }),
      sort: { name },
      cell: { text: of },
    }),
    fields: {},
  });
  return [
    {
      page: () => ({
        ...{ heading: "Entry", kind: "row heading", sort: { name: "entry", best: "low" } },
        cell: { html: ({ entry }) => entryHtml(entry) },
      }),
      fields: {},
    },
    figure("Solved, %", "solved", ({ board, standing }) => formatOnBoard(board, standing.estimate.value)),
    figure(`At least once in ${k}`, "at-least-once", ({ repeats }) => text(repeats.atLeastOnce), METHOD.repeats),
    figure(`Every time in ${k}`, "every-time", ({ repeats }) => text(repeats.everyTime), METHOD.repeats),
    {
      page: () => ({
        ...{
          heading: "Two runs disagree",
          kind: "figure",
          method: METHOD.repeats,
          sort: { name: "flips", best: "low" },
        },
        cell: { text: ({ repeats }) => text(repeats.flips) },
      }),
      fields: {},
    },
  ];
};

const meanOf = (rates: readonly Repeats["flips"][]): number =>
  rates.reduce((sum, rate) => sum + (rate?.value ?? 0), 0) / rates.length;

const describe = (rows: readonly RepeatRow[], k: number): RepeatTable["finding"] => {
  const [atLeastOnce, everyTime, flips] = (["atLeastOnce", "everyTime", "flips"] as const).map((name) =>
    formatRate(meanOf(rows.map(({ repeats }) => repeats[name]))),
  );
  return {
    strong: `With ${formatCount(k)} tries an entry solves ${atLeastOnce} of the tasks at least once and ${everyTime} every time`,
    rest: `, ${rows.length === 1 ? "for the only ranked entry that tried" : `as a mean over the ${formatCount(rows.length)} ranked entries that tried`} every task so often. Two runs of one task disagree in ${flips} of the cases.`,
  };
};

/** What trying again makes, entry by entry in the order of the board; null where no ranked entry tried every task twice. */
export const repeatTable = (board: Board): RepeatTable | null => {
  // A total is of many tasks, each of them tried once.
  if (board.metric !== "success" || isOfTotals(board)) return null;
  const ranked = standingRows(board, rankedOf(board));
  // One that lacks a cell has not tried every task, however often it tried the others.
  const whole = ranked.filter(({ standing }) => standing.covered === standing.coverable);
  const tries = triesFor(whole.map(({ standing }) => repeatsOf(board, standing.entry).tries));
  if (tries < 2) return null;
  const rows = whole
    .map((row) => ({ ...row, repeats: repeatsOf(board, row.standing.entry, tries) }))
    .filter(({ repeats }) => repeats.tries === tries);
  return {
    ...{ tries, finding: describe(rows, tries), table: pageTable(columnsFor(tries), rows) },
    without: ranked.length - rows.length,
  };
};
