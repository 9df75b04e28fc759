import { expect, it } from "vitest";
import {
  durationOf,
  formatDollars,
  formatDuration,
  formatFlag,
  formatMoment,
  formatNumber,
  formatText,
} from "./format-run.ts";

it("writes moments in UTC to the minute", () => {
  expect(formatMoment("2026-08-01T09:05:59.000Z")).toBe("2026-08-01 09:05 UTC");
});

it("writes numbers and money", () => {
  expect(formatNumber(12345.67891)).toBe("12,345.679");
  expect(formatDollars(3)).toBe("$3.00");
  expect(formatDuration(200_000)).toBe("3 min 20 s");
});

it("never writes an unknown value as zero", () => {
  const texts = [
    formatMoment(undefined),
    formatDuration(undefined),
    formatNumber(undefined),
    formatDollars(undefined),
    formatText(undefined),
    formatFlag(undefined),
  ];
  expect(new Set(texts)).toEqual(new Set(["n/a"]));
});

it("returns a run's duration by its own clock", () => {
  const startedAt = "2026-08-01T09:00:00.000Z";
  expect(durationOf({ startedAt, completedAt: "2026-08-01T09:00:02.500Z" })).toBe(2500);
  expect(durationOf({ startedAt, completedAt: undefined })).toBeUndefined();
});
