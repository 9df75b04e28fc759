import { expect, it } from "vitest";
import { usageOf } from "#statistics/costs/usage.ts";
import { formatDollars } from "#words/amounts.ts";
import { describeShares, describeUnreported, unreportedIn, withShare } from "./usage-columns.ts";

it("says how many runs report a figure, unless all or none do", () => {
  expect(withShare({ mean: 0.5, total: 2, runs: 4, share: 1 }, formatDollars)).toBe("$0.50");
  expect(withShare({ mean: 0.5, total: 2, runs: 4, share: 0.8 }, formatDollars, "total")).toBe("$2.00 (80%)");
  expect(withShare({ mean: null, total: null, runs: 0, share: 0 }, formatDollars)).toBe("n/a");
});

it("says what no run reports", () => {
  const usage = usageOf([]);
  const reporting = { ...usage, tokens: { ...usage.tokens, runs: 1 } };
  expect(unreportedIn([{ usage }, { usage: reporting }])).toEqual(["cost", "time"]);
  expect(describeUnreported(["cost", "time"])).toBe(
    "No run here reports its cost or time, so there is no column for that.",
  );
  expect(describeUnreported([])).toBe("");
});

it("says how many runs report what means are of, where not all do", () => {
  const whole = { mean: 1, total: 2, runs: 2, share: 1 };
  const absent = { mean: null, total: null, runs: 0, share: 0 };
  const usage = { cost: whole, tokens: absent, duration: absent, toolCalls: absent, costPerSuccess: 1 };
  expect(describeShares([{ usage }])).toBe("");
  expect(describeShares([{ usage: { ...usage, tokens: { ...whole, share: 0.5 } } }])).toBe(
    "Costs, tokens and times are means over the runs that report them: at least 50% of an entry’s.",
  );
});
