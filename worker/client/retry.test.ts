import { describe, expect, it } from "vitest";
import { backoffDelay, delayAfterStatus, retryAfterMs } from "./retry.ts";

describe("backoffDelay", () => {
  it("doubles its ceiling up to 15 seconds and spreads below it", () => {
    expect([0, 1, 2, 3, 10].map((attempt) => backoffDelay(attempt, () => 1))).toEqual([300, 600, 1200, 2400, 15_000]);
    expect(backoffDelay(5, () => 0)).toBe(0);
  });
});

describe("retryAfterMs", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");

  it("reads seconds and dates", () => {
    expect(retryAfterMs("3", now)).toBe(3000);
    expect(retryAfterMs("Thu, 01 Jan 2026 00:00:10 GMT", now)).toBe(10_000);
    expect(retryAfterMs("Wed, 31 Dec 2025 00:00:00 GMT", now)).toBe(0);
  });

  it("returns undefined for nothing and for nonsense", () => {
    expect(retryAfterMs(null, now)).toBeUndefined();
    expect(retryAfterMs("soon", now)).toBeUndefined();
  });
});

describe("delayAfterStatus", () => {
  it("returns undefined for answers that will not change", () => {
    for (const status of [200, 304, 400, 401, 404, 409, 413, 422, 501, 505]) {
      expect(delayAfterStatus(status, 0, undefined, () => 1)).toBeUndefined();
    }
  });

  it("returns a wait for 429 and passing server errors", () => {
    for (const status of [429, 500, 502, 503, 504]) expect(delayAfterStatus(status, 1, undefined, () => 1)).toBe(600);
  });
});
