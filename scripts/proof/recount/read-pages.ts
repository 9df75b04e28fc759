import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { CliError } from "../../command/cli-error.ts";
import { ALL_TIERS, type Count, entryKey, suiteKey } from "./count-runs.ts";

/** A leaderboard as a page says it. */
export interface PageTable {
  /** The page's file, below the folder. */
  page: string;
  suite: string;
  /** The tier, or ALL_TIERS. */
  tier: string;
  entries: Map<string, Count>;
}

interface ElementLike {
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<ElementLike>;
}

/** Every leaderboard on the pages below a folder. CliError if the folder is not there. */
export const readPages = async (folder: string): Promise<PageTable[]> => {
  const names = await readdir(folder, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new CliError(`cannot read ${folder} (${cause.code}): build the site first with npm run build`, 1, { cause });
  });
  const tables: PageTable[] = [];
  for (const page of names.filter((name) => name.endsWith(".html")).sort()) {
    const html = await readFile(join(folder, page), "utf8");
    // Most pages have no leaderboard, and parsing takes its time.
    if (html.includes("data-entry=")) tables.push(...tablesOf(page, html));
  }
  return tables;
};

const tablesOf = (page: string, html: string): PageTable[] => {
  const document = parseHTML(html).document as unknown as ElementLike;
  return [...document.querySelectorAll("table[data-suite]:has(tr[data-entry])")].map((table) => ({
    page,
    suite: suiteKey(table.getAttribute("data-suite") ?? "", table.getAttribute("data-suite-version")),
    tier: table.getAttribute("data-tier") ?? ALL_TIERS,
    entries: new Map([...table.querySelectorAll("tr[data-entry]")].map(rowOf)),
  }));
};

const rowOf = (row: ElementLike): [string, Count] => {
  const entry = JSON.parse(row.getAttribute("data-entry") ?? "{}") as Record<"agent" | "model" | "variant", string>;
  const number = (name: string) => Number(row.getAttribute(name) ?? Number.NaN);
  return [
    entryKey(entry.agent, entry.model, entry.variant),
    { pass: number("data-pass"), counted: number("data-counted") },
  ];
};
