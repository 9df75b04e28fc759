import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { didYouMean, nearestName } from "./nearest.ts";

const NAMES = ["stats", "start", "suites", "batches", "compare-batches", "runs"];

describe("nearestName", () => {
  it.each([
    ["sttas", "stats"],
    ["strat", "start"],
    ["batch", undefined],
    ["bathces", "batches"],
    ["compare-bathes", "compare-batches"],
    ["RUNS", "runs"],
    ["run", "runs"],
    ["rusn", "runs"],
    ["x", undefined],
    ["", undefined],
    ["something-else", undefined],
  ])("takes %j for %j", (typed, meant) => expect(nearestName(typed, NAMES)).toBe(meant));

  it("finds a name in spite of one slip, wherever it is", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 3, maxLength: 12 }),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        (name, at, letter) => {
          const place = at % name.length;
          const without = name.slice(0, place) + name.slice(place + 1);
          expect(nearestName(without, [name])).toBe(name);
          expect(nearestName(name.slice(0, place) + letter + name.slice(place), [name])).toBe(name);
        },
      ),
      { seed: 1 },
    );
  });

  it("takes the nearest of several, the first of equally near ones", () => {
    expect(nearestName("star", ["stars", "start", "stark"])).toBe("stars");
    expect(nearestName("starts", ["stats", "start"])).toBe("stats");
  });
});

describe("didYouMean", () => {
  it("is empty where nothing is near", () => {
    expect(didYouMean("sutie", ["suite"])).toBe(" (did you mean suite?)");
    expect(didYouMean("xyz", ["suite"])).toBe("");
  });
});
