import { describe, expect, it } from "vitest";
import {
  formatClaims,
  formatCoverage,
  formatDollars,
  formatDuration,
  formatMoment,
  formatOutcomes,
  formatRate,
  formatRateInterval,
  formatScore,
  formatScoreInterval,
  formatTokens,
} from "./format-values.ts";

const NONE = { low: null, high: null };

describe("values", () => {
  it("shows what is unknown as n/a, and never as 0", () => {
    const shown = [
      ...[formatRate, formatScore, formatDollars, formatTokens, formatDuration, formatMoment].map((format) =>
        format(null),
      ),
      formatRateInterval(NONE),
      formatScoreInterval(NONE),
      formatScore(undefined),
    ];
    expect(new Set(shown)).toEqual(new Set(["n/a"]));
  });

  it("shows 0 as 0", () => {
    expect([formatRate(0), formatScore(0), formatDollars(0), formatTokens(0), formatDuration(0)]).toEqual([
      "0.0%",
      "0",
      "$0.00",
      "0",
      "0.0 s",
    ]);
  });

  it("shows intervals with the unit of their value", () => {
    expect(formatRateInterval({ low: 0.683, high: 0.761 })).toBe("68.3–76.1");
    expect(formatScoreInterval({ low: 0.5, high: 0.6125 })).toBe("0.5–0.613");
    expect(formatScoreInterval({ low: -1, high: 2 })).toBe("-1 to 2");
  });

  it("shows amounts in the digits that matter", () => {
    expect([0.0139, 0.1, 21.5, 1719.4].map(formatDollars)).toEqual(["$0.0139", "$0.10", "$21.50", "$1,719"]);
    expect([999, 12_345, 999_700].map(formatTokens)).toEqual(["999", "12.3k", "1M"]);
    expect([400, 42_000, 200_000, 7_500_000].map(formatDuration)).toEqual(["0.4 s", "42 s", "3 min 20 s", "2 h 5 min"]);
    expect(formatCoverage({ covered: 1087, coverable: 1091, share: 1087 / 1091 })).toBe("1,087/1,091");
  });

  it("shows moments to the minute in UTC", () => {
    expect(formatMoment("2026-08-01T12:34:56.000Z")).toBe("2026-08-01 12:34");
    expect(formatMoment(1785621600000)).toBe("2026-08-01 22:00");
  });

  it("lists the outcomes that there are", () => {
    const none = { timeout: 0, infrastructureError: 1, unknownFailure: 0, notStated: 0, notFinal: 0, excluded: 0 };
    expect(formatOutcomes({ pass: 1200, fail: 0, ...none })).toBe("1,200 pass, 1 infrastructure error");
  });

  it("tells claims that are borne out from those that are not, and from none", () => {
    const claimed = { totalRuns: 2, successfulRuns: null, avgScore: null, avgWeightedScore: null };
    const difference = { field: "totalRuns", claimed: 2, recomputed: 1 } as const;
    expect(formatClaims({ claimed, differences: [] })).toBe("agree");
    expect(formatClaims({ claimed, differences: [difference] })).toBe("1 differ");
    expect(formatClaims({ claimed: { ...claimed, totalRuns: null }, differences: [] })).toBe("n/a");
  });
});
