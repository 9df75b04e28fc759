import { expect, it } from "vitest";
import { matrixPaths } from "../charts/matrix-paths.ts";
import type { Square } from "../snapshot/matrix.ts";
import { moveCursor, readSquares } from "./matrix-squares.ts";

const square = (pass: number, counted: number, infrastructureError = 0) =>
  ({ pass, counted, infrastructureError }) as Square;

it("reads back what is drawn", () => {
  const rows = [
    [square(1, 1), square(3, 3), square(0, 2), undefined, square(1, 2), square(0, 0, 1)],
    [undefined, square(0, 1), square(0, 1), square(1, 1), undefined, square(2, 2)],
    [undefined, undefined, undefined, undefined, undefined, undefined],
  ];
  expect(readSquares(matrixPaths({ rows }), 3)).toEqual([
    // biome-ignore lint/suspicious/noSparseArray: a square that shows nothing is a hole
    ["all", "all", "none", , "some", "error"],
    // biome-ignore lint/suspicious/noSparseArray: a square that shows nothing is a hole
    [, "none", "none", "all", , "all"],
    [],
  ]);
});

const SIZE = { row: 30, column: 4 };

it.each([
  ["ArrowRight", { row: 5, column: 2 }],
  ["ArrowLeft", { row: 5, column: 0 }],
  ["ArrowUp", { row: 4, column: 1 }],
  ["ArrowDown", { row: 6, column: 1 }],
  ["PageUp", { row: 0, column: 1 }],
  ["PageDown", { row: 15, column: 1 }],
  ["Home", { row: 5, column: 0 }],
  ["End", { row: 5, column: 3 }],
])("moves by %s", (key, place) => {
  expect(moveCursor({ row: 5, column: 1 }, key, SIZE)).toEqual(place);
});

it("stays in the grid and leaves other keys alone", () => {
  expect(moveCursor({ row: 0, column: 0 }, "ArrowUp", SIZE)).toEqual({ row: 0, column: 0 });
  expect(moveCursor({ row: 29, column: 3 }, "ArrowRight", SIZE)).toEqual({ row: 29, column: 3 });
  expect(moveCursor({ row: 1, column: 1 }, "Enter", SIZE)).toBeUndefined();
});
