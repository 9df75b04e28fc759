import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clipInterval, studentInterval, wilsonInterval } from "./intervals.ts";

describe("wilsonInterval", () => {
  it.each([
    // R 4.2.2: prop.test(successes, trials, correct = FALSE)$conf.int. The first four are the examples of Newcombe (1998), Two-sided
    // confidence intervals for the single proportion, table I, method 3: 0.2553–0.3662, 0.0624–0.1605, 0–0.1611, 0.0061–0.1718.
    [81, 263, 0.2552885198782743, 0.3662095769828002],
    [15, 148, 0.06238639953073628, 0.160487241723308],
    [0, 20, 0, 0.1611251580528193],
    [1, 29, 0.006113214292762661, 0.1717552187932028],
    [10, 10, 0.7224672001371109, 1],
    [1, 1, 0.2065493143772375, 1],
    [0, 1, 0, 0.7934506856227626],
    [250, 500, 0.4563412653024843, 0.5436587346975157],
    [499, 500, 0.9887592932948533, 0.9996468636054409],
  ])("returns R's interval of %d of %d", (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 12);
    expect(interval.high).toBeCloseTo(high, 12);
  });

  it("contains the proportion and stays within 0 to 1", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.5, max: 1e6, noNaN: true }),
        (share, trials) => {
          const { low, high } = wilsonInterval(share * trials, trials);
          const proportion = (share * trials) / trials;
          expect(low).toBeGreaterThanOrEqual(0);
          expect(low).toBeLessThanOrEqual(proportion);
          expect(high).toBeGreaterThanOrEqual(proportion);
          expect(high).toBeLessThanOrEqual(1);
          expect(high - low).toBeGreaterThan(0);
        },
      ),
      { seed: 1 },
    );
  });

  it("rejects what is no proportion", () => {
    expect(() => wilsonInterval(0, 0)).toThrow("not a proportion: 0 successes of 0 trials");
    expect(() => wilsonInterval(3, 2)).toThrow("not a proportion: 3 successes of 2 trials");
    expect(() => wilsonInterval(Number.NaN, 2)).toThrow(RangeError);
  });
});

describe("studentInterval", () => {
  it("returns R's interval of a mean", () => {
    // R 4.2.2: t.test(c(0.2, 0.4, 0.9, 0.6))$conf.int; its standard error is sd/2
    const interval = studentInterval(0.525, Math.sqrt(0.2675 / 3) / 2, 3);
    expect(interval.low).toBeCloseTo(0.04984822600135407, 10);
    expect(interval.high).toBeCloseTo(1.000151773998646, 10);
  });

  it("returns the same for the same degrees of freedom and takes broken ones", () => {
    expect(studentInterval(0, 1, 8)).toEqual(studentInterval(0, 1, 8));
    // R 4.2.2: qt(0.975, 8)
    expect(studentInterval(0, 1, 8).high).toBeCloseTo(2.306004135204166, 10);
    expect(studentInterval(0, 1, 8.5).high).toBeLessThan(studentInterval(0, 1, 8).high);
  });
});

describe("clipInterval", () => {
  it("cuts off what lies outside", () => {
    expect(clipInterval({ low: -0.1, high: 1.2 }, 0, 1)).toEqual({ low: 0, high: 1 });
    expect(clipInterval({ low: 0.1, high: 0.2 }, 0, 1)).toEqual({ low: 0.1, high: 0.2 });
  });
});
