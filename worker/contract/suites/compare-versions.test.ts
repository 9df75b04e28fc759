import { describe, expect, it } from "vitest";
import { compareVersions, newestVersion } from "./compare-versions.ts";

describe("compareVersions", () => {
  it("orders numbers as numbers, and what is not stated first", () => {
    const ordered = ["", "1", "1.9", "1.9.1", "1.10", "2", "10", "2026-08-01", "2026-08-02", "v2", "v2.1", "v10"];
    expect(ordered.toReversed().sort(compareVersions)).toEqual(ordered);
  });

  it("tells any two different texts apart, in opposite ways", () => {
    for (const [a, b] of [
      ["1.0", "1.00"],
      ["01", "1"],
      ["a", "B"],
      ["90071992547409921", "90071992547409922"],
    ] as const) {
      expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)));
      expect(compareVersions(a, b)).not.toBe(0);
    }
    expect(compareVersions("1.0", "1.0")).toBe(0);
  });
});

describe("newestVersion", () => {
  it("finds the newest, and none among none", () => {
    expect(newestVersion(["1.10", "", "1.9"])).toBe("1.10");
    expect(newestVersion([""])).toBe("");
    expect(newestVersion([])).toBeUndefined();
  });
});
