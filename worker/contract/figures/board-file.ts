import { slugOf } from "../names/slug.ts";
import type { BoardAnswer, BoardEntry } from "./board.ts";
import type { BoardMetric } from "./figures.ts";

// The files of boards in a built site. Each is JSON with a line an entry, so that whoever asks about one of 2,000 need not parse them all.

/** The address of the list of a suite's boards. */
export const boardIndexPath = (suite: string): string => `/suites/${slugOf(suite)}/boards.json`;

/** The name of a board's file, beside the page that shows it. */
export const boardFileName = (metric: BoardMetric): string =>
  metric === "success" ? "board.json" : `board-${metric}.json`;

const ENTRIES = '"entries":[';

/** A board as the text of its file. */
export const boardText = ({ entries, ...head }: BoardAnswer): string =>
  `${JSON.stringify(head).slice(0, -1)},${ENTRIES}\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]}\n`;

/** What the file of a board says of the whole of it. */
export const headOfBoard = (text: string): Omit<BoardAnswer, "entries"> => {
  const { entries: _entries, ...head } = JSON.parse(`${text.slice(0, text.indexOf(`,${ENTRIES}\n`))},${ENTRIES}]}`);
  return head;
};

/**
 * The rows of the entries in the file of a board, in its order, by their names: each as the text that it is, for whoever looks at few of them.
 */
export const rowsOfBoard = (text: string): Map<string, string> =>
  new Map(
    Array.from(text.matchAll(/(?<=\n)\{"entry":("(?:[^"\\]|\\.)*"),[^\n]*\}(?=,?\n)/g), ([row, name = '""']) => [
      JSON.parse(name),
      row,
    ]),
  );

/** An entry's row, from the text that it is in the file. */
export const boardRow = (text: string): BoardEntry => JSON.parse(text);
