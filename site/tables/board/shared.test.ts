import { describe, expect, it } from "vitest";
import { formatOnBoard } from "./shared.ts";

describe("a value on a board", () => {
  const boardOf = (metric: "score" | "success", values: (number | null)[]) => ({
    metric,
    standings: values.map((value) => ({ estimate: { value } })),
  });

  it.each([
    [
      [0.6, 0, 0.667, -0.0004, null],
      ["0.600", "0.000", "0.667", "0.000", "n/a"],
    ],
    [
      [1, 0.0123],
      ["1.000", "0.012"],
    ],
    [
      [12.345, 9.876, -99],
      ["12.3", "9.9", "-99.0"],
    ],
    [
      [100, 99.5],
      ["100.0", "99.5"],
    ],
    [
      [1234.5, 0.5],
      ["1,235", "1"],
    ],
    [
      [0, null],
      ["0.000", "n/a"],
    ],
  ])("has the decimals of all others of its column: %j", (values, texts) => {
    const board = boardOf("score", values);
    expect(values.map((value) => formatOnBoard(board, value))).toEqual(texts);
  });

  it.each([
    [0.6, "60.0"],
    [0.99999, ">99.9"],
  ])("is per cent without the sign for the success rate %d", (value, text) => {
    expect(formatOnBoard(boardOf("success", [value]), value)).toBe(text);
  });
});
