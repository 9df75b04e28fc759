import { expect, it } from "vitest";
import type { Standing } from "#statistics/ranks/standing.ts";
import { barDomain } from "./bar-domain.ts";

const standing = (value: number, low: number, high: number) =>
  ({ estimate: { value, interval: { low, high } } }) as Standing;

it("shows a success rate on the whole scale, a score as far as the scores go", () => {
  expect(barDomain({ metric: "success", standings: [standing(0.5, 0.4, 0.6)] })).toEqual([0, 1]);
  expect(barDomain({ metric: "score", standings: [standing(0.5, 0.4, 0.6)] })).toEqual([0, 1]);
  expect(barDomain({ metric: "score", standings: [standing(7, 5, 9), standing(1, -1, 3)] })).toEqual([-1, 9]);
});
