import { describe, expect, it } from "vitest";
import type { BoardAnswer, BoardEntry } from "#contract/figures/board.ts";
import { examples } from "#contract/openapi/recorded.ts";
import { printedBy } from "../testing/run-in-process.ts";
import { printBoard } from "./print-board.ts";

const board = examples.getBoard.body;
const [first, ...others] = board.entries;

const linesOf = (change: Partial<BoardAnswer>, columns?: number) =>
  printedBy((context) => printBoard(context, { ...board, ...change }), columns).split("\n");
/** The head of the table and the row of its first entry, with something changed of that. */
const rowOf = (change: Partial<BoardEntry>, of: Partial<BoardAnswer> = {}) => {
  if (!first) throw new Error("no entry");
  const lines = linesOf({ ...of, entries: [{ ...first, ...change }, ...others] });
  const head = lines.findIndex((line) => line.includes("RANK"));
  return { head: lines[head] ?? "", row: lines[head + 1] ?? "" };
};

describe("printBoard", () => {
  it("says what the board is of, by what it ranks and what it finds", () => {
    const lines = linesOf({ suiteVersion: "2.0", tier: null, metric: "score", findings: ["A finding.", "Another."] });
    expect(lines.slice(0, 8)).toEqual([
      "suite     example-suite",
      "version   2.0",
      "tiers     all",
      "by        mean score",
      `snapshot  ${board.snapshot}`,
      "",
      "A finding.",
      "Another.",
    ]);
    expect(linesOf({ tier: "L1" })[2]).toBe("tiers     L1");
    expect(linesOf({ metric: "success" })[3]).toBe("by        success rate");
  });

  it("shows an entry's rank, group, rate, interval and passes", () => {
    const { head, row } = rowOf({ rankFrom: 1, rankTo: 2, group: 3, syntheticRuns: 0 });
    expect(head).toMatch(/RANK +GROUP +ENTRY +SUCCESS +95% INTERVAL +PASSED /);
    expect(row).toMatch(/^ *1–2 +3 +echo~example\/model-1 +100\.0% +15\.8–100\.0 +3\/3 /);
    expect(rowOf({ rankFrom: 1, rankTo: 1 }).row).toMatch(/^ *1 +1 /);
  });

  it("leaves rank, group and interval out where there is none", () => {
    const none = { rankFrom: null, rankTo: null, group: null, estimate: null, intervalLow: null, intervalHigh: null };
    const { row } = rowOf({ ...none, note: "not ranked: lacks 9 of 10 cells" });
    expect(row).toMatch(/^ +[–-]? +echo~example\/model-1 +n\/a +3\/3 .* not ranked: lacks 9 of 10 cells$/);
    expect(rowOf({ rankFrom: 1, rankTo: null }).row).not.toMatch(/^ *1/);
  });

  it("says how many runs were scored where it ranks by score", () => {
    const { head, row } = rowOf(
      { estimate: 0.756, intervalLow: 0.5, intervalHigh: 0.9, scored: 1234 },
      { metric: "score" },
    );
    expect(head).toMatch(/ENTRY +SCORE +95% INTERVAL +SCORED /);
    expect(row).toMatch(/ 0\.756 +0\.5 to 0\.9 +1,234 /);
  });

  it("has a column of made-up runs and one of notes only where an entry has any", () => {
    expect(rowOf({}).head).toContain("SYNTHETIC");
    const honest = others.map((entry) => ({ ...entry, syntheticRuns: 0 }));
    const lines = linesOf({ entries: honest });
    expect(lines.find((line) => line.includes("RANK"))).not.toMatch(/SYNTHETIC|NOTE/);
    expect(rowOf({ syntheticRuns: 0 }).row).not.toMatch(/3\/3 +0 /);
  });

  it("gives up cost, time and notes first where the terminal is narrow", () => {
    const lines = linesOf({}, 80);
    const head = lines.find((line) => line.includes("RANK"));
    expect(head).toMatch(/SUCCESS +95% INTERVAL +PASSED/);
    expect(head).not.toContain("TIME");
    expect(lines.join("\n")).toMatch(/too narrow here for .*TIME/);
    expect(rowOf({}).head).toMatch(/COST\/RUN +TIME/);
  });
});
