import { describe, expect, it } from "vitest";
import { type Box, type Labelled, type Obstacles, placeLabels } from "./place-labels.ts";

const bounds = { left: 0, right: 200, top: 0, bottom: 100 };
const one = { x: 50, y: 50, label: "one" };

const place = (points: readonly Labelled[], { solid = [], lines = [] }: Partial<Obstacles> = {}, reach = 0) =>
  placeLabels(points, bounds, { solid, lines }, reach).placed;

describe("a label", () => {
  it("stands to the right of its point", () => {
    expect(place([one])).toEqual([
      { x: 58, y: 54, anchor: "start", label: "one", box: { left: 58, right: 77.8, top: 45, bottom: 57 } },
    ]);
  });

  it("turns to the left at the right edge", () => {
    expect(place([{ ...one, x: 190 }])[0]?.anchor).toBe("end");
  });

  it("keeps off other labels", () => {
    const [first, second] = place([one, { x: 52, y: 52, label: "second" }]);
    expect(first?.anchor).toBe("start");
    expect(second?.anchor).toBe("end");
  });

  it("leaves air between two labels, one above the other", () => {
    const points = [
      { x: 60, y: 50, label: "first" },
      { x: 60, y: 51, label: "second" },
      { x: 60, y: 52, label: "third" },
    ];
    const sameSide = place(points)
      .filter(({ anchor }) => anchor === "start")
      .toSorted((a, b) => a.y - b.y);
    expect(sameSide.length).toBeGreaterThan(1);
    for (const [at, { box }] of sameSide.slice(1).entries()) {
      expect(box.top - (sameSide[at]?.box.bottom ?? 0)).toBeGreaterThanOrEqual(3);
    }
  });

  it("leaves none between two numbers, which have little room", () => {
    const heightsOf = (label: string) =>
      placeLabels([{ x: 60, y: 50, label }], bounds, { solid: [], lines: [] }).obstacles.solid.map(
        ({ top, bottom }) => bottom - top,
      );
    expect([heightsOf("12"), heightsOf("twelve")]).toEqual([[12], [18]]);
  });

  it("leaves air beside two numbers, which else read as one", () => {
    const [first, second] = place([
      { x: 50, y: 50, label: "1" },
      { x: 73, y: 50, label: "2" },
    ]);
    expect([first?.anchor, second?.anchor]).toEqual(["start", "start"]);
    const [one, two] = place([
      { x: 50, y: 50, label: "1" },
      { x: 74, y: 50, label: "22" },
    ]).map(({ box }) => box);
    expect((two?.left ?? 0) - (one?.right ?? 0)).toBeGreaterThanOrEqual(3);
  });

  it.each(["solid", "lines"] as const)(
    "goes above, then a line further off, where both sides are taken: %s",
    (kind) => {
      const sides = { left: 0, right: 200, top: 46, bottom: 54 };
      expect(place([one], { [kind]: [sides] })).toMatchObject([{ x: 58, y: 42, anchor: "start" }]);
      const higher = { ...sides, top: 32, bottom: 68 };
      expect(place([one], { [kind]: [higher] })).toMatchObject([{ y: 28, anchor: "start" }]);
    },
  );

  it("stands above its middle where neither side has room for the whole name", () => {
    const point = { x: 100, y: 50, label: "a name of some length" };
    const { placed } = placeLabels([point], { ...bounds, left: 20, right: 180 }, { solid: [], lines: [] });
    expect(placed).toMatchObject([{ x: 100, y: 42, anchor: "middle" }]);
  });

  it("is left out where it fits nowhere", () => {
    expect(place([one], { solid: [bounds] }, 130)).toEqual([]);
    expect(place([{ ...one, label: "a".repeat(60) }], {}, 130)).toEqual([]);
  });
});

describe("a label further off", () => {
  const around: Box = { left: 0, right: 200, top: 22, bottom: 75 };

  it("has a line that leads to it, which may cross lines", () => {
    expect(place([one], { lines: [around] })).toEqual([]);
    expect(place([one], { lines: [around] }, 130)).toMatchObject([
      { x: 50, y: 18, anchor: "middle", lead: { from: { x: 50, y: 50 }, to: { x: 50, y: 22 } } },
    ]);
  });

  it("stands no further off than it may", () => {
    expect(place([one], { lines: [around] }, 27)).toEqual([]);
  });

  it("begins or ends above its point where its middle has no room there", () => {
    expect(place([{ ...one, x: 6, label: "a long name" }], { lines: [around] }, 28)).toMatchObject([
      { x: 6, y: 18, anchor: "start" },
    ]);
    expect(place([{ ...one, x: 194, label: "a long name" }], { lines: [around] }, 28)).toMatchObject([
      { x: 194, y: 18, anchor: "end" },
    ]);
  });

  it("is not led to across another label or a point", () => {
    expect(place([one], { lines: [around], solid: [{ left: 0, right: 200, top: 38, bottom: 42 }] }, 130)).toMatchObject(
      [{ lead: { to: { y: 78 } } }],
    );
  });

  it("has its line among what the next labels keep off", () => {
    const { obstacles } = placeLabels([one], bounds, { solid: [], lines: [around] }, 130);
    const [, ...line] = obstacles.lines;
    // From 8 pixels beside the point to its end 28 pixels above, 4 pixels each.
    expect(line.map(({ left, top }) => [left, top])).toEqual([42, 38, 34, 30, 26].map((at) => [49, at - 1]));
    expect(obstacles.solid).toHaveLength(1);
  });
});
