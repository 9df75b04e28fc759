import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Point, paretoFrontier } from "./pareto.ts";

const point = (item: string, cost: number, value: number): Point<string> => ({ item, cost, value });

describe("paretoFrontier", () => {
  it("returns what no other beats, from the cheapest to the dearest", () => {
    const points = [point("dear", 9, 0.9), point("beaten", 5, 0.5), point("good", 4, 0.6), point("cheap", 1, 0.1)];
    expect(paretoFrontier(points)).toEqual(["cheap", "good", "dear"]);
  });

  it("keeps equal points and drops those equal in one thing and worse in the other", () => {
    const points = [point("a", 1, 0.5), point("b", 1, 0.5), point("worse", 1, 0.4), point("dearer", 2, 0.5)];
    expect(paretoFrontier(points)).toEqual(["a", "b"]);
  });

  it("returns nothing for nothing and rejects unknown costs", () => {
    expect(paretoFrontier([])).toEqual([]);
    expect(() => paretoFrontier([point("a", Number.NaN, 1)])).toThrow("a point needs a cost and a value: NaN, 1");
  });

  it("returns exactly the points that none beats", () => {
    const anyPoint = fc.record({ cost: fc.nat(6), value: fc.nat(6) }).map((given) => ({ ...given, item: given }));
    const isBeaten = (a: { cost: number; value: number }, points: { cost: number; value: number }[]) =>
      points.some((b) => b.cost <= a.cost && b.value >= a.value && (b.cost < a.cost || b.value > a.value));
    fc.assert(
      fc.property(fc.array(anyPoint, { maxLength: 12 }), (points) => {
        const expected = points.filter(({ item }) => !isBeaten(item, points)).map(({ item }) => item);
        expect(new Set(paretoFrontier(points))).toEqual(new Set(expected));
        expect(paretoFrontier(points)).toHaveLength(expected.length);
      }),
      { seed: 1 },
    );
  });
});
