import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseHTML } from "linkedom";
import { CliError } from "../../command/cli-error.ts";
import { type Count, cellKey, entryKey, suiteKey } from "./count-runs.ts";

/** A leaderboard as a page says it. */
export interface PageTable {
  /** The page's file, below the folder. */
  page: string;
  suite: string;
  /** Null: all tiers together. */
  tier: string | null;
  /** The keys of the cells that it measures its entries by, as the file beside the page lists them. */
  board: ReadonlySet<string>;
  entries: Map<string, Count>;
}

/** The same, with what its rows show. */
export interface ShownTable extends PageTable {
  metric: string;
  /** What each entry's row shows, by the headings of the columns. */
  shown: Map<string, ReadonlyMap<string, string>>;
}

interface ElementLike {
  textContent: string | null;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<ElementLike>;
}

/** Whether a page is the home page or a suite's: the others have no boards of their own. */
const isOfSuite = (page: string): boolean => !/^(?:agents|entries|models)[/\\]/.test(page);

/** Every leaderboard on the pages below a folder. CliError if the folder is not there. */
export const readPages = async (folder: string): Promise<ShownTable[]> => {
  const names = await readdir(folder, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new CliError(`cannot read ${folder} (${cause.code}): build the site first with npm run build`, 1, { cause });
  });
  const tables: ShownTable[] = [];
  for (const page of names.filter((name) => name.endsWith(".html")).sort()) {
    const html = await readFile(join(folder, page), "utf8");
    // Most pages have no leaderboard, and parsing takes its time. The standings of an agent, a model or an entry repeat what its suites' boards say.
    if (isOfSuite(page) && html.includes("data-entry=")) tables.push(...(await tablesOf(folder, page, html)));
  }
  return tables;
};

/** The cells of each board of a page, by metric: of the table that the page offers beside its leaderboard. */
const readBoards = async (folder: string, page: string): Promise<Map<string, Set<string>>> => {
  const file = join(folder, dirname(page), "cells.json");
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new CliError(`cannot read ${file} (${cause.code}): build the site anew with npm run build`, 1, { cause });
  });
  const { rows } = JSON.parse(text) as { rows: [metric: string, scenario: string, tier: string, isPart: boolean][] };
  const boards = new Map<string, Set<string>>();
  for (const [metric, scenario, tier, isPart] of rows) {
    const board = boards.get(metric) ?? new Set<string>();
    boards.set(metric, board);
    if (isPart) board.add(cellKey(tier, scenario));
  }
  return boards;
};

const tablesOf = async (folder: string, page: string, html: string): Promise<ShownTable[]> => {
  const document = parseHTML(html).document as unknown as ElementLike;
  const tables = [...document.querySelectorAll("table[data-suite]:has(tr[data-entry])")];
  if (tables.length === 0) return [];
  const boards = await readBoards(folder, page);
  return tables.map((table) => ({
    page,
    metric: table.getAttribute("data-metric") ?? "success",
    shown: shownIn(table),
    suite: suiteKey(table.getAttribute("data-suite") ?? "", table.getAttribute("data-suite-version")),
    tier: table.getAttribute("data-tier"),
    board: boards.get(table.getAttribute("data-metric") ?? "success") ?? new Set<string>(),
    entries: new Map([...table.querySelectorAll("tr[data-entry]")].map(rowOf)),
  }));
};

const keyOf = (row: ElementLike): string => {
  const entry = JSON.parse(row.getAttribute("data-entry") ?? "{}") as Record<"agent" | "model" | "variant", string>;
  return entryKey(entry.agent, entry.model, entry.variant);
};

const rowOf = (row: ElementLike): [string, Count] => {
  const number = (name: string) => Number(row.getAttribute(name) ?? Number.NaN);
  return [keyOf(row), { pass: number("data-pass"), counted: number("data-counted") }];
};

const textsOf = (cells: Iterable<ElementLike>): string[] =>
  [...cells].map(({ textContent }) => textContent?.trim() ?? "");

/** What the rows of a table show. */
const shownIn = (table: ElementLike): ShownTable["shown"] => {
  const headings = textsOf(table.querySelectorAll("thead th"));
  return new Map(
    [...table.querySelectorAll("tr[data-entry]")].map((row) => {
      const texts = textsOf(row.querySelectorAll("td, th"));
      return [keyOf(row), new Map(headings.map((heading, place) => [heading, texts[place] ?? ""]))];
    }),
  );
};
