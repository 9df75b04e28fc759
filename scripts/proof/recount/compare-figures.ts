import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { csvParseRows } from "d3";
import type { WorkerClient } from "#client/worker-client.ts";
import { type BoardAnswer, BoardSchema } from "#contract/figures/board.ts";
import { CliError } from "../../command/cli-error.ts";
import { boardColumns } from "../../stats/print-board.ts";
import { TableSchema } from "../../verify/compare-table.ts";
import type { Comparison } from "./compare-counts.ts";
import { entryKey } from "./count-runs.ts";
import type { ShownTable } from "./read-pages.ts";
import { type Check, IN_COMMAND, ON_PAGE, type Row } from "./shown-figures.ts";

/** Asks the API for the board that a file beside a page is of. */
export type AskForBoard = (board: BoardAnswer) => Promise<BoardAnswer>;

/** Asks the API of the Worker that serves the site. */
export const askAt =
  (client: WorkerClient, signal: AbortSignal): AskForBoard =>
  async ({ suite, suiteVersion, tier, metric }) => {
    const query = { suite, version: suiteVersion ?? undefined, tier: tier ?? undefined, metric };
    const answer = await client.getBoard(query, { signal });
    if (!answer) throw new CliError(`${client.url} does not answer for the board of ${suite}`);
    return answer.body;
  };

const keyOf = ({ agent, model, variant }: Row): string =>
  entryKey(String(agent), typeof model === "string" ? model : null, typeof variant === "string" ? variant : null);

/** Counts what is compared, and keeps a line for each difference. */
const tally = () => {
  const found: Comparison = { compared: 0, differences: [] };
  const check = (isSame: boolean, what: () => string) => {
    found.compared += 1;
    if (!isSame) found.differences.push(what());
  };
  return { found, check };
};
type Tally = ReturnType<typeof tally>;

const shownIn = (
  { check }: Tally,
  where: string,
  checks: Readonly<Record<string, Check>>,
  shown: ReadonlyMap<string, string>,
  row: Row,
) => {
  for (const [heading, text] of shown) {
    const shows = checks[heading];
    if (shows) check(shows(text, row), () => `${where}: ${heading} of ${keyOf(row)} is ${text}, otherwise in JSON`);
  }
};

const csvText = (value: Row[string]): string => (value === null ? "" : String(value));

/** A file of a built site. CliError if it is not there. */
const readSite = async (folder: string, name: string): Promise<string> =>
  await readFile(join(folder, name), "utf8").catch((cause: NodeJS.ErrnoException) => {
    const file = join(folder, name);
    throw new CliError(`cannot read ${file} (${cause.code}): build the site anew with npm run build`, 1, { cause });
  });

/** The rows of a folder's downloads: of the JSON, each value of which the CSV must have, too. */
const readDownloads = async (folder: string, name: string, { check }: Tally): Promise<Row[]> => {
  const { columns, rows } = TableSchema.parse(JSON.parse(await readSite(folder, "leaderboard.json")));
  const [head = [], ...lines] = csvParseRows((await readSite(folder, "leaderboard.csv")).trimEnd());
  return rows.map((values, place) => {
    const row = Object.fromEntries(columns.map((column, position) => [column, values[position] ?? null]));
    for (const [column, value] of Object.entries(row)) {
      const text = lines[place]?.[head.indexOf(column)];
      // What a spreadsheet would take for a formula stands behind a quote.
      const isSame = text === csvText(value) || text === `'${csvText(value)}`;
      check(isSame, () => `${name}/leaderboard.csv: ${column} of row ${place + 1} is ${text}, in JSON ${value}`);
    }
    return row;
  });
};

/** Compares what a page shows of each entry, and gives it as HTML to readers, with the rows of the JSON. */
const comparePage = (
  { page, metric, shown, entries }: ShownTable,
  rowOf: (key: string) => Row | undefined,
  tallied: Tally,
) => {
  for (const [entry, cells] of shown) {
    const row = rowOf(`${metric} ${entry}`);
    tallied.check(row !== undefined, () => `${page}: ${entry} is not in JSON`);
    if (!row) continue;
    shownIn(tallied, page, ON_PAGE, cells, row);
    for (const [field, value] of Object.entries(entries.get(entry) ?? {})) {
      tallied.check(row[field] === value, () => `${page}: ${field} of ${entry} is ${value}, in JSON ${row[field]}`);
    }
  }
};

/** Compares what the API answers, and what the command prints of it, with the rows of the JSON. */
const compareAnswer = (name: string, board: BoardAnswer, rowOf: (key: string) => Row | undefined, tallied: Tally) => {
  const columns = boardColumns(board);
  for (const entry of board.entries) {
    const { betterThan, note, entry: title, ...figures } = entry;
    const row = rowOf(`${board.metric} ${keyOf(figures)}`);
    tallied.check(row !== undefined, () => `${name}: ${title} is in the API, not in JSON`);
    if (!row) continue;
    for (const [field, value] of Object.entries(figures)) {
      tallied.check(
        Object.is(row[field], value),
        () => `${name}: ${field} of ${title} is ${value} in the API, in JSON ${row[field]}`,
      );
    }
    const printed = new Map(columns.map(({ head, cell }) => [head, cell(entry)]));
    shownIn(tallied, `${name}, stats board`, IN_COMMAND, printed, row);
  }
};

/** The columns that are compared and that no table shows. A site that has every figure has none, unless a heading has changed. */
export const unseenColumns = (tables: readonly ShownTable[]): string[] => {
  const seen = new Set(tables.flatMap(({ shown }) => [...shown.values()].flatMap((cells) => [...cells.keys()])));
  return Object.keys(ON_PAGE).filter((heading) => !seen.has(heading));
};

const BOARD_FILES = { success: "board.json", score: "board-score.json" } as const;

/**
 * Compares the figures of the boards' pages, of their CSV, of what the API answers and of what the command prints with the JSON beside the
 * pages. Without `ask` the files stand in for the API, which answers with them.
 */
export const compareFigures = async (
  dist: string,
  tables: readonly ShownTable[],
  ask: AskForBoard = async (board) => board,
): Promise<Comparison> => {
  const tallied = tally();
  const folders = Map.groupBy(tables, ({ page }) => dirname(page).replace(/[/\\]places[/\\]\d+$/, ""));
  for (const [name, own] of folders) {
    const folder = join(dist, name);
    const rows = await readDownloads(folder, name, tallied);
    const byKey = new Map(rows.map((row) => [`${row["metric"]} ${keyOf(row)}`, row]));
    const rowOf = (key: string) => byKey.get(key);
    for (const table of own) comparePage(table, rowOf, tallied);
    for (const metric of ["success", "score"] as const) {
      if (!rows.some((row) => row["metric"] === metric)) continue;
      const board = BoardSchema.parse(JSON.parse(await readSite(folder, BOARD_FILES[metric])));
      compareAnswer(name, await ask(board), rowOf, tallied);
    }
  }
  return tallied.found;
};
