import { describe, expect, it } from "vitest";
import { compareCounts } from "./compare-counts.ts";
import { type Counts, cellKey, entryKey, hasPassed, suiteKey, tierOf } from "./count-runs.ts";
import type { PageTable } from "./read-pages.ts";

const run = { runId: "1", suite: "s", scenario: "a", tier: "L0", agent: "x", status: "completed" };

describe("hasPassed", () => {
  it.each<[object, boolean | undefined]>([
    [{ isSuccessful: true }, true],
    [{ isSuccessful: false }, false],
    [{ isSuccessful: null }, undefined],
    [{}, undefined],
    [{ isSuccessful: true, errorType: "refusal" }, false],
    [{ status: "failed" }, false],
    [{ status: "failed", isSuccessful: true }, false],
    [{ status: "failed", errorType: "agent" }, false],
    [{ status: "failed", errorType: "timeout" }, false],
    [{ status: "failed", errorType: "refusal" }, false],
    [{ status: "failed", errorType: "workspace" }, undefined],
    [{ status: "failed", errorType: "prompt" }, undefined],
    [{ status: "failed", errorType: "evaluation" }, undefined],
    [{ status: "failed", metadata: { errorType: "workspace" } }, undefined],
    [{ status: "failed", errorType: "agent", metadata: { errorType: "workspace" } }, false],
    [{ status: "failed", errorType: null, metadata: { errorType: "prompt" } }, undefined],
    [{ status: "running", isSuccessful: true }, undefined],
    [{ status: "incomplete" }, undefined],
  ])("of %j is %s", (fields, passed) => {
    expect(hasPassed({ ...run, ...fields })).toBe(passed);
  });
});

describe("keys", () => {
  it("take what is not stated, however that is written, for one", () => {
    expect(suiteKey("s", undefined)).toBe(suiteKey("s", ""));
    expect(suiteKey("s", null)).toBe(suiteKey("s", ""));
    expect(entryKey("x", "default", null)).toBe(entryKey("x", undefined, ""));
  });

  it("tell what is stated apart", () => {
    expect(suiteKey("s", "1")).not.toBe(suiteKey("s", null));
    expect(entryKey("x", "m", null)).not.toBe(entryKey("x", null, "m"));
    expect(cellKey("L0", "a")).not.toBe(cellKey("a", "L0"));
    expect(tierOf(cellKey('L"0', "a"))).toBe('L"0');
  });
});

describe("compareCounts", () => {
  const suite = suiteKey("s", null);
  const [x, y] = [entryKey("x", null, null), entryKey("y", null, null)];
  const cells = (pass: number, counted: number) =>
    new Map([
      [cellKey("L0", "a"), { pass, counted }],
      [cellKey("L1", "a"), { pass: 1, counted: 1 }],
      [cellKey("L0", "stray"), { pass: 9, counted: 9 }],
    ]);
  const counts: Counts = new Map([
    [
      suite,
      new Map([
        [x, cells(2, 3)],
        [y, cells(0, 3)],
      ]),
    ],
  ]);
  const tableOf = (tier: string | null, entries: [string, number, number][]): PageTable => ({
    ...{ page: "p.html", suite, tier, board: new Set([cellKey("L0", "a"), cellKey("L1", "a")]) },
    entries: new Map(entries.map(([entry, pass, counted]) => [entry, { pass, counted }])),
  });
  const whole = tableOf(null, [
    [x, 3, 4],
    [y, 1, 4],
  ]);

  it("adds up the cells of a board, of one tier or all, and leaves those beside it out", () => {
    const ofTier = tableOf("L0", [
      [x, 2, 3],
      [y, 0, 3],
    ]);
    expect(compareCounts(counts, [whole, ofTier])).toEqual({ compared: 4, differences: [] });
  });

  it("names entries with other numbers, too few and too many", () => {
    const wrong = tableOf("L0", [
      [x, 2, 4],
      ["z", 1, 1],
    ]);
    expect(compareCounts(counts, [whole, wrong]).differences).toEqual([
      `p.html: ${suite} L0 ${x}: page 2 of 4, files 2 of 3`,
      `p.html: ${suite} L0 ${y}: page has no such entry, files 0 of 3`,
      `p.html: ${suite} L0 z: page 1 of 1, files has no such entry`,
    ]);
  });

  it("wants every suite on a page of all its tiers", () => {
    expect(
      compareCounts(counts, [
        tableOf("L1", [
          [x, 1, 1],
          [y, 1, 1],
        ]),
      ]).differences,
    ).toEqual([`${suite} is in the files but on no page`]);
    expect(compareCounts(new Map(), [])).toEqual({ compared: 0, differences: [] });
  });
});
