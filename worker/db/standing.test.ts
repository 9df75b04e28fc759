import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { keyOf, store } from "../testing/stored-runs.ts";
import { changeOwner } from "./batch-owners.ts";
import { openDatabase } from "./database.ts";
import {
  type DecisionToStore,
  decisionsOfRows,
  decisionsOfRun,
  listDecisions,
  readStanding,
  storeDecision,
} from "./decisions.ts";

const database = openDatabase(env.DB);
const NOW = new Date("2026-08-01T12:00:00.000Z");

const decision = (fields: Partial<DecisionToStore> = {}): DecisionToStore => ({
  runId: "run-1",
  kind: "exclude",
  reason: "it was a trial",
  changes: { outcome: { from: "pass", to: "excluded" } },
  outcome: "excluded",
  isSuccessful: null,
  totalScore: null,
  weightedScore: null,
  costUsd: null,
  decidedAt: NOW,
  keyId: "k",
  ...fields,
});

const inEarnest = (latest: number) => ({ latest, dry: false });

/** Stores decisions one after the other, each on what the one before left. */
const decide = async (...decisions: Partial<DecisionToStore>[]) => {
  for (const fields of decisions) {
    const { latest = 0 } = (await readStanding(database, fields.runId ?? "run-1")) ?? {};
    if (!(await storeDecision(database, decision(fields), inEarnest(latest))))
      throw new Error("another was made meanwhile");
  }
};

beforeEach(async () => {
  await store(
    [
      {
        runId: "run-1",
        batchId: "b",
        status: "failed",
        errorType: "timeout",
        isSuccessful: undefined,
        totalScore: 0.25,
        weightedScore: 2,
        telemetry: { costUsd: 1.5 },
      },
      { runId: "run-2" },
    ],
    keyOf("sender"),
  );
});

describe("readStanding", () => {
  it("gives a run as it was submitted while nothing was decided", async () => {
    expect(await readStanding(database, "run-1")).toEqual({
      status: "failed",
      errorType: "timeout",
      outcome: "timeout",
      submitted: { isSuccessful: null, totalScore: 0.25, weightedScore: 2, costUsd: 1.5 },
      corrected: { isSuccessful: null, totalScore: null, weightedScore: null, costUsd: null },
      hasTexts: false,
      latest: 0,
      owners: ["sender", "sender"],
    });
    expect(await readStanding(database, "run-2")).toMatchObject({ errorType: null, owners: ["sender"] });
    expect(await readStanding(database, "nobody")).toBeUndefined();
  });

  it("gives what the latest decision left of the figures", async () => {
    await decide(
      {
        kind: "re-score",
        changes: { isSuccessful: { from: null, to: true } },
        outcome: "pass",
        isSuccessful: true,
        totalScore: 1,
      },
      {
        kind: "re-price",
        changes: { costUsd: { from: 1.5, to: 2 } },
        outcome: "pass",
        isSuccessful: true,
        totalScore: 1,
        costUsd: 2,
      },
    );
    expect(await readStanding(database, "run-1")).toMatchObject({
      outcome: "pass",
      submitted: { totalScore: 0.25, costUsd: 1.5 },
      corrected: { isSuccessful: true, totalScore: 1, weightedScore: null, costUsd: 2 },
      latest: 2,
    });
    await decide({
      kind: "re-score",
      changes: { isSuccessful: { from: true, to: false } },
      outcome: "fail",
      isSuccessful: false,
    });
    expect(await readStanding(database, "run-1")).toMatchObject({
      outcome: "fail",
      corrected: { isSuccessful: false, totalScore: null },
      latest: 3,
    });
    expect(await readStanding(database, "run-2")).toMatchObject({ outcome: "pass", latest: 0 });
  });

  it("tells whether there is anything for a purge to empty", async () => {
    await store([
      { runId: "note", metadata: { note: "x" } },
      { runId: "prompt", telemetry: { promptSent: "x" } },
      { runId: "link", links: [{ kind: "log", url: "https://example.org/" }] },
      { runId: "details", evaluations: [{ evaluatorName: "e", score: 1, maxScore: 1, details: "x" }] },
      { runId: "bare", evaluations: [{ evaluatorName: "e", score: 1, maxScore: 1 }], telemetry: { costUsd: 1 } },
    ]);
    const has = async (runId: string) => (await readStanding(database, runId))?.hasTexts;
    expect(await Promise.all(["note", "prompt", "link", "details"].map(has))).toEqual([true, true, true, true]);
    expect(await has("bare")).toBe(false);
  });

  it("names the key of the batch beside the one that sent the run", async () => {
    await changeOwner(database, "b", "another", false);
    expect((await readStanding(database, "run-1"))?.owners).toEqual(["sender", "another"]);
  });
});

describe("storeDecision", () => {
  it("gives the decision as the public may see it", async () => {
    const stored = await storeDecision(database, decision(), inEarnest(0));
    expect(stored).toEqual({
      id: 1,
      runId: "run-1",
      kind: "exclude",
      reason: "it was a trial",
      changes: { outcome: { from: "pass", to: "excluded" } },
      decidedAt: NOW.toISOString(),
    });
    expect(await env.DB.prepare("SELECT key_id FROM decisions").first("key_id")).toBe("k");
  });

  it("gives what a decision would be, and stores none, where it is only tried", async () => {
    await decide({ runId: "run-2" });
    const tried = await storeDecision(database, decision(), { latest: 0, dry: true });
    expect(tried).toMatchObject({ id: 2, runId: "run-1", kind: "exclude" });
    expect((await readStanding(database, "run-1"))?.latest).toBe(0);
    expect(await storeDecision(database, decision(), inEarnest(0))).toEqual(tried);
  });

  it("stores nothing where another decision was made meanwhile", async () => {
    await decide({ reason: "first" });
    expect(await storeDecision(database, decision({ reason: "too late" }), inEarnest(0))).toBeUndefined();
    expect(await storeDecision(database, decision({ reason: "of nobody" }), inEarnest(7))).toBeUndefined();
    const { page } = await listDecisions(database, { limit: 10 });
    expect(page.map(({ reason }) => reason)).toEqual(["first"]);
    // What was decided of another run does not matter.
    expect(await storeDecision(database, decision({ runId: "run-2" }), inEarnest(0))).toMatchObject({ id: 2 });
  });
});

describe("listDecisions", () => {
  beforeEach(async () => {
    await decide(
      { reason: "1" },
      { reason: "2", runId: "run-2" },
      { reason: "3", kind: "include", outcome: "timeout" },
      { reason: "4" },
    );
  });

  const pages = async (limit: number, runId?: string) => {
    const found: string[][] = [];
    let cursor: number | undefined;
    do {
      const page = await listDecisions(database, { runId, limit, cursor });
      found.push(page.page.map(({ reason }) => reason));
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  };

  it("gives all of them newest first, a page at a time", async () => {
    expect(await pages(10)).toEqual([["4", "3", "2", "1"]]);
    expect(await pages(4)).toEqual([["4", "3", "2", "1"]]);
    expect(await pages(3)).toEqual([["4", "3", "2"], ["1"]]);
    expect(await pages(1)).toEqual([["4"], ["3"], ["2"], ["1"]]);
  });

  it("gives those of one run", async () => {
    expect(await pages(2, "run-1")).toEqual([["4", "3"], ["1"]]);
    expect(await pages(2, "run-2")).toEqual([["2"]]);
    expect(await pages(2, "nobody")).toEqual([[]]);
    expect(decisionsOfRows(await decisionsOfRun(database, "run-1")).map(({ id }) => id)).toEqual([4, 3, 1]);
  });
});
