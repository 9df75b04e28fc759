import { expect, it } from "vitest";
import { readNumber, showsNumber } from "./read-number.ts";

it.each<[string, number, boolean]>([
  ["73.0", 73.049, true],
  ["73.0", 73.051, false],
  ["73.0%", 72.951, true],
  ["102", 102, true],
  ["102", 102.6, false],
  ["1,230", 1_234, true],
  ["1,230", 1_236, false],
  ["1,234", 1_234.4, true],
  ["1,234", 1_235, false],
  ["$0.67", 0.674, true],
  ["$0.000026", 0.0000264, true],
  ["$0.000026", 0.00003, false],
  ["12.3k", 12_349, true],
  ["12.3k", 12_351, false],
  ["1.24M", 1_236_000, true],
  ["42 s", 42_400, true],
  ["42 s", 43_000, false],
  ["2 min 49 s", 169_300, true],
  ["2 min 49 s", 170_000, false],
  ["2 h 5 min", 7_520_000, true],
  ["12 ms", 12.3, true],
  ["-0.4", -0.42, true],
  ["−0.4", -0.46, false],
  ["<0.1%", 0.04, true],
  ["<0.1%", 0.2, false],
  [">99.9%", 99.97, true],
  [">99.9%", 99.8, false],
  ["n/a", 0, false],
  ["", 0, false],
  ["4 parsecs", 4, false],
])("%s shows %d: %s", (text, value, shows) => {
  expect(showsNumber(text, value)).toBe(shows);
});

it("shows that there is none by n/a, a dash or nothing", () => {
  expect(["n/a", "", "–", "0"].map((text) => showsNumber(text, null))).toEqual([true, true, true, false]);
  expect(readNumber("none")).toBeUndefined();
});
