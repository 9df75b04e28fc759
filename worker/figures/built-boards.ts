import { type BoardEntry, type BoardIndex, BoardIndexSchema } from "#contract/figures/board.ts";
import { boardFileName, boardIndexPath, boardRow, headOfBoard, rowsOfBoard } from "#contract/figures/board-file.ts";
import type { BoardEstimate, BoardMetric } from "#contract/figures/figures.ts";
import { type Entry, formatEntry, parseEntry } from "#contract/names/entry.ts";

/** Reads a file of the built site; undefined if there is none. */
type ReadFile = (path: string) => Promise<Response | undefined>;

/** Which board of a suite: left out are the newest version of the last build, all tiers together, and what the suite ranks by first. */
export interface BoardQuestion {
  version?: string | undefined;
  tier?: string | undefined;
  metric?: BoardMetric | undefined;
}

/** What the last build has of a suite; undefined: nothing. */
export const readBoardIndex = async (readSite: ReadFile, suite: string): Promise<BoardIndex | undefined> => {
  const file = await readSite(boardIndexPath(suite));
  return file && BoardIndexSchema.parse(await file.json());
};

type BuiltVersion = BoardIndex["versions"][number];

/** The version that is asked about; "" stands for runs that state none. */
export const builtVersion = ({ versions }: BoardIndex, version: string | undefined): BuiltVersion | undefined =>
  version === undefined ? versions[0] : versions.find(({ suiteVersion }) => (suiteVersion ?? "") === version);

/** The page whose boards are asked about: the version's, or that of one of its tiers. */
export const builtPage = (version: BuiltVersion, tier: string | undefined): Omit<BuiltVersion, "tiers"> | undefined => {
  if (tier === undefined) return version;
  const page = version.tiers.find((one) => one.tier === tier);
  return page && { ...page, suiteVersion: version.suiteVersion };
};

/** The address of a board's file on a page; undefined: the page has no such board. */
export const boardPath = (
  { path, metrics }: Pick<BuiltVersion, "path" | "metrics">,
  metric = metrics[0],
): string | undefined => (metric && metrics.includes(metric) ? path + boardFileName(metric) : undefined);

/** A board of the last build, of which entries are read one by one. */
export interface BuiltBoard {
  snapshot: string;
  /** An entry's row; undefined: it is not on the board. */
  find: (entry: Entry) => BoardEntry | undefined;
  /** All entries as texts, in the board's order. */
  names: string[];
}

/** A board that the last build computed; undefined: there is none. */
export const readBuiltBoard = async (
  readSite: ReadFile,
  suite: string,
  { version, tier, metric }: BoardQuestion,
): Promise<BuiltBoard | undefined> => {
  const index = await readBoardIndex(readSite, suite);
  const built = index && builtVersion(index, version);
  const page = built && builtPage(built, tier);
  const path = page && boardPath(page, metric);
  const text = path && (await (await readSite(path))?.text());
  if (!text) return undefined;
  const rows = rowsOfBoard(text);
  const find = (entry: Entry) => {
    const row = rows.get(formatEntry(entry));
    return row === undefined ? undefined : boardRow(row);
  };
  return { snapshot: headOfBoard(text).snapshot, find, names: [...rows.keys()] };
};

/** An entry's estimate as the board has it; null: it is not there. */
export const builtEstimate = (board: BuiltBoard | undefined, entry: Entry): BoardEstimate | null => {
  const row = board?.find(entry);
  if (!board || !row) return null;
  return {
    value: row.estimate,
    low: row.intervalLow,
    high: row.intervalHigh,
    standardError: row.standardError,
    unit: row.unit,
    n: row.units,
    method: row.intervalMethod,
    snapshot: board.snapshot,
  };
};

/** The entries next to one on a board, which stand above and below it; undefined: it is not there. */
export const builtNeighbours = (board: BuiltBoard | undefined, entry: Entry): Entry[] | undefined => {
  const names = board?.names ?? [];
  const place = names.indexOf(formatEntry(entry));
  if (place < 0) return undefined;
  return [names[place - 1], names[place + 1]].flatMap((name) => (name && parseEntry(name)) || []);
};

const isBetter = (row: BoardEntry, place: number): boolean =>
  row.betterThan.some(([first, last]) => first <= place && place <= last);

/** Whether one of two entries is clearly better than the other, whichever; null: not both are ranked on a board. */
export const isToldApart = (board: BuiltBoard | undefined, a: Entry, b: Entry): boolean | null => {
  const [ours, theirs] = [board?.find(a), board?.find(b)];
  if (!board || ours?.rankFrom == null || theirs?.rankFrom == null) return null;
  const placeOf = (entry: Entry) => board.names.indexOf(formatEntry(entry));
  return isBetter(ours, placeOf(b)) || isBetter(theirs, placeOf(a));
};
