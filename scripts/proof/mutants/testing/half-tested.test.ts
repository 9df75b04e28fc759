import { expect, it } from "vitest";
import { doubled, LIMITS, limited } from "./half-tested.ts";

it("limits a number", () => {
  expect([limited(12), limited(-3)]).toEqual([10, 3]);
  expect(LIMITS).toEqual([0, 10]);
});

let runs = 0;
it("doubles a number, and leaves something behind", () => {
  runs += 1;
  expect(runs).toBe(1);
  expect(doubled(3)).toBe(6);
});
