import { describe, expect, it } from "vitest";
import { type SnapshotChange, SnapshotChangesSchema } from "#contract/snapshot/changes.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import type { StatedManifest } from "#contract/suites/manifest.ts";
import { compareSnapshots, firstChanges } from "./compare-snapshots.ts";
import { isMove, isNoise } from "./noise.ts";

/** What an agent did: passes and runs of each scenario, and anything else of a cell. */
type Did = Record<string, readonly (Record<string, number> | undefined)[]>;

const SCENARIOS = 12;
const every = (pass: number, fail: number): Record<string, number>[] =>
  Array.from({ length: SCENARIOS }, () => ({ pass, fail }));

const MEASURES = [
  "pass",
  "fail",
  "excluded",
  "costRuns",
  "costSum",
  "scoreRuns",
  "scoreSum",
  "firstRunAt",
  "lastRunAt",
];

const snapshotOf = (
  did: Did,
  { suite = "s", suiteVersion }: { suite?: string; suiteVersion?: string } = {},
): Snapshot => {
  const agents = Object.keys(did).sort();
  const rows = agents.flatMap((agent, entry) =>
    (did[agent] ?? []).flatMap((cell, scenario) => (cell ? [{ entry, scenario, tier: 0, ...cell }] : [])),
  );
  const column = (name: string) => rows.map((row) => (row as Record<string, number>)[name] ?? 0);
  const runs = rows.reduce((sum, row) => {
    const { pass = 0, fail = 0, excluded = 0 } = row as Record<string, number>;
    return sum + pass + fail + excluded;
  }, 0);
  return {
    id: hashOf(JSON.stringify([did, suite])),
    createdAt: "2026-01-01T00:00:00Z",
    runs,
    suites: [
      {
        suite,
        ...(suiteVersion === undefined ? {} : { suiteVersion }),
        scenarios: Array.from({ length: SCENARIOS }, (_, place) => `task ${String(place).padStart(2, "0")}`),
        tiers: ["L0"],
        entries: agents.map((agent) => ({ agent })),
        cells: {
          ...{ scenario: column("scenario"), tier: column("tier"), entry: column("entry") },
          ...Object.fromEntries(MEASURES.map((name) => [name, column(name)])),
        },
      },
    ],
    batches: [],
  };
};

const changesBetween = (before: Did, after: Did): SnapshotChange[] => {
  const found = compareSnapshots(snapshotOf(before), snapshotOf(after));
  // What is found keeps the contract.
  expect(SnapshotChangesSchema.parse(found)).toEqual(found);
  return found.changes;
};

const names = { suite: "s" };

describe("from one snapshot to the next", () => {
  it("nothing changes where nothing did, in whatever order entries come", () => {
    const did = { a: every(3, 1), b: every(1, 3) };
    expect(changesBetween(did, { ...did })).toEqual([]);
  });

  it.each<[string, Did, Did, Partial<SnapshotChange>[]]>([
    [
      "a new entry",
      { a: every(1, 1) },
      { a: every(1, 1), b: every(1, 1) },
      [{ kind: "entry-added", entry: { agent: "b" }, runs: 24 }],
    ],
    [
      "an entry that is gone",
      { a: every(1, 1), b: every(1, 1) },
      { a: every(1, 1) },
      [{ kind: "entry-removed", entry: { agent: "b" }, runs: 24 }],
    ],
    [
      "new runs",
      { a: every(1, 1) },
      { a: [{ pass: 3, fail: 1 }, ...every(1, 1).slice(1)] },
      [{ kind: "runs-added", entry: { agent: "a" }, runs: 2, scenarios: 1 }],
    ],
    [
      "runs that are gone",
      { a: every(1, 1) },
      { a: [undefined, { pass: 1 }, ...every(1, 1).slice(2)] },
      [{ kind: "runs-removed", entry: { agent: "a" }, runs: 3, scenarios: 2 }],
    ],
    [
      "other verdicts of as many runs",
      { a: every(1, 1) },
      { a: [{ pass: 2 }, ...every(1, 1).slice(1)] },
      [{ kind: "re-score", cells: 1, passesBefore: 1, passes: 2 }],
    ],
    [
      "other prices",
      { a: every(1, 1).map((cell) => ({ ...cell, costRuns: 2, costSum: 1e12 })) },
      { a: every(1, 1).map((cell, place) => ({ ...cell, costRuns: 2, costSum: place < 2 ? 3e12 : 1e12 })) },
      [{ kind: "re-price", cells: 2, costUsdBefore: 2, costUsd: 6 }],
    ],
    [
      "excluded runs",
      { a: every(2, 1) },
      { a: [{ pass: 1, fail: 1, excluded: 1 }, ...every(2, 1).slice(1)] },
      [{ kind: "exclusion", entry: { agent: "a" }, runs: 1 }],
    ],
    [
      "runs that count again",
      { a: [{ pass: 1, fail: 1, excluded: 1 }, ...every(2, 1).slice(1)] },
      { a: every(2, 1) },
      [{ kind: "inclusion", entry: { agent: "a" }, runs: 1 }],
    ],
  ])("%s", (_, before, after, expected) => {
    const found = changesBetween(before, after).filter(
      ({ kind }) => kind !== "rank" && kind !== "record" && kind !== "board",
    );
    expect(found).toMatchObject(expected.map((change) => ({ ...names, ...change })));
    expect(found).toHaveLength(expected.length);
  });

  it.each(["firstRunAt", "lastRunAt"])("%s alone is no change", (moment) => {
    const at = (seconds: number) => ({ a: every(1, 1).map((cell) => ({ ...cell, [moment]: seconds })) });
    expect(changesBetween(at(1), at(2))).toEqual([]);
  });
});

