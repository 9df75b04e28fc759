import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareVersions, versionKeyOf } from "./compare-versions.ts";

/** Lists of versions, each from the oldest to the newest. */
const ORDERS = {
  "numbers as numbers, and not stated first": [
    "",
    "1",
    "1.9",
    "1.9.1",
    "1.10",
    "2",
    "10",
    "90071992547409921",
    "90071992547409922",
  ],
  "the example of Semantic Versioning": [
    ...[
      "1.0.0-alpha",
      "1.0.0-alpha.1",
      "1.0.0-alpha.beta",
      "1.0.0-beta",
      "1.0.0-beta.2",
      "1.0.0-beta.11",
      "1.0.0-rc.1",
    ],
    ...["1.0.0", "1.0.0+build.9", "1.0.0+build.10", "1.0.1"],
  ],
  "what comes before a release of one or two numbers": [
    "1.9",
    "2.0-beta",
    "2.0-rc1",
    "2.0",
    "2.1a1",
    "2.1b1",
    "2.1rc1",
    "2.1",
  ],
  "a v as if it were not there": ["v1.9", "1.9.1", "v1.10-rc.1", "1.10", "v2"],
  dates: ["2025-12-31", "2026", "2026-08", "2026-08-01", "2026-08-02", "2027"],
  "endings that say nothing of a release as newer": ["2.0", "2.0-fixed", "2.0-hotfix", "2.0.1"],
  "names after numbers, naturally": ["1", "nightly-9", "nightly-10", "verified", "verified-2"],
  "case only where nothing else differs": ["1.0.0-RC1", "1.0.0-rc1", "1.0.0-RC2"],
};

const sign = (a: string | undefined, b: string | undefined) => Math.sign(compareVersions(a, b));

const version = fc.oneof(
  fc.string({ maxLength: 6, unit: fc.constantFrom("0", "1", "2", ".", "-", "+", "v", "r", "c", "a", "B") }),
  fc.string({ maxLength: 4 }),
);

describe("compareVersions", () => {
  it.each(Object.entries(ORDERS))("orders %s", (_, ordered) => {
    for (const [position, older] of ordered.entries()) {
      for (const newer of ordered.slice(position + 1)) {
        expect([older, newer, sign(older, newer)]).toEqual([older, newer, -1]);
        expect([newer, older, sign(newer, older)]).toEqual([newer, older, 1]);
      }
    }
  });

  it("takes undefined and an empty text alike for what is not stated", () => {
    expect([sign(undefined, ""), sign(undefined, "0"), sign("0", undefined)]).toEqual([0, -1, 1]);
  });

  it("is an order: only the same texts are equal, and no three contradict each other", () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(sign(a, b) === 0).toBe(a === b);
        expect(sign(a, b)).toBe(0 - sign(b, a));
        if (sign(a, b) <= 0 && sign(b, c) <= 0) expect(sign(a, c)).toBeLessThanOrEqual(0);
      }),
      { seed: 1, numRuns: 20_000 },
    );
  });
});

describe("the key of a version", () => {
  const keySign = (a: string, b: string) => {
    const [keyA, keyB] = [versionKeyOf(a), versionKeyOf(b)];
    return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
  };

  it.each(Object.entries(ORDERS))("orders %s", (_, ordered) => {
    for (const [position, older] of ordered.entries()) {
      for (const newer of ordered.slice(position + 1))
        expect([older, newer, keySign(older, newer)]).toEqual([older, newer, -1]);
    }
  });

  it("sorts as versions do", () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect([a, b, keySign(a, b)]).toEqual([a, b, sign(a, b)]);
      }),
      { seed: 9, numRuns: 20_000 },
    );
  });
});
