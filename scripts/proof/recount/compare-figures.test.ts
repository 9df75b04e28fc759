import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BoardAnswer } from "#contract/figures/board.ts";
import { makeVerdicts } from "#statistics/cells/sample-cells.ts";
import { boardAnswer } from "#statistics/findings/board-answer.ts";
import { leaderboard } from "#statistics/ranks/leaderboard.ts";
import { writeFiles } from "../../snapshots/testing/written-snapshot.ts";
import { type AskForBoard, compareFigures, unseenColumns } from "./compare-figures.ts";
import { readPages } from "./read-pages.ts";

const entries = [{ agent: "good" }, { agent: "bad", model: "m" }];
const cells = [makeVerdicts(0, [..."1111111101"]), makeVerdicts(1, [..."1010000000"])];
const board = boardAnswer(
  leaderboard(cells.flat(), { metric: "success", entries }),
  { snapshot: "id", createdAt: "2026-08-01T12:00:00.000Z", suite: "s", suiteVersion: null, tier: null },
  { entries, cellsByEntry: cells },
);

/** The columns of a download: all figures. */
const figuresOf = ({ entry, betterThan, note, ...figures }: BoardAnswer["entries"][number]) => figures;
const COLUMNS = ["metric", ...board.entries.slice(0, 1).flatMap((entry) => Object.keys(figuresOf(entry)))];
const rows = board.entries.map((entry) => ["success", ...Object.values(figuresOf(entry))]);
const PAGE = `<table data-suite="s" data-metric="success"><thead><tr><th>Rank</th><th>Entry</th><th>Solved, %</th><th>95 % interval</th><th>Runs counted</th></tr></thead><tbody>
<tr data-entry='{"agent":"good"}' data-pass="9" data-counted="10"><td>1</td><th>good</th><td>90.0</td><td>55.5 – 99.7</td><td>10</td></tr>
<tr data-entry='{"agent":"bad","model":"m"}' data-pass="2" data-counted="10"><td>2</td><th>bad</th><td>20.0</td><td>2.5–55.6</td><td>10</td></tr>
</tbody></table>`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "figures-"));
});
afterAll(() => rm(folder, { recursive: true }));

const SITE = {
  "suites/s/index.html": PAGE,
  "suites/s/cells.json": JSON.stringify({ rows: [] }),
  "suites/s/board.json": JSON.stringify(board),
  "suites/s/leaderboard.json": JSON.stringify({
    ...{ snapshot: "id", createdAt: "2026-08-01T12:00:00.000Z", columns: COLUMNS, rows },
  }),
  "suites/s/leaderboard.csv": [COLUMNS, ...rows].map((row) => row.join(",")).join("\r\n"),
};

const differences = async (changed: Partial<typeof SITE> = {}, ask?: AskForBoard): Promise<string[]> => {
  await writeFiles(folder, { ...SITE, ...changed });
  return (await compareFigures(folder, await readPages(folder), ask)).differences;
};

it("finds one value of each figure, wherever it is published", async () => {
  await writeFiles(folder, SITE);
  const { compared, differences: none } = await compareFigures(folder, await readPages(folder));
  expect(none).toEqual([]);
  // Of each of two entries: the values of the CSV; a row, 2 counts and 4 texts of the page; a row, the values of the answer and 7 texts.
  expect(compared).toBe(2 * (COLUMNS.length + 7 + COLUMNS.length + 7));
});

it.each<[string, Partial<typeof SITE>, RegExp]>([
  ["a page", { "suites/s/index.html": PAGE.replace("90.0", "90.1") }, /Solved, % of \["good",null,null\] is 90\.1/],
  ["a rank", { "suites/s/index.html": PAGE.replace("<td>2<", "<td>1–2<") }, /Rank of \["bad","m",null\] is 1–2/],
  ["an interval", { "suites/s/index.html": PAGE.replace("55.6", "55.7") }, /95 % interval of .* is 2\.5–55\.7/],
  ["a count", { "suites/s/index.html": PAGE.replace('pass="9"', 'pass="8"') }, /pass of .* is 8, in JSON 9/],
  ["an entry", { "suites/s/index.html": PAGE.replace("good", "else") }, /\["else",null,null\] is not in JSON/],
  [
    "the CSV",
    { "suites/s/leaderboard.csv": SITE["suites/s/leaderboard.csv"].replace(",0.9,", ",0.8,") },
    /estimate of row 1 is 0\.8/,
  ],
])("finds what differs: %s", async (_, changed, difference) => {
  expect(await differences(changed)).toEqual([expect.stringMatching(difference)]);
});

it("asks the API, and holds what the command prints of its answer against the JSON, too", async () => {
  const other = async (one: BoardAnswer) => ({ ...one, entries: one.entries.map((entry) => ({ ...entry, pass: 7 })) });
  const found = await differences({}, other);
  expect(found).toEqual([
    "suites/s: pass of good is 7 in the API, in JSON 9",
    expect.stringMatching(/^suites\/s, stats board: PASSED of \["good",null,null\] is 7\/10/),
    "suites/s: pass of bad~m is 7 in the API, in JSON 2",
    expect.stringMatching(/^suites\/s, stats board: PASSED of \["bad","m",null\] is 7\/10/),
  ]);
});

it("names the columns that no page shows", async () => {
  await writeFiles(folder, { ...SITE, "suites/s/index.html": PAGE.replace("95 % interval", "Interval") });
  const missing = [
    "Mean score",
    "95 % interval",
    "Cost a run",
    "Cost a success",
    "Tokens a run",
    "Time a run",
    "Last run",
  ];
  expect(unseenColumns(await readPages(folder))).toEqual(missing);
});

it("names the file that is not there", async () => {
  await writeFiles(folder, SITE);
  await rm(join(folder, "suites", "s", "leaderboard.csv"));
  await expect(compareFigures(folder, await readPages(folder))).rejects.toThrow(
    /leaderboard\.csv \(ENOENT\): build the site anew/,
  );
});
