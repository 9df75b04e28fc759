import { describe, expect, it } from "vitest";
import { fisherExact } from "./fisher.ts";

describe("fisherExact", () => {
  it.each([
    // R 4.2.2: fisher.test(matrix(c(passesA, failuresA, passesB, failuresB), 2))$p.value
    [500, 1000, 450, 1000, 0.028203568904234],
    [3, 150, 4, 20, 0.00396742010165178],
    [7, 10, 2, 12, 0.02742149491375498],
    [10, 10, 10, 10, 1],
    [0, 1, 1, 1, 1],
  ])("returns R's p of %d of %d against %d of %d", (passesA, runsA, passesB, runsB, expected) => {
    expect(fisherExact({ passes: passesA, runs: runsA }, { passes: passesB, runs: runsB })).toBeCloseTo(expected, 12);
    expect(fisherExact({ passes: passesB, runs: runsB }, { passes: passesA, runs: runsA })).toBeCloseTo(expected, 12);
  });
});
