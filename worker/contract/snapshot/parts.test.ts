import { describe, expect, it } from "vitest";
import { saidOf } from "../../testing/said-of.ts";
import { SnapshotChangesSchema } from "./changes.ts";
import { columnsOf } from "./columns.ts";
import { CELL_MEASURES } from "./measures.ts";
import { PartSchema } from "./parts.ts";
import { MOST_PUBLISHED, PUBLISHED_FILES, PublishedListSchema } from "./published.ts";

const HASH = "a".repeat(64);

const cells = {
  kind: "cells",
  suite: "s",
  scenarios: ["c"],
  tiers: ["L0"],
  entries: [{ agent: "a" }],
  cells: { scenario: [0], tier: [0], entry: [0], pass: [3], firstRunAt: [1], lastRunAt: [2] },
};
const batches = { kind: "batches", batches: { batchId: ["a", "b"], claimed: { totalRuns: [null, 3] }, pass: [1, 2] } };

describe("a part of a snapshot", () => {
  it.each([
    ["cells", cells],
    ["batches", batches],
    ["a manifest", { kind: "manifest", suite: "s", manifest: { title: "t" }, decisions: [] }],
    ["a list of parts", { kind: "list", parts: [HASH] }],
  ])("may hold %s", (_what, part) => {
    expect(PartSchema.parse(part)).toEqual(part);
  });

  it("has columns of one length", () => {
    const shorter = { ...batches, batches: { ...batches.batches, pass: [1] } };
    expect(saidOf(PartSchema, shorter)).toEqual(["batches: pass has 1 values, batchId has 2"]);
    const claimed = { ...batches, batches: { ...batches.batches, claimed: { avgScore: [1] } } };
    expect(saidOf(PartSchema, claimed)).toEqual(["batches: avgScore has 1 values, batchId has 2"]);
    expect(saidOf(PartSchema, { ...cells, cells: { ...cells.cells, pass: [3, 4] } })).toHaveLength(1);
  });

  it.each<[string, unknown, string]>([
    ["digits that are none", "0x", " must be digits alone"],
    ["a unit of 1", { unit: 1, values: "00" }, ".unit must be at least 2"],
  ])("says what is wrong where every column has %s", (_what, column, said) => {
    const broken = { ...cells, cells: { scenario: column, tier: column, entry: column } };
    expect(saidOf(PartSchema, broken)).toEqual(["scenario", "tier", "entry"].map((name) => `cells.${name}${said}`));
  });

  it.each<[string, object]>([
    ["of a kind that is not known", { kind: "runs" }],
    ["without a kind", { parts: [HASH] }],
    ["that names a part by anything but a hash", { kind: "list", parts: ["a"] }],
    ["with a column that no measure has", { ...cells, cells: { ...cells.cells, secret: [1] } }],
    ["with a count that is no whole number", { ...cells, cells: { ...cells.cells, pass: [0.5] } }],
  ])("is refused %s", (_what, part) => {
    expect(PartSchema.safeParse(part).success).toBe(false);
  });

  it("may have a sum as text only where it is too long for a number", () => {
    expect(saidOf(PartSchema, { ...cells, cells: { ...cells.cells, scoreSum: ["12"] } })).toEqual([
      "cells.scoreSum[0] must be a number unless it has 16 digits or more",
    ]);
  });

  it("writes a sum beyond the numbers as its digits", () => {
    const large = { ...cells, cells: { ...cells.cells, scoreSum: ["-9007199254740993"] } };
    expect(saidOf(PartSchema, large)).toEqual([]);
  });
});

describe("columns of measures", () => {
  it("hold a value a row, and are left out where all are 0", () => {
    const rows = [
      { pass: 0, fail: 0 },
      { pass: 2, fail: 0 },
    ];
    expect(columnsOf(["pass", "fail"] as const, rows, (row, name) => row[name])).toEqual({ pass: [0, 2] });
    expect(columnsOf(["pass"] as const, [], () => 1)).toEqual({});
    expect(columnsOf(["pass"] as const, [1], () => "9007199254740993")).toEqual({ pass: ["9007199254740993"] });
  });

  it("end with the moments, in a cell", () => {
    expect(CELL_MEASURES.slice(-2)).toEqual(["firstRunAt", "lastRunAt"]);
  });
});

