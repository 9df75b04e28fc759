import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { BatchSchema } from "#contract/batches/batch.ts";
import { type BatchQuery, BatchQuerySchema } from "#contract/batches/batch-query.ts";
import { COST_UNITS, SCORE_UNITS } from "#contract/snapshot/units.ts";
import type { SubmittedRun } from "../testing/make-run.ts";
import { ADMIN, store } from "../testing/stored-runs.ts";
import { openDatabase } from "./database.ts";
import { storeDecision } from "./decisions.ts";
import { batchesOfPart, batchesOfParts, batchPart } from "./part-batches.ts";
import { pathOf } from "./part-paths.ts";
import { listBatches, readBatchCells, readBatchEntries, readBatchRows, readBatchSums } from "./read-batches.ts";
import { storeBatch } from "./store-batch.ts";

const database = openDatabase(env.DB);
const NOW = new Date("2026-08-09T00:00:00.000Z");

/** Each batch: when it was created (a day of August), whether it ended, and which of its runs passed. */
const BATCHES: Record<string, [day: number, ended: boolean, passes: boolean[]]> = {
  none: [1, true, []],
  half: [2, true, [true, false]],
  all: [3, false, [true]],
  also: [3, true, [true, true]],
  failed: [4, false, [false]],
};

const moment = (day: number) => `2026-08-0${day}T00:00:00.000Z`;

beforeEach(async () => {
  const runs = Object.entries(BATCHES).flatMap(([batchId, [, , passes]]) =>
    passes.map((isSuccessful, n): Partial<SubmittedRun> => {
      const agent = n === 0 ? "a" : "b";
      return { runId: `${batchId}-${n}`, batchId, agent, scenario: `c${n}`, isSuccessful, totalScore: n + 0.5 };
    }),
  );
  for (const [batchId, [day, ended]] of Object.entries(BATCHES)) {
    const claims = { batchId, createdAt: moment(day), totalRuns: day, ...(ended && { completedAt: moment(day) }) };
    await storeBatch(database, BatchSchema.parse(claims), ADMIN, { now: NOW, dry: false });
  }
  await store([...runs, { runId: "alone" }]);
});

const NEWEST = ["failed", "all", "also", "half", "none"];
const BEST = ["also", "all", "half", "failed", "none"];

/** The names on all pages of a list, and how many were on each. */
const collect = async (query: Partial<BatchQuery>) => {
  const pages: string[][] = [];
  let cursor: BatchQuery["cursor"];
  do {
    const page = await listBatches(database, { ...BatchQuerySchema.parse({}), ...query, cursor });
    pages.push(page.batches.map(({ claims }) => claims.batchId));
    cursor = page.next;
  } while (cursor && pages.length < 10);
  return pages;
};

describe("a list of batches", () => {
  it("is by date, the newest first, on one page and over many", async () => {
    const listed = (await collect({}))[0]?.filter((name) => name !== "all" && name !== "also");
    expect(listed).toEqual(NEWEST.filter((name) => name !== "all" && name !== "also"));
    expect((await collect({})).flat().indexOf("also")).toBeLessThan((await collect({})).flat().indexOf("all"));
    const pages = await collect({ limit: 2 });
    expect(pages.flat()).toEqual((await collect({})).flat());
    expect(Math.max(...pages.map(({ length }) => length))).toBe(2);
  });

  it("is of those that ended, or of those that did not", async () => {
    expect((await collect({ status: "running" })).flat()).toEqual(["failed", "all"]);
    expect((await collect({ status: "completed" })).flat()).toEqual(["also", "half", "none"]);
    expect((await collect({ status: "completed", limit: 1 })).flat()).toEqual(["also", "half", "none"]);
    expect((await collect({ status: "running", sortBy: "score" })).flat()).toEqual(["all", "failed"]);
  });

  it("is by the share of passes, those without a run last and equal ones by name backwards", async () => {
    expect(await collect({ sortBy: "score" })).toEqual([BEST]);
    expect((await collect({ sortBy: "score", limit: 1 })).flat()).toEqual(BEST);
    expect((await collect({ sortBy: "score", limit: 2 })).map(({ length }) => length)).toEqual([2, 2, 1]);
  });

  it("has what the runs of each add up to, null of one without any", async () => {
    const { batches } = await listBatches(database, BatchQuerySchema.parse({}));
    const totals = new Map(batches.map(({ claims, totals: of }) => [claims.batchId, of && [of.pass, of.fail]]));
    expect(Object.fromEntries(totals)).toEqual({ none: null, half: [1, 1], all: [1, 0], also: [2, 0], failed: [0, 1] });
    expect(batches[0]?.claims).not.toHaveProperty("metadata");
    expect(batches[0]?.claims).not.toHaveProperty("path");
  });
});

