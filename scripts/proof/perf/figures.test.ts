import { describe, expect, it } from "vitest";
import { formatFigure, isKept } from "./figures.ts";

describe("figures", () => {
  it("are kept up to their bound and not beyond", () => {
    const figure = { name: "ratio", value: 2, unit: "×" };
    expect(isKept({ ...figure, atMost: 2 })).toBe(true);
    expect(isKept({ ...figure, atMost: 1.99 })).toBe(false);
    expect(isKept({ ...figure, atLeast: 2.01 })).toBe(false);
    expect(isKept(figure)).toBe(true);
  });

  it("are printed with their bound and whether it is kept", () => {
    expect(formatFigure({ name: "weight of a page", value: 51.234, unit: "KB", atMost: 50 })).toMatchInlineSnapshot(
      `"OVER  51.23 KB              at most 50        weight of a page"`,
    );
    expect(formatFigure({ name: "rows", value: 67_000, unit: "" })).toMatchInlineSnapshot(
      `"      67,000                                  rows"`,
    );
  });
});
