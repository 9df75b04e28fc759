import { expect, it } from "vitest";
import { type ComparisonFacts, describeAmounts, describeComparison, formatUnits } from "./comparison.ts";

const facts: ComparisonFacts = {
  ...{ a: "x", b: "y", kind: "better", metric: "success", difference: 0.058, interval: { low: 0.027, high: 0.088 } },
  ...{ pValue: 0.0002, unit: "scenario", n: 500, won: 45, lost: 16, open: 0, tasksNeeded: null },
};

it("says who is clearly better, and by how much", () => {
  expect(describeComparison(facts)).toEqual({
    strong: "x is clearly better than y",
    rest: ": +5.8 points (+2.7 to +8.8, p\u00a0<\u00a0.001). 45 of the 500 tasks go to x, 16 to y.",
  });
  expect(describeComparison({ ...facts, kind: "worse", difference: -0.058 }).strong).toBe("y is clearly better than x");
});

it.each([
  [{ tasksNeeded: 3600 }, " At these rates it would take some 3,100 more tasks to tell."],
  [{ tasksNeeded: 400 }, "16 to y."],
  [{ open: 2 }, "16 to y; 2 depend on runs that one of them lacks."],
  [{ unit: "run" as const, n: 1, won: 1, lost: 0 }, "p\u00a0<\u00a0.001). Only one task was compared."],
  [
    { unit: "run" as const, n: 1, won: 1, lost: 0, isOfTotals: true },
    "p\u00a0<\u00a0.001). Their totals were compared.",
  ],
  [{ metric: "score" as const, interval: null, pValue: 0.2 }, ": +0.058 (p\u00a0=\u00a0.20)."],
])("says what is not told apart, and what it would take: %j", (given, part) => {
  const { strong, rest } = describeComparison({ ...facts, kind: "same", ...given });
  expect(strong).toBe("No clear difference between x and y");
  expect(rest).toContain(part);
});

it.each([
  [1, "scenario", "1 task"],
  [40, "scenario", "40 tasks"],
  [5, "tier", "5 levels of help"],
  [1, "tier", "1 level of help"],
  [1, "run", "1 task"],
] as const)("counts %d of unit %s: %s", (count, unit, text) => {
  expect(formatUnits(count, unit)).toBe(text);
});

it("says amounts as a ratio and a difference of the first against the second", () => {
  const amounts = {
    ...{ a: 1, b: 2, times: 2, timesInterval: { low: 1.6, high: 2.5 } },
    ...{ difference: -1, differenceInterval: { low: -1.5, high: 0.25 }, scenarios: 8 },
  };
  expect(describeAmounts("cost", amounts)).toEqual([
    "Cost a run",
    "$1.00",
    "$2.00",
    "0.5 times (0.4 to 0.625)",
    "−$1.00 (−$1.50 to +$0.25)",
    "8 tasks",
  ]);
  expect(describeAmounts("duration", { ...amounts, timesInterval: null, differenceInterval: null })[3]).toBe(
    "0.5 times",
  );
});
