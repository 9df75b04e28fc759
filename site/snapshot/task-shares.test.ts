import { expect, it } from "vitest";
import { sampleVersion } from "./sample-board.ts";
import { scenariosOf, squaresOf } from "./scenarios.ts";
import { sharesByModel, sharesOverTime } from "./task-shares.ts";

const [LATE_2024, EARLY_2025] = [Date.UTC(2024, 11, 31, 23) / 1000, Date.UTC(2025, 5, 30) / 1000];

const version = sampleVersion(
  [
    { passes: 1, model: "m", lastRunAt: LATE_2024 },
    { passes: 0, model: "m", lastRunAt: LATE_2024 },
    { passes: 1, model: "m", lastRunAt: EARLY_2025 },
    { passes: 1, model: "n", lastRunAt: EARLY_2025 },
    { passes: 1, model: "n", lastRunAt: EARLY_2025 },
    { passes: 1, model: "n" },
    { passes: 1, model: "rare", lastRunAt: EARLY_2025 },
    { passes: 1, lastRunAt: EARLY_2025 },
  ],
  2,
);
const [first, second] = ["scenario 0", "scenario 1"].map((name) =>
  scenariosOf(version).find((one) => one.name === name),
);
if (!first || !second) throw new Error("no scenario");

it("counts who solves a task by half-year, the oldest first, without those of no known day", () => {
  expect(sharesOverTime(squaresOf(version, first)).map(({ name, solved, entries }) => [name, solved, entries])).toEqual(
    [
      ["2024 second half", 1, 2],
      ["2025 first half", 5, 5],
    ],
  );
  expect(sharesOverTime(squaresOf(version, first).slice(0, 1))).toEqual([]);
});

it("counts who solves a task by model, with the interval of the share, the best first", () => {
  const shares = sharesByModel(version, squaresOf(version, first));
  expect(shares.map(({ name, solved, entries }) => [name, solved, entries])).toEqual([
    ["n", 3, 3],
    ["m", 2, 3],
  ]);
  // 3 of 3: 0.025 to the power of a third.
  expect(shares[0]?.interval.low).toBeCloseTo(0.2924, 4);
  expect(shares[0]?.interval.high).toBe(1);
  expect(sharesByModel(version, squaresOf(version, second)).map(({ solved }) => solved)).toEqual([0, 0]);
});

it("says nothing by model where only one has entries enough", () => {
  const few = sampleVersion(
    Array.from({ length: 4 }, () => ({ passes: 1, model: "m" })),
    1,
  );
  const [scenario] = scenariosOf(few);
  expect(scenario && sharesByModel(few, squaresOf(few, scenario))).toEqual([]);
});
