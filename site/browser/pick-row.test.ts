import { expect, it } from "vitest";
import { countWords, placesIn, signed, standingOf } from "./pick-row.ts";

it.each([
  ["1-3 8", [1, 2, 3, 8]],
  ["12", [12]],
  ["", []],
])("reads the places %j", (ranges, places) => {
  expect([...placesIn(ranges)]).toEqual(places);
});

it.each([
  [1, 0.5, true, "better"],
  [1, -0.5, true, "worse"],
  [1, 0.5, false, "worse"],
  [1, -0.5, false, "better"],
  [3, 0.5, true, "same"],
])(
  "tells how the row at place %s stands that is higher by %s, high being good: %s",
  (place, difference, isHighBest, standing) => {
    expect(standingOf(place, difference, new Set([2, 3]), isHighBest)).toBe(standing);
  },
);

it.each([
  [0.04, 1, "+0.0"],
  [-2.25, 2, "−2.25"],
  [0, 3, "0.000"],
])("writes a difference of %s with %s decimals and its sign", (difference, decimals, text) => {
  expect(signed(difference, decimals)).toBe(text);
});

it("says how many stand how", () => {
  expect(countWords({ better: 1, same: 2, worse: 3 })).toEqual({
    ...{ better: "▲ 1 clearly better", same: "= 2 no clear difference", worse: "▼ 3 clearly worse" },
  });
});
