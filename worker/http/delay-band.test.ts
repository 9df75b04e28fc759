import { describe, expect, it } from "vitest";
import { delayBandOf, delayTrendOf } from "./delay-band.ts";

describe("delayBandOf", () => {
  it.each([
    [0, "optimal"],
    [99.9, "optimal"],
    [100, "acceptable"],
    [299.9, "acceptable"],
    [300, "warning"],
    [499.9, "warning"],
    [500, "slow"],
    [999.9, "slow"],
    [1000, "critical"],
    [60_000, "critical"],
  ])("puts %d ms into %s", (milliseconds, band) => {
    expect(delayBandOf(milliseconds)).toBe(band);
  });
});

describe("delayTrendOf", () => {
  const times = (slow: number, fast: number) => [...Array(slow).fill(500), ...Array(fast).fill(499.9)];

  it("warns when three of the last ten requests are slow", () => {
    expect(delayTrendOf(times(3, 7))).toBe("warning");
    expect(delayTrendOf(times(2, 8))).toBe("steady");
    expect(delayTrendOf(times(10, 0))).toBe("warning");
  });

  it("looks at the last ten only", () => {
    expect(delayTrendOf(times(5, 10))).toBe("steady");
    expect(delayTrendOf([...times(0, 20), ...times(3, 0)])).toBe("warning");
  });

  it("knows nothing before there were ten", () => {
    expect(delayTrendOf([])).toBe("unknown");
    expect(delayTrendOf(times(9, 0))).toBe("unknown");
  });
});
