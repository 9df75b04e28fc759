import { expect, it } from "vitest";
import { scenarioDifficulties } from "./difficulty.ts";
import { makeCell, makeVerdicts } from "./sample-cells.ts";

it("sorts scenarios from the hardest, every entry weighing the same, those without a run that counts last", () => {
  const cells = [
    ...makeVerdicts(0, ["1", "0", "1000"]),
    ...makeVerdicts(1, ["1", "", "0"]),
    makeCell({ scenario: 1, entry: 1, infrastructureError: 2 }),
    makeCell({ scenario: 3, entry: 0, notFinal: 1 }),
  ];
  expect(scenarioDifficulties(cells, "success")).toEqual([
    { scenario: 1, mean: 0, entries: 1, solvedBy: 0 },
    { scenario: 2, mean: 0.125, entries: 2, solvedBy: 1 },
    { scenario: 0, mean: 1, entries: 2, solvedBy: 2 },
    { scenario: 3, mean: null, entries: 0, solvedBy: 0 },
  ]);
});

it("weighs the tiers of an entry the same, in whatever order the cells come, and counts who passed in any of them", () => {
  const cells = [
    ...makeVerdicts(1, ["0"], 1),
    ...makeVerdicts(0, ["1111"], 1),
    ...makeVerdicts(1, ["0"], 0),
    ...makeVerdicts(0, ["00"], 0),
  ];
  expect(scenarioDifficulties(cells, "success")).toEqual([{ scenario: 0, mean: 0.25, entries: 2, solvedBy: 1 }]);
});
