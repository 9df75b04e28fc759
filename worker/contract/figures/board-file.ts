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

/** The names of the entries in the file of a board, in its order. */
export const entriesOfBoard = (text: string): string[] =>
  Array.from(text.matchAll(/\n\{"entry":("(?:[^"\\]|\\.)*"),/g), ([, name = '""']) => JSON.parse(name));

const lineStart = (entry: string) => `\n{"entry":${JSON.stringify(entry)},`;

/** The row of an entry in the file of a board, and its place from 0 on; undefined: it has none. */
export const entryOfBoard = (text: string, entry: string): { row: BoardEntry; place: number } | undefined => {
  const start = text.indexOf(lineStart(entry)) + 1;
  if (start === 0) return undefined;
  const row = JSON.parse(text.slice(start, text.indexOf("\n", start)).replace(/,$/, ""));
  const before = text.slice(text.indexOf(`${ENTRIES}\n`), start);
  return { row, place: before.split("\n").length - 2 };
};
