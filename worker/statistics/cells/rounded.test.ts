import { expect, it } from "vitest";
import { rounded } from "./rounded.ts";

it("makes means equal that differ by rounding only, and no others", () => {
  const [one, other] = [(0.1 + 0.2 + 0.3) / 3, (0.3 + 0.2 + 0.1) / 3];
  expect(one).not.toBe(other);
  expect(rounded(one)).toBe(rounded(other));
  expect(rounded(0.5)).not.toBe(rounded(0.5 + 1e-11));
  expect(rounded(Number.NEGATIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
});
