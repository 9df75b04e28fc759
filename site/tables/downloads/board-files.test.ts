import { describe, expect, it } from "vitest";
import { BoardIndexSchema, BoardSchema } from "#contract/figures/board.ts";
import { boardsOf, publishedBoard } from "../../snapshot/boards.ts";
import { suitesOf } from "../../snapshot/suites.ts";
import { boardTable } from "../board/rows.ts";
import { formatOnBoard } from "../board/shared.ts";
import { boardFiles } from "./board-files.ts";
import { leaderboardTable } from "./tables.ts";

const cells = {
  scenario: [0, 1, 0, 1, 0, 1, 0, 1],
  tier: [0, 0, 0, 0, 1, 1, 1, 1],
  entry: [0, 0, 1, 1, 0, 0, 1, 1],
  pass: [1, 0, 1, 1, 2, 1, 1, 1],
  fail: [0, 1, 0, 0, 0, 1, 0, 0],
  scoreRuns: [1, 1, 1, 1, 2, 2, 1, 1],
  scoreSum: [5e8, 0, 1e9, 1e9, 1e9, 5e8, 1e9, 1e9],
};
const given = {
  ...{
    suite: "a suite",
    scenarios: ["easy", "hard"],
    tiers: ["L0", "a tier"],
    entries: [{ agent: "x" }, { agent: "y" }],
  },
  cells,
};
const [suite] = suitesOf({
  suites: [
    { ...given, suiteVersion: "1" },
    { ...given, suiteVersion: "2" },
  ],
});
if (!suite) throw new Error("no suite");
const snapshot = { id: "id", createdAt: "2026-08-01T12:00:00.000Z" };
const files = new Map([...boardFiles(suite, snapshot)].map(({ path, make }) => [path, make()]));

describe("the files of boards", () => {
  it("lie beside the pages, which their list names", () => {
    const [index, ...others] = [...files.keys()].filter((path) => !path.endsWith("/evaluators.json"));
    const { versions, ...rest } = BoardIndexSchema.parse(JSON.parse(files.get(index ?? "") ?? ""));
    expect(rest).toEqual({ snapshot: "id", suite: "a suite" });
    expect(versions.map(({ suiteVersion }) => suiteVersion)).toEqual(["2", "1"]);
    const pages = versions.flatMap((version) => [version, ...version.tiers]);
    expect(pages).toHaveLength(6);
    expect(pages.flatMap(({ path }) => [`${path}board.json`, `${path}board-score.json`])).toEqual(others);
  });

  it("hold a value for each that the leaderboards to download have, the same one", () => {
    for (const version of suite.versions) {
      for (const tier of [undefined, 0, 1]) {
        const { columns, rows } = leaderboardTable(version, tier);
        const records = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])));
        const boards = [...files].flatMap(([path, text]) =>
          path.includes("/board") && !path.endsWith("boards.json") ? [BoardSchema.parse(JSON.parse(text))] : [],
        );
        const own = boards.filter(
          (board) =>
            board.suiteVersion === version.suiteVersion &&
            board.tier === (tier === undefined ? null : version.tiers[tier]),
        );
        const expected = own.flatMap(({ metric, entries }) =>
          entries.map(({ entry: _entry, note: _note, betterThan: _betterThan, ...figures }) => ({
            ...figures,
            metric,
          })),
        );
        expect(records).toEqual(expected);
      }
    }
  });

  it("hold the ranks, estimates, intervals and samples that the pages show", () => {
    for (const version of suite.versions) {
      for (const board of [undefined, 0, 1].flatMap((tier) => boardsOf(version, tier))) {
        const { entries } = publishedBoard(board, snapshot);
        const shown = boardTable(board)
          .body.split(/(?=<tr)/)
          .filter((row) => row.includes('class="mk"'));
        expect(shown).toHaveLength(entries.length);
        entries.forEach((entry, place) => {
          const text = (shown[place] ?? "").replace(/<[^>]+>/g, " ");
          const { rankFrom, rankTo, estimate, intervalLow, intervalHigh } = entry;
          const [low, high = ""] = [intervalLow, intervalHigh].map((end) => formatOnBoard(board, end));
          const dash = high.startsWith(">") ? " – " : "–";
          const to = board.metric === "success" ? dash : " to ";
          expect(text).toContain(entry.agent);
          expect(text).toContain(` ${rankFrom === rankTo ? rankFrom : `${rankFrom}–${rankTo}`} `);
          expect(text).toContain(` ${formatOnBoard(board, estimate)} `);
          expect(text).toContain(intervalLow === null ? " n/a " : ` ${low}${to}${high} `);
        });
      }
    }
  });
});