describe("ranks", () => {
  const good = every(10, 0);
  const bad = every(0, 10);

  it("move beyond noise where the intervals share no rank", () => {
    const found = changesBetween({ a: good, b: bad }, { a: every(10, 90), b: every(80, 20) });
    expect(found.filter(isMove)).toMatchObject([
      {
        kind: "rank",
        entry: { agent: "b" },
        direction: "better",
        before: { from: 2, to: 2 },
        after: { from: 1, to: 1 },
      },
      {
        kind: "rank",
        entry: { agent: "a" },
        direction: "worse",
        before: { from: 1, to: 1 },
        after: { from: 2, to: 2 },
      },
    ]);
  });

  it("that only become less sure are within noise", () => {
    const found = changesBetween({ a: good, b: bad }, { a: good, b: every(9, 1) });
    const ranks = found.filter(({ kind }) => kind === "rank");
    expect(ranks).toMatchObject([{ direction: "neither" }, { direction: "neither" }]);
    expect(ranks.every(isNoise)).toBe(true);
  });

  it("do not move because somebody else came", () => {
    const found = changesBetween({ a: every(5, 5), b: bad }, { a: every(5, 5), b: bad, c: good });
    expect(found.filter(({ kind }) => kind === "rank")).toMatchObject([
      { entry: { agent: "a" }, before: { from: 1, to: 1 }, after: { from: 2, to: 2 }, direction: "neither" },
      { entry: { agent: "b" }, before: { from: 2, to: 2 }, after: { from: 3, to: 3 }, direction: "neither" },
    ]);
  });

  it.each([
    ["separable", good, true],
    ["not separable", every(6, 5), false],
  ])("have a record that is %s", (_, newcomer, isSeparable) => {
    const [record] = changesBetween({ a: every(5, 5) }, { a: every(5, 5), b: newcomer });
    expect(record).toMatchObject({
      kind: "record",
      entry: { agent: "b" },
      beaten: { agent: "a" },
      beatenEstimate: 0.5,
      isSeparable,
    });
    expect([isMove(record as SnapshotChange), isNoise(record as SnapshotChange)]).toEqual([isSeparable, !isSeparable]);
  });

  it("come and go with the board", () => {
    const half = good.slice(0, 6);
    const before = { a: half, b: half };
    const found = changesBetween(before, { a: good, b: [...half], c: good, d: good });
    expect(found.find(({ kind }) => kind === "board")).toMatchObject({
      cellsBefore: 6,
      cells: 12,
      gained: [],
      lost: [{ agent: "b" }],
    });
  });
});

describe("a manifest", () => {
  const restated = (did: Did, scenarios: number) => {
    const { suites, ...rest } = snapshotOf(did);
    const manifest = {
      scenarios: Array.from({ length: scenarios }, (_, place) => ({
        scenario: `task ${String(place).padStart(2, "0")}`,
      })),
    };
    const decisions: StatedManifest["decisions"] = [
      { reason: "half is enough", changed: ["scenarios"], decidedAt: "2026-01-01T00:00:00Z" },
    ];
    const stated = { suite: "s", manifest, decisions };
    return { ...rest, suites: suites.map((suite) => ({ ...suite, stated })) };
  };
  it("that is another sets another board", () => {
    const did = { a: every(1, 1), b: every(1, 1) };
    const found = compareSnapshots(snapshotOf(did), restated(did, 6)).changes;
    expect(found).toMatchObject([
      { kind: "board", cellsBefore: 12, cells: 6 },
      { kind: "manifest", suite: "s", reasons: ["half is enough"] },
    ]);
    expect(compareSnapshots(restated(did, 6), restated(did, 6)).changes).toEqual([]);
  });
});

describe("suites", () => {
  const did = { a: every(1, 1) };
  it("come and go by version", () => {
    const [before, after] = [snapshotOf(did, { suiteVersion: "1" }), snapshotOf(did, { suiteVersion: "2" })];
    expect(compareSnapshots(before, after)).toEqual({
      ...{ from: before.id, to: after.id, runsBefore: 24, runs: 24 },
      changes: [
        { kind: "suite-added", suite: "s", suiteVersion: "2", entries: 1, runs: 24 },
        { kind: "suite-removed", suite: "s", suiteVersion: "1", entries: 1, runs: 24 },
      ],
    });
  });

  it("are all new in the first snapshot", () => {
    const first = snapshotOf(did);
    expect(firstChanges(first)).toEqual({
      ...{ to: first.id, runsBefore: 0, runs: 24 },
      changes: [{ kind: "suite-added", suite: "s", entries: 1, runs: 24 }],
    });
  });
});
