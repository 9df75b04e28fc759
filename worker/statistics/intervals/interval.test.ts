import { describe, expect, it } from "vitest";
import { clipInterval, studentInterval } from "./interval.ts";

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
  it("cuts off what lies outside the ends, and nothing where there are none", () => {
    expect(clipInterval({ low: -0.1, high: 1.2 }, { low: 0, high: 1 })).toEqual({ low: 0, high: 1 });
    expect(clipInterval({ low: 0.1, high: 0.2 }, { low: 0, high: 1 })).toEqual({ low: 0.1, high: 0.2 });
    expect(clipInterval({ low: 2, high: 3 }, { low: 0, high: 1 })).toEqual({ low: 1, high: 1 });
    expect(clipInterval({ low: -0.1, high: 1.2 }, null)).toEqual({ low: -0.1, high: 1.2 });
  });
});
