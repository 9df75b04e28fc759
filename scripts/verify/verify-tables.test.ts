import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { csvLine } from "#words/csv.ts";
import type { WholeIndex } from "../snapshots/check-snapshot.ts";
import type { SiteFiles } from "../snapshots/site-files.ts";
import { SMALL_SNAPSHOT } from "./testing/small-snapshot.ts";
import { verifyPublished } from "./verify-published.ts";
import { tablesIn, tablesOnSite, verifyTables } from "./verify-tables.ts";

const ABOUT = { snapshot: SMALL_SNAPSHOT.id, createdAt: SMALL_SNAPSHOT.createdAt };
const agents = {
  ...ABOUT,
  columns: ["name", "suites", "entries", "page"],
  rows: [
    ["best", 2, 1, "/agents/best/"],
    ["worst", 2, 2, "/agents/worst/"],
    ["absent", 1, 1, "/agents/absent/"],
  ],
};
const boardOf = (suite: string, suiteVersion?: string, tier?: string) => ({
  ...ABOUT,
  ...{ suite, suiteVersion, tier },
  columns: ["metric", "agent", "model", "variant", "pass"],
  rows:
    suite === "plain"
      ? [
          ["success", "best", "m", "fast", 16],
          ["success", "worst", "m", null, 0],
        ]
      : ["success", "score"].flatMap((metric) => [
          [metric, "best", "m", "fast", 8],
          [metric, "worst", null, null, 0],
        ]),
});
const AGENTS = JSON.stringify(agents);
const FILES: Record<string, string> = {
  "data/agents.json": AGENTS,
  "suites/plain/leaderboard.json": JSON.stringify(boardOf("plain", "2")),
  "suites/plain/tiers/l0/leaderboard.json": JSON.stringify(boardOf("plain", "2", "L0")),
  "suites/graded/leaderboard.json": `${JSON.stringify(boardOf("graded"))}\n`,
};
/** The CSV beside a table. */
const csvOf = (json: string): string => {
  const { columns, rows }: { columns: string[]; rows: string[][] } = JSON.parse(json);
  return [columns, ...rows].map(csvLine).join("");
};
const CSV = Object.fromEntries(Object.entries(FILES).map(([file, json]) => [file.replace("json", "csv"), csvOf(json)]));
const siteOf = (files: Record<string, string>, name = "https://site.test/"): SiteFiles => ({
  name,
  read: async (path) => ({ ...CSV, ...files })[path],
});
const verify = (change: Record<string, string | undefined> = {}) => {
  const files = Object.fromEntries(
    Object.entries({ ...FILES, ...change }).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
  return verifyTables(siteOf(files), Object.keys({ ...FILES, ...change }), SMALL_SNAPSHOT);
};

describe("verifyTables", () => {
  it("counts the tables and their values, links aside", async () => {
    expect(await verify()).toEqual({ tables: 4, values: 9 + 10 + 10 + 20, problems: [] });
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ["a figure", { "data/agents.json": AGENTS.replace('"best",2', '"best",3') }, "suites of best is 3, recomputed 2"],
    ["a missing file", { "data/agents.json": undefined }, "it is missing"],
    ["what is not JSON", { "data/agents.json": "{" }, "it is not JSON"],
    ["a list", { "data/agents.json": "[]" }, "it is not a table"],
    [
      "another snapshot",
      { "data/agents.json": JSON.stringify({ ...agents, snapshot: "old" }) },
      "it is of snapshot old",
    ],
    ["an unknown name", { "data/weather.json": JSON.stringify(agents) }, "the snapshot has nothing that it is about"],
    [
      "a number in other digits",
      { "data/agents.json": AGENTS.replace('"best",2,', '"best",2.0,') },
      `character ${AGENTS.indexOf('"best",2,') + 9} is not as the site writes it`,
    ],
    [
      "a blank at the end",
      { "data/agents.json": `${AGENTS} ` },
      `character ${AGENTS.length + 1} is not as the site writes it`,
    ],
    ["a board's form", { "suites/plain/board.json": JSON.stringify(agents) }, "it is not a board"],
    ["a board's form by score", { "suites/plain/board-score.json": JSON.stringify(agents) }, "it is not a board"],
    ["a list of boards", { "suites/plain/boards.json": JSON.stringify(agents) }, "it is not a list of boards"],
  ])("tells %s", async (_, change, problem) => {
    const [file = ""] = Object.keys(change);
    const { problems } = await verify(change);
    expect(problems.filter((one) => !one.includes(".csv: row"))).toEqual([`${file}: ${problem}`]);
  });

  it("tells a CSV that is not as the JSON beside it", async () => {
    const csv = CSV["data/agents.csv"] ?? "";
    const site = siteOf({ ...FILES, "data/agents.csv": csv.replace("worst,2", "worst,3") });
    expect((await verifyTables(site, Object.keys(FILES), SMALL_SNAPSHOT)).problems).toEqual([
      'data/agents.csv: row 2 is not that of the JSON beside it, "worst,2,2,/agents/worst/"',
    ]);
  });

  it("misses the leaderboard of a version: one of a tier does not stand for it", async () => {
    const { problems } = await verify({ "suites/plain/leaderboard.json": undefined });
    expect(problems).toEqual(["suites/plain/leaderboard.json: it is missing", "no leaderboard of plain 2"]);
    const none = await verifyTables(siteOf({}), [], SMALL_SNAPSHOT);
    expect(none).toEqual({ tables: 0, values: 0, problems: ["no leaderboard of graded", "no leaderboard of plain 2"] });
  });
});

describe("tablesIn", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tables-in-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("finds the JSON files that may be tables, in order", async () => {
    const tables = ["data/agents.json", "suites/s/leaderboard.json", "suites/snapshots/board.json"];
    const others = [
      ...["data/snapshot.json", "data/versions.json", "data/parts/x.json", "snapshots/x/snapshot.json"],
      ...["snapshots/list.json", "changes/feed.json", "search/items.json", "data/agents.csv", "index.html"],
    ];
    for (const file of [...others, ...tables]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), "{}");
    }
    mkdirSync(join(folder, "folder.json"));
    expect(await tablesIn(folder)).toEqual(tables);
  });
});

