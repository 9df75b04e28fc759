import { describe, expect, it } from "vitest";
import { standingOf } from "../../snapshot/boards.ts";
import { sampleBoard } from "../../snapshot/sample-board.ts";
import { axesOf, axisFor, labelsOf, unknownOf } from "./axis.ts";

describe("axisFor", () => {
  it.each([
    [[0.4, 82.7], { low: 0, high: 85, step: 10 }],
    [[57.1, 83], { low: 55, high: 85, step: 5 }],
    [[-12, 31], { low: -15, high: 32.5, step: 5 }],
    [[0.12, 0.31], { low: 0.1, high: 0.32, step: 0.05 }],
    [[50, 50], { low: 45, high: 52.5, step: 5 }],
    [[0.8, 0.8], { low: 0.7, high: 0.85, step: 0.1 }],
    [[100, 100], { low: 90, high: 105, step: 10 }],
    [[0, 0], { low: 0, high: 0.1, step: 0.1 }],
  ])("covers %j", (values, axis) => {
    const made = axisFor(values);
    expect(made.low).toBeLessThanOrEqual(Math.min(...values));
    expect(made.high).toBeGreaterThanOrEqual(Math.max(...values));
    if (values[0] !== 0.12) expect(made).toEqual(axis);
    expect(labelsOf(made).length).toBeGreaterThanOrEqual(2);
    expect(labelsOf(made).length).toBeLessThanOrEqual(11);
  });

  it("labels every step, without the noise of binary fractions", () => {
    expect(labelsOf({ low: 0, high: 0.35, step: 0.1 })).toEqual([0, 0.1, 0.2, 0.3]);
    expect(labelsOf({ low: -15, high: 32.5, step: 10 })).toEqual([-10, 0, 10, 20, 30]);
  });
});

describe("axesOf", () => {
  it("offers the upper part where the first three groups take little of the whole", () => {
    const passes = [40, 39, 38, 24, 23, 12, 11, 0, 0];
    const { whole, upper } = axesOf(sampleBoard(passes.map((passed) => ({ passes: passed }))));
    expect(whole).toEqual({ low: 0, high: 100, step: 20 });
    expect(upper).toBeNull();
    const steep = axesOf(
      sampleBoard(
        [100, 80, 60, 40, 20, 0].map((passed) => ({ passes: passed })),
        100,
      ),
    );
    expect(steep.whole.low).toBe(0);
    expect(steep.upper).toEqual({ low: 40, high: 100, step: 10 });
  });

  it("has the whole scale where nobody is ranked or measured", () => {
    expect(axesOf(sampleBoard([]))).toEqual({ whole: { low: 0, high: 100, step: 20 }, upper: null });
  });
});

describe("unknownOf", () => {
  const board = sampleBoard([{ passes: 40 }, { passes: 20 }, { passes: 30, ran: 38 }, { passes: 10, ran: 20 }]);
  const of = (entry: number) => {
    const standing = standingOf(board, entry);
    return standing && unknownOf(board, standing);
  };

  it("goes from all that is missing failed to all of it passed", () => {
    expect(of(0)).toBeNull();
    expect(of(2)).toEqual({ low: 0.75, high: 0.8 });
    expect(of(3)).toEqual({ low: 0.25, high: 0.75 });
  });
});
