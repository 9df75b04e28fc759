import { expect, it } from "vitest";
import { bonettPriceInterval } from "./bonett-price.ts";

it.each([
  // R package statpsych, the example of ci.prop.ps(.05, 12, 4, 26, 6): 0.2548067 to 0.6251933
  [26, 4, 48, 0.2548067, 0.6251933],
  // R 4.2.2, x: each won one as 1, each lost as -1, one added of each, the rest 0: mean(x) ± qnorm(.975) * sqrt(mean((x - mean(x))^2)/length(x))
  [1, 7, 21, -0.5083593066664394, -0.0133798237683433],
  [12, 5, 50, -0.0255526593000701, 0.2947834285308394],
  [9, 1, 13, 0.1699707562429246, 0.896695910423742],
])("returns the interval of %d won and %d lost of %d", (won, lost, n, low, high) => {
  const interval = bonettPriceInterval(won, lost, n);
  expect(interval.low).toBeCloseTo(low, 7);
  expect(interval.high).toBeCloseTo(high, 7);
});

it("stays within −1 to 1", () => {
  expect(bonettPriceInterval(3, 0, 3).high).toBe(1);
  expect(bonettPriceInterval(0, 3, 3).low).toBe(-1);
});
