import { mean, variance } from "d3-array";
import { describe, expect, it } from "vitest";
import { randomOf } from "./random.ts";

const drawn = (count: number, ...key: (string | number)[]) => {
  const random = randomOf(...key);
  return Array.from({ length: count }, random);
};

describe("randomOf", () => {
  it("is FNV-1a of the key, which seeds mulberry32", () => {
    const seed = [..."a"].reduce((state, letter) => Math.imul(state ^ letter.charCodeAt(0), 16_777_619), 2_166_136_261);
    // The generator as it is published, a step at a time.
    let state = seed;
    const step = () => {
      state = (state + 1_831_565_813) | 0;
      let t = Math.imul(state ^ (state >>> 15), state | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
    };
    expect(drawn(5, "a")).toEqual([step(), step(), step(), step(), step()]);
  });

  it("gives the same numbers for the same key, each time from the start", () => {
    expect(drawn(10, "x", 1)).toEqual(drawn(10, "x", 1));
  });

  it.each([
    [
      ["x", 1],
      ["x", 2],
    ],
    [["x", "y"], ["xy"]],
    [
      ["x", "", "y"],
      ["x", "y"],
    ],
    [["x"], ["X"]],
    [
      [1, 11],
      [11, 1],
    ],
  ])("tells the keys %j and %j apart", (a, b) => {
    expect(drawn(3, ...a)).not.toEqual(drawn(3, ...b));
  });

  it("gives numbers from 0 to less than 1, evenly", () => {
    const numbers = drawn(20_000, "even");
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(mean(numbers)).toBeCloseTo(0.5, 2);
    expect(variance(numbers)).toBeCloseTo(1 / 12, 2);
    const tenths = Map.groupBy(numbers, (number) => Math.floor(10 * number));
    for (const { length } of tenths.values()) expect(Math.abs(length - 2_000)).toBeLessThan(200);
  });
});
