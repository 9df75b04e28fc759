import { expect, it } from "vitest";
import { durationOf } from "./duration-of.ts";

it("returns a run's duration by its own clock", () => {
  const startedAt = "2026-08-01T09:00:00.000Z";
  expect(durationOf({ startedAt, completedAt: "2026-08-01T09:00:02.500Z" })).toBe(2500);
  expect(durationOf({ startedAt, completedAt: undefined })).toBeUndefined();
});
