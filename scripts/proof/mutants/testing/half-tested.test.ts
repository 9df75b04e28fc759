import { expect, it } from "vitest";
import { LIMITS, limited } from "./half-tested.ts";

it("limits a number", () => {
  expect([limited(12), limited(-3)]).toEqual([10, 3]);
  expect(LIMITS).toEqual([0, 10]);
});
