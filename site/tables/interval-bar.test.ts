import { expect, it } from "vitest";
import type { Standing } from "#statistics/ranks/standing.ts";
import { barDomain, barPaths } from "./interval-bar.ts";

const standing = (value: number, low: number, high: number) =>
  ({ estimate: { value, interval: { low, high } } }) as Standing;

it("draws the interval and the estimate on the scale", () => {
  const estimate = { value: 0.5, interval: { low: 0.251, high: 0.75 } };
  expect(barPaths(estimate, [0, 1])).toEqual({ interval: "M25.1 7H75", value: "M50 1V13" });
  expect(barPaths({ value: 0, interval: null }, [-1, 1])).toEqual({ interval: "", value: "M50 1V13" });
  expect(barPaths({ value: null, interval: null }, [0, 1])).toEqual({ interval: "", value: "" });
});

it("shows a success rate on the whole scale, a score as far as the scores go", () => {
  expect(barDomain({ metric: "success", standings: [standing(0.5, 0.4, 0.6)] })).toEqual([0, 1]);
  expect(barDomain({ metric: "score", standings: [standing(0.5, 0.4, 0.6)] })).toEqual([0, 1]);
  expect(barDomain({ metric: "score", standings: [standing(7, 5, 9), standing(1, -1, 3)] })).toEqual([-1, 9]);
});