describe("published snapshots", () => {
  const one = { id: HASH, createdAt: "2026-08-01T12:00:00.000Z", publishedAt: "2026-08-02T12:00:00.000Z" };
  const counts = { runs: 1, cells: 1, suites: 1 };

  it("are as many as a site keeps", () => {
    const list = (length: number) => ({ snapshots: Array.from({ length }, () => ({ ...one, ...counts })) });
    expect(saidOf(PublishedListSchema, list(MOST_PUBLISHED))).toEqual([]);
    expect(saidOf(PublishedListSchema, list(MOST_PUBLISHED + 1))).toEqual([
      `snapshots must hold at most ${MOST_PUBLISHED} items`,
    ]);
    expect(saidOf(PublishedListSchema, { snapshots: [{ ...one, ...counts, previous: "x" }] })).toHaveLength(1);
  });

  it("lie each in a folder of its own, and share their parts", () => {
    expect([PUBLISHED_FILES.index("x"), PUBLISHED_FILES.changes("x"), PUBLISHED_FILES.part("y")]).toEqual([
      ...["snapshots/x/snapshot.json", "snapshots/x/changes.json", "data/parts/y.json"],
    ]);
  });
});

describe("what changed from one snapshot to the next", () => {
  const changes = (...list: object[]) => ({ to: HASH, runsBefore: 0, runs: 1, changes: list });
  const entry = { suite: "s", entry: { agent: "a" } };

  it.each<object>([
    { kind: "suite-added", suite: "s", entries: 1, runs: 2 },
    { kind: "suite-removed", suite: "s", suiteVersion: "1", entries: 1, runs: 2 },
    { kind: "entry-added", ...entry, runs: 1 },
    { kind: "entry-removed", ...entry, runs: 1 },
    { kind: "runs-added", ...entry, runs: 1, scenarios: 1 },
    { kind: "runs-removed", ...entry, runs: 1, scenarios: 1 },
    { kind: "re-score", ...entry, cells: 1, passesBefore: 2, passes: 1, reasons: ["r"] },
    { kind: "re-price", ...entry, cells: 1, costUsdBefore: null, costUsd: 0.5 },
    { kind: "exclusion", ...entry, runs: 1 },
    { kind: "inclusion", ...entry, runs: 1 },
    { kind: "manifest", suite: "s" },
    { kind: "board", suite: "s", metric: "success", cellsBefore: 1, cells: 2, gained: [{ agent: "a" }], lost: [] },
    {
      ...{ kind: "rank", ...entry, metric: "score", before: { from: 1, to: 2 }, after: { from: 2, to: 2 } },
      ...{ estimateBefore: null, estimate: 0.5, direction: "worse" },
    },
    {
      ...{ kind: "record", ...entry, metric: "success", estimate: 0.5, beaten: { agent: "b" }, beatenEstimate: 0.4 },
      isSeparable: false,
    },
  ])("may be $kind, whole and with nothing else", (change) => {
    expect(saidOf(SnapshotChangesSchema, changes(change))).toEqual([]);
    expect(SnapshotChangesSchema.safeParse(changes({ ...change, note: "x" })).success).toBe(false);
    const { suite: _suite, ...nameless } = change as { suite?: string };
    expect(saidOf(SnapshotChangesSchema, changes(nameless))).toEqual(["changes[0].suite is missing"]);
  });

  it("names no rank before the first", () => {
    const rank = {
      ...{ kind: "rank", ...entry, metric: "score", before: { from: 0, to: 2 }, after: { from: 1, to: 1 } },
      ...{ estimateBefore: 1, estimate: 1, direction: "neither" },
    };
    expect(saidOf(SnapshotChangesSchema, changes(rank))).toEqual(["changes[0].before.from must be at least 1"]);
  });

  it("names the earlier one unless there is none", () => {
    expect(saidOf(SnapshotChangesSchema, { ...changes(), from: HASH })).toEqual([]);
    expect(saidOf(SnapshotChangesSchema, { ...changes(), from: "earlier" })).toHaveLength(1);
  });
});
