import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { cellOrder, numberIn } from "./cell-order.ts";

describe("numberIn", () => {
  it.each([
    ["12", 12],
    ["-3.5 points", -3.5],
    ["62 % [54–70]", 62],
    ["1,234,567", 1_234_567],
    ["4.2k", 4.2],
    ["<$0.0001", 0.0001],
    ["12.50 min", 12.5],
    ["7 of 9", 7],
  ])("reads %s as %d", (text, number) => {
    expect(numberIn(text)).toBeCloseTo(number, 9);
  });

  it.each(["", "n/a", "–"])("reads %j as no number", (text) => {
    expect(numberIn(text)).toBeNaN();
  });
});

describe("cellOrder", () => {
  const sorted = (cells: string[], direction: number) => {
    const { document } = parseHTML(`<table><tbody><tr>${cells.join("")}</tr></tbody></table>`);
    const all = [...document.querySelectorAll("td, th")];
    return all.toSorted(cellOrder(all, direction)).map(({ textContent }) => textContent);
  };
  const td = (...texts: string[]) => texts.map((text) => `<td>${text}</td>`);

  it("orders numbers by their size in either direction, and puts what is unknown last in both", () => {
    const cells = td("n/a", "10", "9", "1,000", "–");
    expect(sorted(cells, 1)).toEqual(["9", "10", "1,000", "n/a", "–"]);
    expect(sorted(cells, -1)).toEqual(["1,000", "10", "9", "n/a", "–"]);
  });

  it("orders moments by what the element says, not by what it shows", () => {
    const time = (day: string, text: string) => `<td><time datetime="${day}T00:00:00Z">${text}</time></td>`;
    const cells = [time("2026-02-10", "10 Feb"), time("2026-01-30", "30 Jan"), time("2025-12-31", "31 Dec")];
    expect(sorted(cells, 1)).toEqual(["31 Dec", "30 Jan", "10 Feb"]);
  });

  it("orders texts as people do, numbers in them by their size, and headings always as texts", () => {
    expect(sorted(td(" task-b", "task-a10", "task-a9"), 1)).toEqual(["task-a9", "task-a10", " task-b"]);
    expect(sorted(td("b", "a", "c"), -1)).toEqual(["c", "b", "a"]);
    expect(sorted(["<th>9 lives</th>", "<th>10 x</th>", "<th>abc</th>"], 1)).toEqual(["9 lives", "10 x", "abc"]);
  });

  it("takes a row without the cell for an empty one", () => {
    const { document } = parseHTML("<td>3</td>");
    const [three] = document.querySelectorAll("td");
    const order = cellOrder([undefined, three], 1);
    expect([order(undefined, three), order(three, undefined), order(undefined, undefined)]).toEqual([1, -1, 0]);
  });

  it("orders days, and names that have numbers in them by their letters where they are names", () => {
    expect(sorted(td("2025-12-15", "2024-01-31", "2025-02-01"), 1)).toEqual(["2024-01-31", "2025-02-01", "2025-12-15"]);
    const { document } = parseHTML(
      `<table><tbody><tr>${td("gpt-5", "not stated", "claude-9").join("")}</tr></tbody></table>`,
    );
    const cells = [...document.querySelectorAll("td")];
    const names = (direction: number) =>
      cells.toSorted(cellOrder(cells, direction, true)).map(({ textContent }) => textContent);
    expect(names(1)).toEqual(["claude-9", "gpt-5", "not stated"]);
    expect(names(-1)).toEqual(["gpt-5", "claude-9", "not stated"]);
  });
});
