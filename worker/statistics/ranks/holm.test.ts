import { describe, expect, it } from "vitest";
import { holmAdjusted } from "./holm.ts";

describe("holmAdjusted", () => {
  it.each([
    // R 4.2.2: p.adjust(p, method = "holm")
    [
      [0.01, 0.02, 0.03, 0.04, 0.05],
      [0.05, 0.08, 0.09, 0.09, 0.09],
    ],
    [
      [0.04, 0.001, 0.5, 0.013, 0.013, 0.9],
      [0.12, 0.006, 1, 0.065, 0.065, 1],
    ],
    [
      [0.01, 0.04, 0.03, 0.005],
      [0.03, 0.06, 0.06, 0.02],
    ],
  ])("returns R's p.adjust of %j", (pValues, expected) => {
    const adjusted = holmAdjusted(pValues);
    expect(adjusted).toHaveLength(expected.length);
    for (const [position, value] of expected.entries()) expect(adjusted[position]).toBeCloseTo(value, 12);
  });

  it("corrects the smallest of many as if all were given", () => {
    const pValues = [0.04, 0.001, 0.5, 0.013, 0.013, 0.9];
    const smallest = pValues.filter((p) => p <= 0.05);
    expect([...holmAdjusted(smallest, pValues.length)]).toEqual(
      [...holmAdjusted(pValues)].filter((_, place) => (pValues[place] ?? 1) <= 0.05),
    );
  });

  it("leaves a single comparison and none alone", () => {
    expect([...holmAdjusted([0.03])]).toEqual([0.03]);
    expect([...holmAdjusted([])]).toEqual([]);
  });
});
