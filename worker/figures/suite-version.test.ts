import { describe, expect, it } from "vitest";
import { isOneOf, namedVersion, newestOf, versionsOf } from "./suite-version.ts";
import { dayText, windowOf } from "./window.ts";

const version = (suite: string, suiteVersion: string) => ({ suite, suiteVersion });

describe("versions of suites", () => {
  const rows = [version("b", "1.9"), version("a", ""), version("b", "1.10"), version("B", "1"), version("b", "1.9")];

  it("are named by null where the runs state none", () => {
    expect(namedVersion(version("a", ""))).toEqual({ suite: "a", suiteVersion: null });
    expect(namedVersion(version("a", "1"))).toEqual({ suite: "a", suiteVersion: "1" });
  });

  it("are listed once, by suite and the newest first", () => {
    expect(versionsOf(rows)).toEqual([version("B", "1"), version("a", ""), version("b", "1.10"), version("b", "1.9")]);
    expect(versionsOf(rows.map((row) => ({ ...row, cells: 3 })))).toEqual(versionsOf(rows));
  });

  it("have a newest in each suite", () => {
    expect(newestOf(rows)).toEqual([version("B", "1"), version("a", ""), version("b", "1.10")]);
    expect(newestOf([])).toEqual([]);
  });

  it("are told apart by both names", () => {
    const isNamed = isOneOf([version("a", "1"), version("b", "")]);
    expect(
      [version("a", "1"), version("b", ""), version("a", ""), version("b", "1"), version("a1", "")].map(isNamed),
    ).toEqual([...[true, true, false, false, false]]);
  });
});

describe("a look back", () => {
  const now = new Date("2026-08-03T23:59:59.999Z");

  it.each([
    [1, "2026-08-03"],
    [2, "2026-08-02"],
    [3, "2026-08-01"],
  ])("of %s days begins with the day %s in UTC, today included", (days, first) => {
    const { firstDay, since } = windowOf(days, now);
    expect(since).toBe(`${first}T00:00:00.000Z`);
    expect(dayText(firstDay ?? 0)).toBe(first);
  });

  it("of all days has no beginning, and none begins before 1970", () => {
    expect(windowOf(undefined, now)).toEqual({ firstDay: undefined, since: null });
    expect(windowOf(36_500, now)).toEqual({ firstDay: 0, since: "1970-01-01T00:00:00.000Z" });
  });
});
