import { expect, it } from "vitest";
import { formatDay, formatMinute, formatMoment } from "./moments.ts";

it("writes moments of any year, in UTC", () => {
  expect(formatMoment("2026-08-01T12:00:59.999Z")).toBe("2026-08-01 12:00 UTC");
  expect(formatMoment(new Date(8.64e15).toISOString())).toBe("+275760-09-13 00:00 UTC");
  expect(formatMinute("2026-08-01T12:34:56.000Z")).toBe("2026-08-01 12:34");
  expect(formatMinute(1_785_621_600_000)).toBe("2026-08-01 22:00");
});

it("writes the day of a moment in seconds", () => {
  expect(formatDay(1_785_621_600)).toBe("2026-08-01");
  expect(formatDay(8.64e12)).toBe("+275760-09-13");
});

it("reads as n/a where nobody stated one", () => {
  expect([formatMoment(null), formatMoment(undefined), formatMinute(null), formatDay(0)]).toEqual(Array(4).fill("n/a"));
});
