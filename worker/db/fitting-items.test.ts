import { expect, it } from "vitest";
import { fittingItems } from "./fitting-items.ts";

it("reads as many items as fit, and one at least", () => {
  const sized = (...sizes: number[]) => fittingItems(sizes.map((bytes) => ({ bytes }))).map(({ bytes }) => bytes);
  expect(sized(5_000_000, 1)).toEqual([5_000_000]);
  expect(sized(2_000_000, 2_000_000, 1)).toEqual([2_000_000, 2_000_000]);
  expect(sized(1, 2, 3)).toEqual([1, 2, 3]);
  expect(sized()).toEqual([]);
});
