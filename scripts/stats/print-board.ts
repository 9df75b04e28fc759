import type { BoardAnswer, BoardEntry } from "#contract/figures/board.ts";
import { formatDollars, formatDuration } from "#words/amounts.ts";
import { formatName } from "#words/names.ts";
import { formatCount, formatInterval, formatPart, formatRank, formatValue } from "#words/numbers.ts";
import type { Context } from "../command/context.ts";
import { printFacts, printTable } from "../terminal/print.ts";
import type { Column } from "../terminal/render-table.ts";

const rangeOf = (from: number | null, to: number | null) => (from === null || to === null ? null : { from, to });

const intervalOf = ({ intervalLow: low, intervalHigh: high }: BoardEntry) =>
  low === null || high === null ? null : { low, high };

const right = (head: string, cell: (row: BoardEntry) => string): Column<BoardEntry> => ({ head, cell, align: "right" });

/** The columns of a board, as they are printed. */
export const boardColumns = ({ metric }: BoardAnswer): readonly Column<BoardEntry>[] => [
  right("RANK", ({ rankFrom, rankTo }) => formatRank(rangeOf(rankFrom, rankTo))),
  right("GROUP", ({ group }) => (group === null ? "" : formatCount(group))),
  { head: "ENTRY", cell: ({ entry }) => entry },
  right(metric === "success" ? "SUCCESS" : "SCORE", ({ estimate }) => formatValue(estimate, metric)),
  right("95% INTERVAL", (row) => (row.estimate === null ? "" : formatInterval(intervalOf(row), metric))),
  metric === "success"
    ? right("PASSED", ({ pass, counted }) => formatPart(pass, counted))
    : right("SCORED", ({ scored }) => formatCount(scored)),
  {
    ...right("SYNTHETIC", ({ syntheticRuns }) => (syntheticRuns === 0 ? "" : formatCount(syntheticRuns))),
    optional: true,
  },
  { ...right("COST/RUN", ({ costUsdMean }) => formatDollars(costUsdMean)), spare: true },
  { ...right("TIME", ({ durationMsMean }) => formatDuration(durationMsMean)), spare: true },
  { head: "NOTE", cell: ({ note }) => note, optional: true, spare: true },
];

/** Prints a board: what it is of, what it finds, and its rows. */
export const printBoard = (context: Context, board: BoardAnswer): void => {
  printFacts(context, [
    ["suite", board.suite],
    ["version", formatName(board.suiteVersion)],
    ["tiers", board.tier ?? "all"],
    ["by", board.metric === "success" ? "success rate" : "mean score"],
    ["snapshot", board.snapshot],
  ]);
  context.print();
  for (const finding of board.findings) context.print(finding);
  context.print();
  printTable(context, boardColumns(board), board.entries);
};
