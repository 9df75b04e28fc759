import { describe, expect, it } from "vitest";
import { type Column, renderTable } from "./render-table.ts";
import type { Style } from "./style.ts";
import { widthOf } from "./text-width.ts";

interface Row {
  name: string;
  runs: string;
  note?: string;
}

const COLUMNS: Column<Row>[] = [
  { head: "NAME", cell: ({ name }) => name },
  { head: "RUNS", cell: ({ runs }) => runs, align: "right" },
  { head: "NOTE", cell: ({ note = "" }) => note, optional: true },
];

const ROWS: Row[] = [
  { name: "claude-code~claude-opus-4", runs: "1,200" },
  { name: "模型", runs: "n/a" },
];

describe("renderTable", () => {
  it("aligns texts on the left and numbers on the right, and ends no line with a space", () => {
    expect(renderTable(COLUMNS, ROWS)).toBe(
      ["NAME                        RUNS", "claude-code~claude-opus-4  1,200", "模型                         n/a"].join(
        "\n",
      ),
    );
  });

  it("shows an optional column where any cell has something", () => {
    const rows = [...ROWS, { name: "x", runs: "1", note: "synthetic" }];
    expect(renderTable(COLUMNS, rows).split("\n")[0]).toBe("NAME                        RUNS  NOTE");
  });

  it("prints the head alone where there is no row", () => {
    expect(renderTable(COLUMNS, [])).toBe("NAME  RUNS");
  });

  it("continues long names on further lines, the widest first, and never a number", () => {
    expect(renderTable(COLUMNS, ROWS, { width: 20 }).split("\n")).toEqual([
      "NAME            RUNS",
      "claude-code~   1,200",
      "claude-opus-4",
      "模型             n/a",
    ]);
    const columns: Column<string[]>[] = [0, 1, 2].map((n) => ({ head: "H", cell: (row) => row[n] ?? "" }));
    const rows = [["a".repeat(40), "b".repeat(20), "c".repeat(5)]];
    expect(renderTable(columns, rows, { width: 40 }).split("\n")).toEqual([
      "H                H                 H",
      `${"a".repeat(15)}  ${"b".repeat(16)}  ccccc`,
      `${"a".repeat(15)}  ${"b".repeat(4)}`,
      "a".repeat(10),
    ]);
  });

  it("cuts titles before any name is continued", () => {
    const columns: Column<Row>[] = [
      ...COLUMNS,
      { head: "TITLE", cell: () => "Updates what is outdated", isTitle: true },
    ];
    expect(renderTable(columns, ROWS, { width: 50 }).split("\n")).toEqual([
      "NAME                        RUNS  TITLE",
      "claude-code~claude-opus-4  1,200  Updates what is…",
      "模型                         n/a  Updates what is…",
    ]);
  });

  it("sets heads and cells apart without changing what is where", () => {
    const columns: Column<Row>[] = [
      { head: "NAME", cell: ({ name }) => name, format: ({ runs }) => (runs === "n/a" ? "red" : undefined) },
      { head: "RUNS", cell: ({ runs }) => runs, align: "right", format: () => "green" },
    ];
    const style: Style = (format, text) => `<${format}>${text}</>`;
    expect(renderTable(columns, ROWS, { style }).split("\n")).toEqual([
      "<bold>NAME</>                        <bold>RUNS</>",
      "claude-code~claude-opus-4  <green>1,200</>",
      "<red>模型</>                         <green>n/a</>",
    ]);
    for (const width of [20, 10]) {
      const styled = renderTable(columns, ROWS, { width, style });
      expect(styled.replace(/<\/?\w*>/g, "")).toBe(renderTable(columns, ROWS, { width }));
    }
  });

  it("leaves spare columns out, from the right, and names them", () => {
    const spare = { align: "right", spare: true } as const;
    const columns: Column<Row>[] = [
      ...COLUMNS.slice(0, 2),
      { head: "COST", cell: () => "$0.05", ...spare },
      { head: "TOKENS", cell: () => "12.3k", ...spare },
    ];
    expect(renderTable(columns, ROWS, { width: 40 })).toBe(
      [
        "NAME                        RUNS   COST",
        "claude-code~claude-opus-4  1,200  $0.05",
        "模型                         n/a  $0.05",
        "(too narrow here for TOKENS)",
      ].join("\n"),
    );
  });

  it("gives each row lines of its own where nothing else fits", () => {
    expect(renderTable(COLUMNS, ROWS, { width: 10 })).toBe(
      ["NAME  claude-code~claude-opus-4", "RUNS  1,200", "", "NAME  模型", "RUNS  n/a"].join("\n"),
    );
  });

  it("never makes a line wider than the terminal, as long as it is a table", () => {
    for (let width = 19; width < 60; width++) {
      for (const line of renderTable(COLUMNS, ROWS, { width }).split("\n"))
        expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  });

  it("lets no cell steer the terminal or begin a line", () => {
    const rows = [{ name: "a\nb\u001b[2J", runs: "1" }];
    expect(renderTable(COLUMNS, rows)).toBe("NAME     RUNS\na\uFFFDb\uFFFD[2J     1");
  });
});
