import { expect, it } from "vitest";
import { placeLabels } from "./place-labels.ts";

const bounds = { left: 0, right: 200, top: 0, bottom: 100 };

it("places a label to the right of its point", () => {
  expect(placeLabels([{ x: 50, y: 50, label: "one" }], bounds, [])).toEqual([
    { x: 58, y: 54, anchor: "start", label: "one", box: { left: 58, right: 77.8, top: 45, bottom: 57 } },
  ]);
});

it("turns to the left at the right edge", () => {
  expect(placeLabels([{ x: 190, y: 50, label: "one" }], bounds, [])[0]?.anchor).toBe("end");
});

it("keeps off other labels and obstacles", () => {
  const points = [
    { x: 50, y: 50, label: "first" },
    { x: 52, y: 52, label: "second" },
  ];
  const [first, second] = placeLabels(points, bounds, []);
  expect(first?.anchor).toBe("start");
  expect(second?.anchor).toBe("end");
});

it("goes above or below, and a line further off, where both sides are taken", () => {
  const sides = { left: 0, right: 200, top: 46, bottom: 54 };
  const [above] = placeLabels([{ x: 50, y: 50, label: "one" }], bounds, [sides]);
  expect(above).toMatchObject({ x: 58, y: 42, anchor: "start" });
  const [further] = placeLabels([{ x: 50, y: 50, label: "one" }], bounds, [{ ...sides, top: 32, bottom: 68 }]);
  expect(further).toMatchObject({ y: 28, anchor: "start" });
});

it("stands above its middle where neither side has room for the whole name", () => {
  const label = "a name of some length";
  const [placed] = placeLabels([{ x: 100, y: 50, label }], { ...bounds, left: 20, right: 180 }, []);
  expect(placed).toMatchObject({ x: 100, y: 42, anchor: "middle" });
});

it("leaves out what fits nowhere", () => {
  expect(placeLabels([{ x: 50, y: 50, label: "one" }], bounds, [bounds])).toEqual([]);
  expect(placeLabels([{ x: 50, y: 50, label: "a".repeat(60) }], bounds, [])).toEqual([]);
});
