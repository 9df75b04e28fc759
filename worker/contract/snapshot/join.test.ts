import { describe, expect, it } from "vitest";
import { cellsOf } from "./cells.ts";
import { joinParts } from "./join.ts";
import type { CellPart, Part } from "./parts.ts";

const HEAD = { id: "i", createdAt: "2026-08-01T00:00:00.000Z", runs: 9 };

const part = (fields: Partial<CellPart>): CellPart => ({
  kind: "cells",
  suite: "s",
  scenarios: ["b"],
  tiers: ["L0"],
  entries: [{ agent: "x" }],
  cells: { scenario: [0], tier: [0], entry: [0], pass: [1] },
  ...fields,
});

/** The cells of a suite by their names: what a reader has of them. */
const named = ({ suites }: ReturnType<typeof joinParts>, position = 0) => {
  const suite = suites[position];
  if (!suite) throw new Error("no such suite");
  return cellsOf(suite).map(({ scenario, tier, entry, pass, fail, lastRunAt }) => ({
    cell: `${suite.scenarios[scenario]} ${suite.tiers[tier]} ${suite.entries[entry]?.agent}`,
    pass,
    fail,
    lastRunAt,
  }));
};

describe("joinParts", () => {
  it("lays the cells of one version together, under names that are sorted and there once", () => {
    const parts = [
      part({}),
      part({
        scenarios: ["a", "b"],
        tiers: ["L0", "L1"],
        entries: [{ agent: "x" }, { agent: "w", model: "m" }],
        cells: { scenario: [0, 1], tier: [1, 0], entry: [1, 0], fail: [2, 3], lastRunAt: [7, 8] },
      }),
    ];
    const joined = joinParts(HEAD, parts);
    expect(joined.suites).toHaveLength(1);
    expect(joined.suites[0]).toMatchObject({ suite: "s", scenarios: ["a", "b"], tiers: ["L0", "L1"] });
    expect(joined.suites[0]?.entries).toEqual([{ agent: "w", model: "m" }, { agent: "x" }]);
    expect(named(joined)).toEqual([
      { cell: "b L0 x", pass: 1, fail: 0, lastRunAt: 0 },
      { cell: "a L1 w", pass: 0, fail: 2, lastRunAt: 7 },
      { cell: "b L0 x", pass: 0, fail: 3, lastRunAt: 8 },
    ]);
  });

  it("gives no column that none of the parts has", () => {
    const [suite] = joinParts(HEAD, [
      part({}),
      part({ cells: { scenario: [0], tier: [0], entry: [0], fail: [1] } }),
    ]).suites;
    expect(Object.keys(suite?.cells ?? {}).sort()).toEqual(["entry", "fail", "pass", "scenario", "tier"]);
  });

  it("keeps versions apart, by suite and then by version, whatever the order of the parts", () => {
    const parts: Part[] = [
      part({ suite: "t" }),
      part({ suiteVersion: "2" }),
      part({ suite: "s", suiteVersion: "1" }),
      part({}),
      part({ suiteVersion: "2", scenarios: ["z"] }),
    ];
    for (const given of [parts, parts.toReversed()]) {
      const { suites } = joinParts(HEAD, given);
      expect(suites.map(({ suite, suiteVersion }) => [suite, suiteVersion])).toEqual([
        ["s", undefined],
        ["s", "1"],
        ["s", "2"],
        ["t", undefined],
      ]);
      expect(suites[0]).not.toHaveProperty("suiteVersion");
      expect(suites[2]?.scenarios).toEqual(["b", "z"]);
    }
  });

  it("lays what evaluators gave together, under names that are there once and beside the cells that it is about", () => {
    const [suite] = joinParts(HEAD, [
      part({}),
      part({
        scenarios: ["a", "b"],
        cells: { scenario: [0, 1], tier: [0, 0], entry: [0, 0] },
        evaluatorPairs: {
          ...{ evaluators: ["m", "z"], cell: [1, 1, 1], a: [0, 0, 1], b: [0, 1, 1] },
          ...{ runs: [2, 1, 1], sumA: [20, 10, 30], sumB: [20, 30, 30], squares: [0, 4, 0] },
        },
      }),
      part({
        evaluatorPairs: { evaluators: ["c"], cell: [0], a: [0], b: [0], runs: [5], sumA: [6], sumB: [6], squares: [0] },
      }),
    ]).suites;
    const lists = Object.entries(suite?.evaluatorPairs ?? {}).map(([name, column]) => [name, [...column]]);
    expect(Object.fromEntries(lists)).toEqual({
      ...{ evaluators: ["c", "m", "z"], cell: [2, 2, 2, 3], a: [1, 1, 2, 0], b: [1, 2, 2, 0] },
      ...{ runs: [2, 1, 1, 5], sumA: [20, 10, 30, 6], sumB: [20, 30, 30, 6], squares: [0, 4, 0, 0] },
    });
    expect(joinParts(HEAD, [part({})]).suites[0]).not.toHaveProperty("evaluatorPairs");
  });

  it("tells entries apart by all that names them", () => {
    const entries = [{ agent: "a" }, { agent: "a", model: "m" }, { agent: "a", variant: "m" }, { agent: "a~m" }];
    const parts = entries.map((entry) => part({ entries: [entry] }));
    expect(joinParts(HEAD, parts).suites[0]?.entries).toHaveLength(4);
  });

  it("passes on what the index says, and batches in the order of their parts", () => {
    const ofBatch = { suite: "s", entry: { agent: "a" } };
    const batches = (batchId: string): Part => ({
      kind: "batches",
      batches: { batchId: [batchId], claimed: {}, entryCount: [1], entries: [[ofBatch]] },
    });
    const joined = joinParts(HEAD, [batches("b"), part({}), batches("a")]);
    expect(joined).toMatchObject({
      ...HEAD,
      batches: [{ batchId: ["b"], entryCount: [1], entries: [[ofBatch]] }, { batchId: ["a"] }],
    });
    expect(joinParts(HEAD, [])).toEqual({ ...HEAD, suites: [], batches: [] });
  });
});
