import { describe, expect, it, onTestFinished } from "vitest";
import { keysOf, recordOf } from "#contract/names/records.ts";
import type { SuiteCells } from "#contract/snapshot/cells.ts";
import type { SnapshotSuite } from "#contract/snapshot/snapshot.ts";
import { handOver, type Kept } from "../kept/hand-over.ts";
import { type SuiteVersion, suitesOf, suiteTitle } from "./suites.ts";

const suiteOf = (suite: string, suiteVersion?: string): SuiteCells => ({
  suite,
  ...(suiteVersion === undefined ? {} : { suiteVersion }),
  scenarios: ["one", "two"],
  tiers: ["Lx", "L0"],
  entries: [{ agent: "echo" }, { agent: "echo", model: "opus" }],
  cells: {
    scenario: [0, 0, 1],
    tier: [0, 1, 1],
    entry: [0, 0, 1],
    pass: [1, 2, 0],
    infrastructureError: [0, 0, 1],
    syntheticRuns: [0, 1, 0],
    lastRunAt: [5, 9, 7],
  },
});

/** The keeping of pages of an earlier build that knows these facts of everything. */
const keeping = (facts: Map<string, string>): Kept => ({
  open: () => {},
  has: () => true,
  factOf: (address, name) => facts.get(address + name),
  keepFact: (address, name, text) => facts.set(address + name, text),
});

const HEAD = {
  ...{ scenarios: ["one", "two"], tiers: ["Lx", "L0"], tierOrder: [1, 0] },
  entries: [{ agent: "echo" }, { agent: "echo", model: "opus" }],
  ...{ runs: 4, syntheticRuns: 1, madeUpEntries: [0], lastRunAt: 9 },
};

describe("suitesOf", () => {
  it("groups versions, newest first, each with an address of its own", () => {
    const suites = suitesOf({ suites: [suiteOf("b"), suiteOf("a", "1.9"), suiteOf("a"), suiteOf("a", "1.10")] });
    expect(suites.map(({ suite }) => suite)).toEqual(["a", "b"]);
    expect(suites[0]?.versions.map(({ path, newest, title }) => ({ path, newest, title }))).toEqual([
      { path: "/suites/a/", newest: true, title: "a 1.10" },
      { path: "/suites/a/versions/1.9/", newest: false, title: "a 1.9" },
      { path: "/suites/a/versions/~unversioned/", newest: false, title: "a" },
    ]);
  });

  it("calls an older version without a manifest what a newer one is called", () => {
    const stated = (title: string) => ({
      suite: "a",
      manifest: { title, description: `About ${title}` },
      decisions: [],
    });
    const titlesOf = (...given: SnapshotSuite[]) =>
      suitesOf({ suites: given })[0]?.versions.map(({ title, about }) => [title, about]);
    const shownAs = (...given: SnapshotSuite[]) => suitesOf({ suites: given }).map(suiteTitle);
    expect(shownAs({ ...suiteOf("a", "2"), stated: stated("New") }, suiteOf("b", "1"))).toEqual(["New", "b"]);
    expect(shownAs(suiteOf("a", "2"), { ...suiteOf("a", "1"), stated: stated("Old") })).toEqual(["Old"]);
    expect(titlesOf({ ...suiteOf("a", "2"), stated: stated("New") }, suiteOf("a", "1"))).toEqual([
      ["New 2", "About New"],
      ["New 1", undefined],
    ]);
    expect(
      titlesOf({ ...suiteOf("a", "2"), stated: stated("New") }, { ...suiteOf("a", "1"), stated: stated("Old") }),
    ).toEqual([
      ["New 2", "About New"],
      ["Old 1", "About Old"],
    ]);
    expect(titlesOf(suiteOf("a", "2"), { ...suiteOf("a", "1"), stated: stated("Old") })?.[0]).toEqual([
      "Old 2",
      undefined,
    ]);
  });

  it("counts runs and finds cells by scenario, tier and entry", () => {
    const version = suitesOf({ suites: [suiteOf("a")] })[0]?.versions[0];
    expect(version).toMatchObject({ runs: 4, syntheticRuns: 1, lastRunAt: 9, tierOrder: [1, 0] });
    expect(version?.cellsByScenario.map((cells) => cells.length)).toEqual([2, 1]);
    expect(version?.cellsByTier.map((cells) => cells.length)).toEqual([1, 2]);
    expect(version?.cellsByEntry.map((cells) => cells.length)).toEqual([2, 1]);
  });

  it("knows a version without its cells where an earlier build has counted them", () => {
    const facts = new Map<string, string>();
    onTestFinished(() => handOver("kept", undefined));
    handOver("kept", keeping(facts));
    const shown = (version: SuiteVersion) =>
      recordOf(["title", "path", ...keysOf(HEAD), "stated"], (name) => version[name]);
    const counted = suitesOf({ suites: [suiteOf("a")] }).map(({ versions: [version] }) => shown(version));
    expect(counted[0]).toMatchObject({ ...HEAD, stated: { scenarioEnd: 2 } });
    const unread = {
      ...suiteOf("a"),
      get cells(): SuiteCells["cells"] {
        throw new Error("read");
      },
    };
    const suites = suitesOf({ suites: [unread] });
    expect(suites.map(({ versions: [version] }) => shown(version))).toEqual(counted);
    expect(() => suites[0]?.versions[0].cells).toThrow("read");
  });

  it("gives names with any character an address that keeps to its place", () => {
    const paths = ["../../etc", "a/b", "A", "a", "<img src=x>", "🦆"].flatMap((name) =>
      suitesOf({ suites: [suiteOf(name)] }).map(({ versions }) => versions[0].path),
    );
    expect(new Set(paths).size).toBe(6);
    for (const path of paths) expect(path).toMatch(/^\/suites\/[a-z0-9._~-]+\/$/);
  });
});