describe("a batch", () => {
  it("is read with its claims, and an unknown one is absent", async () => {
    const rows = await readBatchRows(database, ["half", "unknown"]);
    expect([...rows.keys()]).toEqual(["half"]);
    expect(rows.get("half")).toMatchObject({ totalRuns: 2, completedAt: Date.parse(moment(2)), keyId: "" });
  });

  it("adds up to its runs, all and by entry; without runs it is absent", async () => {
    const sums = await readBatchSums(database, ["half", "none", "also"]);
    expect([...(sums?.keys() ?? [])].sort()).toEqual(["also", "half"]);
    expect([sums?.get("half")?.entries, sums?.get("also")?.entries]).toEqual([2, 2]);
    expect(sums?.get("also")?.totals).toMatchObject({
      runs: 2,
      pass: 2,
      passScoreRuns: 2,
      passScoreSum: 2 * SCORE_UNITS,
    });
    const entries = await readBatchEntries(database, "half", 5);
    expect(entries.map(({ agent, pass, fail }) => [agent, pass, fail]).sort()).toEqual([
      ["a", 1, 0],
      ["b", 0, 1],
    ]);
    expect(entries[0]).toMatchObject({ suite: "suite", suiteVersion: "", model: "", variant: "" });
    expect(await readBatchEntries(database, "half", 1)).toHaveLength(1);
  });

  it("has the cells of its own runs alone, as decisions corrected them", async () => {
    await store([
      {
        runId: "more",
        batchId: "half",
        scenario: "c0",
        totalScore: 1,
        scoreStandardError: 0.5,
        telemetry: { costUsd: 2 },
      },
      { runId: "others", batchId: "failed", scenario: "c0" },
    ]);
    const decision = { runId: "more", kind: "re-score" as const, reason: "r", changes: {}, decidedAt: NOW, keyId: "" };
    const corrected = { outcome: "fail" as const, isSuccessful: false, totalScore: 0, weightedScore: null, costUsd: 5 };
    await storeDecision(database, { ...decision, ...corrected }, { latest: 0, dry: false });
    const cells = (await readBatchCells(database, ["half"])) ?? [];
    expect(cells.map(({ scenario, tier, agent }) => `${scenario} ${tier} ${agent}`).sort()).toEqual([
      ...["c0 L0 a", "c0 L0 agent", "c1 L0 b"],
    ]);
    const ofMore = cells.find(({ agent }) => agent === "agent");
    expect(ofMore).toMatchObject({ runs: 1, pass: 0, fail: 1, scoreRuns: 1, scoreSum: 0, costSum: 5 * COST_UNITS });
    // The error was one of the score that was submitted.
    expect(ofMore?.scoreErrorRuns).toBe(0);
    expect(cells.find(({ agent }) => agent === "b")).toMatchObject({ fail: 1, scoreSum: 1.5 * SCORE_UNITS });
    expect(await readBatchCells(database, ["none"])).toEqual([]);
    const ofTwo = (await readBatchCells(database, ["failed", "half"])) ?? [];
    expect(ofTwo.map(({ batchId, scenario, agent }) => `${batchId} ${scenario} ${agent}`)).toEqual(
      expect.arrayContaining(["failed c0 agent", "half c0 agent", "half c1 b"]),
    );
  });
});

describe("the part of a snapshot that holds batches", () => {
  const partOf = async (prefix: string) => batchPart(await batchesOfPart(database, prefix)).batches;

  it("has them by name, with what they claim and add up to", async () => {
    const part = await partOf("");
    expect(part.batchId).toEqual(["all", "also", "failed", "half", "none"]);
    expect(part.pass).toBe("12010");
    expect(part.fail).toBe("00110");
    expect(part.claimed).toEqual({ totalRuns: [3, 3, 4, 2, 1] });
    expect(part.createdAt).toEqual([3, 3, 4, 2, 1].map((day) => Date.parse(moment(day))));
    expect(part.completedAt?.map((ended) => ended !== null)).toEqual([false, true, false, true, true]);
    expect(part).not.toHaveProperty("timeout");
  });

  it("says whose the runs of each are, the first few by name, and of how many entries", async () => {
    const ofAgents = (...agents: string[]) => agents.map((agent) => ({ suite: "suite", entry: { agent } }));
    const part = await partOf("");
    expect(part.entryCount).toEqual([1, 2, 1, 2, 0]);
    expect(part.entries).toEqual([ofAgents("a"), ofAgents("a", "b"), ofAgents("a"), ofAgents("a", "b"), []]);
    const more = ["f", "e", "d", "c"].map((agent) => ({ agent }));
    const named = { model: "m", variant: "v", suite: "early", suiteVersion: "2" };
    await store(
      [...more, named].map((names, n) => ({ runId: `more-${n}`, batchId: "also", agent: "agent", ...names })),
    );
    const later = await partOf("");
    expect(later.entryCount?.[1]).toBe(7);
    expect(later.entries?.[1]).toEqual([
      { suite: "early", suiteVersion: "2", entry: { agent: "agent", model: "m", variant: "v" } },
      ...ofAgents("a", "b", "c", "d"),
    ]);
  });

  it("does not say whose the runs are where no batch has any", async () => {
    const withoutRuns = (await batchesOfPart(database, "")).filter(({ batchId }) => batchId === "none");
    const { batches } = batchPart(withoutRuns);
    expect(batches).toMatchObject({ batchId: ["none"] });
    expect(batches).not.toHaveProperty("entries");
    expect(batches).not.toHaveProperty("entryCount");
  });

  it("has those whose path begins so, each in one of two halves", async () => {
    const halves = [(await partOf("0")).batchId, (await partOf("1")).batchId];
    expect(halves.flat().sort()).toEqual(Object.keys(BATCHES).sort());
    expect(halves[0]?.every((name) => pathOf(name).startsWith("0"))).toBe(true);
    expect(await batchesOfParts(database, ["0", "1"], 100)).toHaveLength(5);
    expect(await batchesOfParts(database, ["", "0"], 2)).toHaveLength(3);
    expect(await batchesOfParts(database, [], 100)).toEqual([]);
  });
});
