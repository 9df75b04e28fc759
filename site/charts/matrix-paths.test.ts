import { expect, it } from "vitest";
import type { Square } from "../snapshot/matrix.ts";
import { matrixPaths } from "./matrix-paths.ts";

const square = (pass: number, counted: number, infrastructureError = 0): Square => ({
  rate: null,
  pass,
  counted,
  infrastructureError,
});

it("draws neighbours of a kind as one stroke, over a ground of what ran", () => {
  const row = [square(1, 1), square(2, 2), square(0, 1), undefined, square(1, 1), square(1, 2), square(0, 0, 1)];
  expect(matrixPaths({ rows: [row] })).toEqual([
    { kind: "none", d: "M0 0.5h3m1 0h2" },
    { kind: "all", d: "M0 0.5h2m2 0h1" },
    { kind: "some", d: "M5 0.5h1" },
    { kind: "error", d: "M6 0.5h1" },
  ]);
});

it("draws nothing for an entry that ran nothing", () => {
  expect(matrixPaths({ rows: [[undefined], [square(0, 1)]] })).toEqual([{ kind: "none", d: "M0 1.5h1" }]);
});
