import { expect, it } from "vitest";
import { sampleVersion } from "./sample-board.ts";
import { inListOrder } from "./suite-order.ts";

it("puts suites with tasks before those of totals, each kind with the most runs first", () => {
  const suiteOf = (suite: string, isSummed: boolean, entries: number) => {
    const sample = Array.from({ length: entries }, () => ({ passes: 1, isSummed }));
    return { suite, versions: [sampleVersion(sample, isSummed ? 1 : 3, suite)] as const };
  };
  const suites = [
    suiteOf("total", true, 9),
    suiteOf("few", false, 1),
    suiteOf("many", false, 2),
    suiteOf("more", true, 10),
  ];
  expect(inListOrder(suites).map(({ suite }) => suite)).toEqual(["many", "few", "more", "total"]);
  expect(suites[0]?.suite).toBe("total");
});
