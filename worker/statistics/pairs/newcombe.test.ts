import { describe, expect, it } from "vitest";
import { newcombeInterval } from "./newcombe.ts";

describe("newcombeInterval", () => {
  it.each([
    // Newcombe (1998), table II, method 10
    ["a", 56, 70, 48, 80, 0.0524, 0.3339],
    ["b", 9, 10, 3, 10, 0.1705, 0.809],
    ["c", 6, 7, 2, 7, 0.0582, 0.8062],
    ["d", 5, 56, 0, 29, -0.0381, 0.1926],
    ["e", 0, 10, 0, 20, -0.1611, 0.2775],
    ["g", 10, 10, 0, 20, 0.6791, 1],
    ["h", 10, 10, 0, 10, 0.6075, 1],
  ])("returns the published interval of case %s", (_, passesA, runsA, passesB, runsB, low, high) => {
    const interval = newcombeInterval({ passes: passesA, runs: runsA }, { passes: passesB, runs: runsB });
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });
});
