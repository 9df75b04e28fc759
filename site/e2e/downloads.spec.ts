import { csvParseRows } from "d3";
import { expect, test } from "./site.ts";
import { suitePath } from "./trials.ts";

type JsonTable = { snapshot: string; columns: string[]; rows: (string | number | boolean | null)[][] };

/** A value of the JSON as the CSV writes it, but for the apostrophe that keeps a spreadsheet from computing a text. */
const asText = (value: string | number | boolean | null | undefined) => (value == null ? "" : String(value));
const withoutApostrophe = (cell: string) => cell.replace(/^'(?=[=+\-@])/, "");

test("every table is the same as CSV and as JSON, and names its snapshot", async ({ site, request }) => {
  const { id } = await (await request.get("/api/snapshot")).json();
  const tables = [...site.files].filter(([path]) => path.endsWith(".csv"));
  expect(tables.length).toBeGreaterThan(0);
  for (const [path, csv] of tables) {
    const text = site.files.get(path.replace(/csv$/, "json"));
    expect(text, `${path} has no twin in JSON`).toBeDefined();
    const json = JSON.parse(text ?? "") as JsonTable;
    const [header = [], ...rows] = csvParseRows(csv).map((row) => row.map(withoutApostrophe));
    expect.soft(json.snapshot, path).toBe(id);
    expect.soft(json.columns, path).toEqual(header);
    const expected = json.rows.map((row) => row.map(asText));
    expect.soft(expected, path).toEqual(rows);
  }
});

test("the leaderboard to download agrees with the one on the page", async ({ page, site }) => {
  const path = suitePath(site);
  await page.goto(path);
  const shown = await page.locator("table[data-suite] tr[data-entry]").evaluateAll((rows) =>
    rows.map((row) => {
      const { entry = "{}", pass, counted } = (row as HTMLElement).dataset;
      const { agent, model, variant } = JSON.parse(entry);
      return [agent, model ?? null, variant ?? null, Number(pass), Number(counted)];
    }),
  );
  expect(shown.length).toBeGreaterThan(0);
  const { columns, rows } = JSON.parse(site.files.get(`${path}leaderboard.json`) ?? "") as JsonTable;
  const places = ["agent", "model", "variant", "pass", "counted"].map((column) => columns.indexOf(column));
  expect(rows.map((row) => places.map((place) => row[place] ?? null))).toEqual(shown);
});

test("the snapshot to download is the API's, byte by byte", async ({ site, request }) => {
  const [path, text] = [...site.files].find(([file]) => /^\/data\/.*snapshot.*\.json$/.test(file)) ?? [];
  expect(path, "the data page links to the snapshot").toBeDefined();
  expect(text).toBe(await (await request.get("/api/snapshot")).text());
});
