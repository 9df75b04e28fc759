import { expect, it } from "vitest";
import { comparePlaces, placeKey } from "./place.ts";

const places = [
  { scenario: 1, tier: 0 },
  { scenario: 0, tier: 1 },
  { scenario: 0, tier: 0 },
  { scenario: 2, tier: 100_000 },
  { scenario: 0, tier: 48 },
];

it("gives each place a number of its own, of the first tier the scenario's", () => {
  expect(new Set(places.map(placeKey)).size).toBe(5);
  expect(placeKey({ scenario: 67_000, tier: 0 })).toBe(67_000);
});

it("sorts by scenario, then by tier", () => {
  const sorted = places.toSorted(comparePlaces).map(({ scenario, tier }) => [scenario, tier]);
  expect(sorted).toEqual([
    [0, 0],
    [0, 1],
    [0, 48],
    [1, 0],
    [2, 100_000],
  ]);
});
