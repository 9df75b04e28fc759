import { expect, it } from "vitest";
import { boardOf } from "./boards.ts";
import { sampleBoard } from "./sample-board.ts";
import { suitesOf } from "./suites.ts";
import { workedExamples } from "./worked-examples.ts";

const board = sampleBoard([
  { passes: 30, agent: "first", cost: 0.5 },
  { passes: 10, agent: "second" },
  { passes: 9, agent: "third" },
]);
const stepsOf = (id: string) => workedExamples(board).find((example) => example.id === id)?.steps;

it("computes the rate of the first row and its interval, step by step", () => {
  expect(stepsOf("example-outcomes")?.[0]).toBe(
    "first has 40 runs that ended, 0 of them by an error of the infrastructure, so that 40 runs count.",
  );
  // With one run a scenario the interval is Clopper and Pearson's of 30 in 40: R's binom.test(30, 40) gives 0.5880 to 0.8731.
  expect(stepsOf("example-rate")).toEqual([
    "Its rates in the 40 cells of the board add up to 30; the mean is 75.0%.",
    "n = 40 scenarios, and if all its runs were independent they would be worth M = 40.",
    "From how alike the runs of a scenario are, N = 40 effective runs, and Clopper and Pearson’s interval at that number is 58.8–87.3.",
  ]);
});

it("sets the first two against each other, and counts who is above and below the second", () => {
  // McNemar's exact test of 20 against 0: 2^-19, which R's binom.test(0, 20) gives as 1.907e-06.
  expect(stepsOf("example-pair")).toEqual([
    "Over 40 tasks, first does better than second on 20 and worse on 0 of them.",
    expect.stringMatching(
      /^The difference is \+50\.0 points \(\+[\d.]+ to \+[\d.]+\); p\u00a0<\u00a0\.001 by the exact test of McNemar\.$/,
    ),
    "Corrected by Holm for the comparisons of each of the two, p\u00a0<\u00a0.001: clearly better.",
  ]);
  expect(stepsOf("example-rank")).toEqual([
    "Of the 3 ranked entries 1 is clearly better than second and 0 clearly worse.",
    "So it begins at 1 + 1 = 2 and ends at 3 − 0 = 3: rank 2–3.",
  ]);
});

it("says how many runs have no verdict, and nothing of a rate that comes about in another way", () => {
  const examplesOf = (cells: { fail: number[]; notStated: number[] }, scenarios = [0, 1]) => {
    const [suite] = suitesOf({
      suites: [
        {
          ...{ suite: "s", scenarios: ["one", "two"], tiers: ["L0"], entries: [{ agent: "a" }, { agent: "b" }] },
          cells: {
            ...{ scenario: [...scenarios, ...scenarios], tier: [...scenarios, ...scenarios].map(() => 0) },
            entry: [...scenarios.map(() => 0), ...scenarios.map(() => 1)],
            pass: [...scenarios.map(() => 1), ...scenarios.map(() => 0)],
            ...cells,
          },
        },
      ],
    });
    return suite ? workedExamples(boardOf(suite.versions[0], undefined)) : [];
  };
  const [outcomes, rate] = examplesOf({ fail: [0, 0, 1, 1], notStated: [2, 0, 0, 0] });
  expect(outcomes?.steps[0]).toBe(
    "a has 4 runs that ended, 0 of them by an error of the infrastructure and 2 without a verdict, so that 2 runs count.",
  );
  expect(rate?.id).toBe("example-rate");
  const oneTask = examplesOf({ fail: [0, 1], notStated: [0, 0] }, [0]);
  expect(oneTask[0]?.steps[0]).toMatch(/so that 1 run counts\.$/);
  expect(oneTask.map(({ id }) => id)).not.toContain("example-rate");
  const lacking = workedExamples(sampleBoard([{ passes: 36, ran: 36 }, { passes: 2 }, { passes: 1 }]));
  expect(lacking.map(({ id }) => id)).toContain("example-outcomes");
  expect(lacking.map(({ id }) => id)).not.toContain("example-rate");
});

it("computes a cost where it is known, and nothing where there is nobody to compare with", () => {
  expect(stepsOf("example-cost")?.[0]).toBe(
    "40 runs of first report $20.00 together: $0.50 a run, and $0.67 for each that passed.",
  );
  expect(workedExamples(sampleBoard([{ passes: 1 }]))).toEqual([]);
  expect(workedExamples(sampleBoard([{ passes: 2 }, { passes: 1 }])).map(({ id }) => id)).not.toContain("example-cost");
});
