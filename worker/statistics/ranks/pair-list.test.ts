import { expect, it } from "vitest";
import { pairCount, pairPlace } from "./pair-list.ts";

it("gives each pair a place of its own, whichever comes first", () => {
  const places = [0, 1, 2, 3, 4].flatMap((a) => [0, 1, 2, 3, 4].filter((b) => b > a).map((b) => pairPlace(5, a, b)));
  expect(places).toEqual(Array.from({ length: pairCount(5) }, (_, place) => place));
  expect(pairPlace(5, 4, 1)).toBe(pairPlace(5, 1, 4));
});
