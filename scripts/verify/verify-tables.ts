import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { versionKey } from "#contract/names/key-of.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import type { SiteFiles } from "../snapshots/site-files.ts";
import { type RecomputedVersion, recomputeVersions } from "./boards.ts";
import { compareBoard, compareBoardIndex, compareEvaluators } from "./compare-board.ts";
import { type Comparison, compareCsv, compareTable, TableSchema } from "./compare-table.ts";
import { makeRecomputation } from "./recompute-table.ts";

/** The files that no table is in. */
const NO_TABLE = /^(?:data\/snapshot|data\/versions|data\/parts\/.*|snapshots\/.*|changes\/feed|search\/items)\.json$/;

/** The JSON files of a site in a folder that may be tables. */
export const tablesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((file) => !NO_TABLE.test(file))
    .sort();

/** The tables of a page, by the form of its address. */
const TABLES_OF_PAGES: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^suites\/[^/]+\/(?:versions\/[^/]+\/)?$/,
    ["leaderboard", "cells", "board", "board-score", "evaluators", "scenarios", "matrix", "effects"],
  ],
  [/^suites\/[^/]+\/$/, ["boards"]],
  [/\/tiers\/[^/]+\/$/, ["leaderboard", "cells", "board", "board-score"]],
  [/\/scenarios\/[^/]+\/$/, ["scenario"]],
  [/^(?:agents|models)\/[^/]+\/$/, ["standings"]],
  [/^data\/$/, ["agents", "models", "batches"]],
];

/** Tables that not every page of their form has. */
const MAYBE = /\/(?:board-score|effects)\.json$/;

/** The tables of a site at an address, by the pages that its sitemap lists. Undefined: it has none. */
export const tablesOnSite = async (site: SiteFiles): Promise<string[] | undefined> => {
  const sitemap = await site.read("sitemap.xml");
  if (sitemap === undefined) return undefined;
  const addresses = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = ""]) => new URL(address).pathname);
  // The home page stands first and tells where the site lies on its host.
  const base = addresses.find((path) => addresses.every((other) => other.startsWith(path))) ?? "/";
  const files = addresses.flatMap((address) => {
    const page = address.slice(base.length);
    return TABLES_OF_PAGES.flatMap(([form, names]) =>
      form.test(page) ? names.map((name) => `${page}${name}.json`) : [],
    );
  });
  // Only graded suites have boards by score, and only those of not too many entries all effects.
  const [certain, perhaps] = [files.filter((file) => !MAYBE.test(file)), files.filter((file) => MAYBE.test(file))];
  const isThere = await Promise.all(perhaps.map(async (file) => (await site.read(file)) !== undefined));
  return [...certain, ...perhaps.filter((_, place) => isThere[place])];
};

/** What was compared of a site. */
export interface TableReport extends Comparison {
  tables: number;
}

/** The content of a JSON file that is written as the site writes it, or what is wrong with it. Two texts of one number are told apart so. */
const readPlain = (text: string | undefined): { document?: unknown; problem?: string } => {
  if (text === undefined) return { problem: "it is missing" };
  try {
    const document: unknown = JSON.parse(text);
    const [plain, given] = [JSON.stringify(document), text.replaceAll("\n", "")];
    if (plain === given) return { document };
    const place = [...given].findIndex((character, position) => character !== plain[position]);
    return { document, problem: `character ${(place === -1 ? plain.length : place) + 1} is not as the site writes it` };
  } catch {
    return { problem: "it is not JSON" };
  }
};

/** Compares the files of a site one by one with what they have to be. */
class TableVerifier {
  readonly report: TableReport = { tables: 0, values: 0, problems: [] };
  readonly #site: SiteFiles;
  readonly #snapshot: Snapshot;
  readonly #versions: Map<string, RecomputedVersion>;
  readonly #recompute: ReturnType<typeof makeRecomputation>;
  /** The versions of suites whose leaderboard is there. */
  readonly #found = new Set<string>();

  constructor(site: SiteFiles, snapshot: Snapshot) {
    this.#site = site;
    this.#snapshot = snapshot;
    this.#versions = recomputeVersions(snapshot);
    this.#recompute = makeRecomputation(snapshot, this.#versions);
  }

  async verify(file: string): Promise<void> {
    const { document, problem } = readPlain(await this.#site.read(file));
    if (problem !== undefined) this.report.problems.push(`${file}: ${problem}`);
    if (document === undefined) return;
    const { values, problems } = await this.#compare(file, document);
    this.report.tables += 1;
    this.report.values += values;
    this.report.problems.push(...problems);
  }

  /** What is missing once all files have been looked at. */
  finish(): TableReport {
    for (const { suite, suiteVersion } of this.#snapshot.suites) {
      if (this.#found.has(versionKey({ suite, suiteVersion }))) continue;
      this.report.problems.push(`no leaderboard of ${[suite, suiteVersion].filter((part) => part).join(" ")}`);
    }
    return this.report;
  }

  async #compare(file: string, document: unknown): Promise<Comparison> {
    const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.json$/, "");
    if (name === "boards") return compareBoardIndex(document, file, this.#snapshot, this.#versions);
    if (/^board(?:-score)?$/.test(name)) return compareBoard(document, file, this.#snapshot, this.#versions);
    if (name === "evaluators") return compareEvaluators(document, file, this.#snapshot, this.#versions);
    const table = TableSchema.safeParse(document).data;
    if (!table) return { values: 0, problems: [`${file}: it is not a table`] };
    if (table.snapshot !== this.#snapshot.id) {
      return { values: 0, problems: [`${file}: it is of snapshot ${table.snapshot}`] };
    }
    const { suite, suiteVersion, tier } = table;
    if (name === "leaderboard" && suite !== undefined && tier === undefined) {
      this.#found.add(versionKey({ suite, suiteVersion }));
    }
    const expected = this.#recompute(name, table);
    if (!expected) return { values: 0, problems: [`${file}: the snapshot has nothing that it is about`] };
    const { values, problems } = compareTable(table, expected, file);
    const csv = file.replace(/json$/, "csv");
    return { values, problems: [...problems, ...compareCsv(table, await this.#site.read(csv), csv)] };
  }
}

/** Recomputes the named tables of a site from its snapshot, and says where a published value is another, in JSON or CSV. */
export const verifyTables = async (
  site: SiteFiles,
  files: readonly string[],
  snapshot: Snapshot,
): Promise<TableReport> => {
  const verifier = new TableVerifier(site, snapshot);
  for (const file of files) await verifier.verify(file);
  return verifier.finish();
};