describe("tablesOnSite", () => {
  const sitemap = (base: string, pages: readonly string[]) =>
    pages.map((page) => `<url><loc>https://site.test${base}${page}</loc></url>`).join("\n");
  const tablesOf = (pages: readonly string[], { base = "/", files = {} }: { base?: string; files?: object } = {}) =>
    tablesOnSite(siteOf({ "sitemap.xml": sitemap(base, pages), ...files }));

  it.each([
    ["suites/s/", ["leaderboard", "cells", "board", "evaluators", "scenarios", "matrix", "boards"]],
    ["suites/s/versions/1/", ["leaderboard", "cells", "board", "evaluators", "scenarios", "matrix"]],
    ["suites/s/tiers/l0/", ["leaderboard", "cells", "board"]],
    ["suites/s/versions/1/tiers/l0/", ["leaderboard", "cells", "board"]],
    ["suites/s/scenarios/a/", ["scenario"]],
    ["agents/x/", ["standings"]],
    ["models/x/", ["standings"]],
    ["data/", ["agents", "models", "batches"]],
    ["docs/methodology/", []],
    ["agents/", []],
  ])("knows the tables of %s", async (page, names) => {
    expect(await tablesOf(["", page])).toEqual(names.map((name) => `${page}${name}.json`));
    expect(await tablesOf(["", page], { base: "/bench/" })).toEqual(names.map((name) => `${page}${name}.json`));
  });

  it("adds the boards by score and the effects that are there", async () => {
    const there = ["suites/s/effects.json", "suites/s/tiers/l0/board-score.json"];
    const files = Object.fromEntries(there.map((file) => [file, "{}"]));
    const pages = ["", "suites/s/", "suites/t/", "suites/s/tiers/l0/", "suites/s/tiers/l1/"];
    const tables = await tablesOf(pages, { files });
    expect(tables?.filter((file) => /score|effects/.test(file))).toEqual(there);
  });

  it("knows nothing of a site without a sitemap", async () => {
    expect(await tablesOnSite(siteOf({}))).toBeUndefined();
  });
});

describe("verifyPublished", () => {
  const { id, createdAt } = SMALL_SNAPSHOT;
  const index: WholeIndex = { formatVersion: 4, id, createdAt, runs: 50, cells: 33, suites: [], batches: [] };
  const text = JSON.stringify(index);
  const sitemap = "<loc>https://site.test/</loc><loc>https://site.test/data/</loc>";
  const checked = { index, snapshot: SMALL_SNAPSHOT, parts: ["a", "b"], problems: ["part a is missing"] };
  const found = (files: Record<string, string>) => ({
    ...{ name: "n", index: text, part: async () => undefined },
    site: siteOf({ ...FILES, "data/snapshot.json": text, ...files }),
  });
  const bare = { id, parts: 2, runs: 50, tables: null, values: 0, problems: ["part a is missing"] };

  it("recomputes the tables of the site that shows the snapshot, after what was found before", async () => {
    const report = await verifyPublished(found({ "sitemap.xml": sitemap }), checked);
    expect(report).toMatchObject({ id, parts: 2, runs: 50, tables: 1, values: 9 });
    expect(report.problems).toEqual([
      "part a is missing",
      "data/models.json: it is missing",
      "data/batches.json: it is missing",
      "no leaderboard of graded",
      "no leaderboard of plain 2",
    ]);
  });

  it("recomputes nothing where no site shows the snapshot, or its parts do not fit together", async () => {
    const { site: _site, ...alone } = found({});
    expect(await verifyPublished(alone, checked)).toEqual(bare);
    expect(await verifyPublished(found({ "data/snapshot.json": "{}" }), checked)).toEqual(bare);
    expect(await verifyPublished(found({}), { ...checked, snapshot: undefined })).toEqual(bare);
    expect(await verifyPublished(found({}), { ...checked, index: undefined, snapshot: undefined })).toMatchObject({
      id: undefined,
      runs: 0,
    });
  });

  it("refuses a site that does not say which pages it has", async () => {
    await expect(verifyPublished(found({}), checked)).rejects.toThrow("https://site.test/ has no sitemap.xml");
  });
});
