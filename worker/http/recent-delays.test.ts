import { expect, it } from "vitest";
import { recentDelays, rememberDelay } from "./recent-delays.ts";

it("remembers the last ten, in the order in which they came", () => {
  for (let delay = 1; delay <= 13; delay += 1) rememberDelay(delay);
  expect(recentDelays()).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
});
