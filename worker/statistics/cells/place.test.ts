import { expect, it } from "vitest";
import { comparePlaces, placeKey } from "./place.ts";

it("gives each place a number of its own, in the places' order", () => {
  const places = [
    { scenario: 1, tier: 0 },
    { scenario: 0, tier: 1 },
    { scenario: 0, tier: 0 },
    { scenario: 2, tier: 100_000 },
    { scenario: 0, tier: 48 },
  ];
  expect(new Set(places.map(placeKey)).size).toBe(5);
  expect(places.toSorted(comparePlaces)).toEqual(places.toSorted((a, b) => placeKey(a) - placeKey(b)));
});
