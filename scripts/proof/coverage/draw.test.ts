import { mean, variance } from "d3-array";
import { describe, expect, it } from "vitest";
import { drawsOf } from "./draw.ts";

const MANY = 4_000;
const drawn = (one: () => number) => Array.from({ length: MANY }, one);

describe("drawsOf", () => {
  it("gives the same numbers for the same key, and others for another", () => {
    const some = (...key: (string | number)[]) => {
      const { uniform, normal, passes } = drawsOf(...key);
      return [uniform(), normal(), passes(10, 0.5), uniform()];
    };
    expect(some("a", 1)).toEqual(some("a", 1));
    expect(some("a", 1)).not.toEqual(some("a", 2));
    expect(some("a", 1)).not.toEqual(some("a1"));
  });

  it("draws passes among runs, at rates that may lie outside of 0 and 1 by rounding", () => {
    const { passes } = drawsOf("passes");
    const counts = drawn(() => passes(10, 0.3));
    expect(mean(counts)).toBeCloseTo(3, 0);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...counts)).toBeLessThanOrEqual(10);
    expect(passes(10, -1e-9)).toBe(0);
    expect(passes(10, 1 + 1e-9)).toBe(10);
  });

  it.each([
    [0.3, 0.1],
    [0.7, 0.5],
    [0.5, 0.7],
  ])("draws rates with the mean %f, as unlike as the correlation %f says", (of, correlation) => {
    const { rate } = drawsOf("rate", of, correlation);
    const rates = drawn(() => rate(of, correlation));
    expect(mean(rates)).toBeCloseTo(of, 1);
    expect(variance(rates)).toBeCloseTo(correlation * of * (1 - of), 1);
    expect(rates.every((one) => one >= 0 && one <= 1)).toBe(true);
  });

  it("draws always the mean where runs are independent", () => {
    const { rate } = drawsOf("rate");
    expect(new Set(Array.from({ length: 20 }, () => rate(0.3, 0)))).toEqual(new Set([0.3]));
  });

  it("draws normal numbers of mean 0 and spread 1, and costs whose logarithms have the spread asked for", () => {
    const { normal, logNormal } = drawsOf("normal");
    const numbers = drawn(normal);
    expect(mean(numbers)).toBeCloseTo(0, 1);
    expect(variance(numbers)).toBeCloseTo(1, 0);
    const logs = drawn(() => Math.log(logNormal(2)));
    expect(Math.sqrt(variance(logs) ?? 0)).toBeCloseTo(2, 0);
    expect(mean(logs)).toBeCloseTo(0, 0);
  });
});
