import { expect, it } from "vitest";
import { newtonRoot } from "./newton-root.ts";

it("solves for what a rising function reaches", () => {
  const square = { value: (x: number) => x * x, slope: (x: number) => 2 * x };
  expect(newtonRoot(square, 2, { low: 0, high: 2 })).toBeCloseTo(Math.SQRT2, 15);
});

it("bisects where a step leaves the bracket", () => {
  const steep = { value: (x: number) => Math.cbrt(x - 1), slope: (x: number) => 1 / (3 * Math.cbrt(x - 1) ** 2) };
  expect(newtonRoot(steep, 0, { low: -1000, high: 3 })).toBeCloseTo(1, 12);
});
