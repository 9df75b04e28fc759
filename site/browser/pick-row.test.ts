import { expect, it } from "vitest";
import { placesIn } from "./pick-row.ts";

it.each([
  ["1-3 8", [1, 2, 3, 8]],
  ["12", [12]],
  ["", []],
])("reads the places %j", (ranges, places) => {
  expect([...placesIn(ranges)]).toEqual(places);
});
