import { expect, it } from "vitest";
import { type Usage, usageOf } from "#statistics/costs/usage.ts";
import { formatDollars } from "#words/amounts.ts";
import { pageTable } from "./column.ts";
import { describeShares, describeUnreported, unreportedIn, usageColumns, withShare } from "./usage-columns.ts";

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

it("writes the amounts of a column in one unit and to one number of decimals, and no column that no run fills", () => {
  const none = { mean: null, total: null, runs: 0, share: 0 };
  const of = (mean: number) => ({ mean, total: mean, runs: 1, share: 1 });
  const absent = { cost: none, tokens: none, duration: none, toolCalls: none, costPerSuccess: null };
  const low = { ...absent, cost: of(0.0123), tokens: of(950), duration: of(45_000), costPerSuccess: 0.5 };
  const high = { ...absent, cost: of(1.5), tokens: of(1_250_000), duration: of(600_000), costPerSuccess: 12 };
  const cellsOf = (...usages: Usage[]) => {
    const rows = usages.map((usage) => ({ usage }));
    return pageTable(usageColumns<(typeof rows)[number]>(), rows).rows.map(({ cells }) =>
      cells.match(/[^<>]+(?=<.td>)/g),
    );
  };
  expect(cellsOf(low, high, absent)).toEqual([
    ["$0.0123", "$0.50", "0.95k", "0.75 min"],
    ["$1.5000", "$12.00", "1,250.00k", "10.00 min"],
    ["n/a", "n/a", "n/a", "n/a"],
  ]);
  expect(cellsOf(absent)).toEqual([null]);
});
