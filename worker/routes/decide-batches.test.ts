import { env } from "cloudflare:test";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { type BatchDecidedSchema, type BatchRemovedSchema, MAX_RUNS_A_STEP } from "#contract/batches/decision.ts";
import { type Decision, DecisionListSchema } from "#contract/runs/decision.ts";
import { call, costOf, post, postLines, read } from "../testing/call.ts";
import { callWith, makeKey } from "../testing/keys.ts";
import { makeRun } from "../testing/make-run.ts";
import { readTables } from "../testing/read-tables.ts";
import { numbered, outcomeColumn, readAggregates, recount, runArbitrary } from "../testing/recount.ts";
import { readSnapshotId } from "../testing/snapshot.ts";

type Decided = z.infer<typeof BatchDecidedSchema>;
type Removed = z.infer<typeof BatchRemovedSchema>;

const SECRET = env.API_SECRET_KEY;
const REASON = "sent by mistake";
const MANY = 2 * MAX_RUNS_A_STEP + 20;

const runsOf = (batchId: string, count: number) =>
  Array.from({ length: count }, (_, position) => makeRun({ runId: `${batchId}-${position}`, batchId }));

const takeBack = (batchId: string, cursor?: string, token = SECRET) =>
  callWith(token, "POST", `/api/batches/${batchId}/decisions${cursor ? `?cursor=${cursor}` : ""}`, {
    kind: "exclude",
    reason: REASON,
  });
const remove = (batchId: string) =>
  callWith(SECRET, "DELETE", `/api/batches/${batchId}?reason=${encodeURIComponent(REASON)}`);

/** Takes a whole batch back; gives about how many runs each request decided. */
const takeBackAll = async (batchId: string): Promise<number[]> => {
  const steps: number[] = [];
  let cursor: string | undefined;
  do {
    const answer = (await (await takeBack(batchId, cursor)).json()) as Decided;
    steps.push(answer.decided);
    cursor = answer.next;
  } while (cursor);
  return steps;
};

/** Removes a whole batch; gives how many runs each request removed. */
const removeAll = async (batchId: string): Promise<number[]> => {
  const steps: number[] = [];
  let done = false;
  while (!done) {
    const answer = (await (await remove(batchId)).json()) as Removed;
    steps.push(answer.removed);
    done = answer.done;
  }
  return steps;
};

const decisionsAbout = async (query: string): Promise<Decision[]> =>
  DecisionListSchema.parse(await read(`/api/decisions?${query}`));

describe("POST /api/batches/:batchId/decisions", () => {
  it("excludes the final runs of the batch alone, each by a public decision, some in a request", async () => {
    await postLines([
      ...runsOf("taken", MANY),
      makeRun({ runId: "running", batchId: "taken", status: "running", completedAt: null, isSuccessful: null }),
      makeRun({ runId: "other", batchId: "another" }),
      makeRun({ runId: "alone" }),
    ]);
    await callWith(SECRET, "POST", "/api/runs/taken-7/decisions", { kind: "exclude", reason: "earlier" });
    const steps = await takeBackAll("taken");
    expect(steps).toHaveLength(3);
    expect(Math.max(...steps)).toBeLessThanOrEqual(MAX_RUNS_A_STEP);
    expect(steps.reduce((sum, step) => sum + step, 0)).toBe(MANY - 1);
    expect(await read("/api/runs?outcome=excluded&limit=1")).toMatchObject([{ batchId: "taken" }]);
    const { results } = await env.DB.prepare(
      "SELECT outcome, count(*) AS runs FROM benchmark_runs GROUP BY outcome ORDER BY outcome",
    ).all();
    expect(results).toEqual([
      { outcome: "excluded", runs: MANY },
      { outcome: "not-final", runs: 1 },
      { outcome: "pass", runs: 2 },
    ]);
    expect(await decisionsAbout("runId=taken-3")).toMatchObject([
      { runId: "taken-3", kind: "exclude", reason: REASON, changes: { outcome: { from: "pass", to: "excluded" } } },
    ]);
    expect(await decisionsAbout("runId=taken-7")).toHaveLength(1);
    expect(await takeBackAll("taken")).toEqual([0, 0, 0]);
  });

  it("keeps what was corrected before, which counts again when the run is included", async () => {
    await postLines(runsOf("taken", 1));
    await post("/api/runs/taken-0/decisions", { kind: "re-score", isSuccessful: false, totalScore: 0.25, reason: "r" });
    const before = await readSnapshotId();
    await takeBackAll("taken");
    expect(await readSnapshotId()).not.toBe(before);
    await post("/api/runs/taken-0/decisions", { kind: "include", reason: "it was right" });
    expect(await readSnapshotId()).toBe(before);
    expect(await env.DB.prepare("SELECT outcome, is_successful, total_score FROM run_corrections").first()).toEqual({
      outcome: "fail",
      is_successful: 0,
      total_score: 0.25,
    });
  });

  it("keeps the aggregates equal to a recount, and reads and writes a bounded number of rows", async () => {
    const runs = numbered(fc.sample(runArbitrary, { numRuns: 150, seed: 5 })).map((run, position) => ({
      ...run,
      runId: `${position}`,
      batchId: "taken",
    }));
    await postLines(runs);
    const first = await takeBack("taken");
    expect(costOf(first).rowsRead).toBeLessThan(5_000);
    expect(costOf(first).rowsWritten).toBeLessThan(5_000);
    await takeBackAll("taken");
    const decided = runs.map((run) =>
      ["completed", "failed"].includes(run.status)
        ? { ...run, decided: { outcome: "excluded" } }
        : { ...run, decided: { outcome: outcomeColumn(run) } },
    );
    expect(await readAggregates()).toEqual(recount(decided));
  });

  it("is refused for a batch that is unknown, another kind, or without a reason", async () => {
    await postLines(runsOf("taken", 1));
    expect((await takeBack("unknown")).status).toBe(404);
    const path = "/api/batches/taken/decisions";
    for (const body of [{ kind: "exclude" }, { kind: "exclude", reason: " " }, { kind: "include", reason: REASON }]) {
      expect((await post(path, body)).status, JSON.stringify(body)).toBe(422);
    }
    expect((await takeBack("taken", "nonsense")).status).toBe(400);
    expect(await decisionsAbout("limit=10")).toEqual([]);
  });

  it("does not go on with a batch that was handed to another meanwhile", async () => {
    const [owner, heir] = [await makeKey(), await makeKey()];
    const lines = runsOf("taken", MANY).map((run) => JSON.stringify(run));
    await callWith(owner.token, "POST", "/api/results/bulk", lines.join("\n"));
    const { next } = (await (await takeBack("taken", undefined, owner.token)).json()) as Decided;
    await callWith(SECRET, "PUT", `/api/keys/${heir.key.id}/batches/taken`);
    expect((await takeBack("taken", next, owner.token)).status).toBe(403);
  });
});

describe("DELETE /api/batches/:batchId", () => {
  it("removes the batch and its runs in steps, leaves one public line, and everything else as it was", async () => {
    await postLines([...runsOf("kept", 3), makeRun({ runId: "alone" })]);
    const before = await readTables();
    const id = await readSnapshotId();
    await postLines([
      ...runsOf("gone", MANY).map((run) => ({ ...run, agent: "only here", suite: "only here" })),
      makeRun({ runId: "running", batchId: "gone", status: "running", completedAt: null, isSuccessful: null }),
    ]);
    await post("/api/results/batch", { batchId: "gone", totalRuns: 1 });
    const first = await remove("gone");
    expect(costOf(first).rowsRead).toBeLessThan(5_000);
    expect(await first.json()).toEqual({ success: true, batchId: "gone", removed: MAX_RUNS_A_STEP, done: false });
    expect(await removeAll("gone")).toEqual([MAX_RUNS_A_STEP, MANY + 1 - 2 * MAX_RUNS_A_STEP]);
    const decisions = await decisionsAbout("batchId=gone");
    expect(decisions).toMatchObject([{ batchId: "gone", kind: "remove", reason: REASON, runs: MANY + 1 }]);
    expect(decisions[0]).not.toHaveProperty("runId");
    expect(await readSnapshotId()).toBe(id);
    const tables = ["benchmark_runs", "evaluation_results", "batch_runs", "cells", "entries", "suite_versions", "days"];
    const after = await readTables();
    for (const table of tables) expect(after[table], table).toEqual(before[table]);
    for (const path of ["/api/batches/gone", "/api/runs/gone-0"]) expect((await call(path)).status).toBe(404);
    expect((await remove("gone")).status).toBe(404);
  });

  it("takes the batch from its owner at once, and lets an admin alone bring it back", async () => {
    const { token, key } = await makeKey();
    const send = (by: string, run: string, batchId = "gone") =>
      callWith(by, "POST", "/api/results", makeRun({ runId: run, batchId }));
    const lines = runsOf("gone", MAX_RUNS_A_STEP + 1).map((run) => JSON.stringify(run));
    await callWith(token, "POST", "/api/results/bulk", lines.join("\n"));
    await remove("gone");
    expect((await send(token, "late")).status).toBe(403);
    expect((await callWith(SECRET, "PUT", `/api/keys/${key.id}/batches/gone`)).status).toBe(404);
    await removeAll("gone");
    const refused = await send(token, "later");
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      issues: [{ path: ["batchId"] }],
      detail: expect.stringContaining("was removed"),
    });
    const bulk = await callWith(
      token,
      "POST",
      "/api/results/bulk",
      `${lines[0]}\n${JSON.stringify(makeRun({ runId: "x" }))}`,
    );
    expect(await bulk.json()).toMatchObject({ accepted: 1, rejected: [{ line: 1, issues: [{ path: ["batchId"] }] }] });
    expect((await callWith(token, "POST", "/api/results/batch", { batchId: "gone", totalRuns: 1 })).status).toBe(409);
    expect((await callWith(token, "POST", "/api/results/batch", { batchId: "gone" })).status).toBe(409);
    expect((await call("/api/batches/gone")).status).toBe(404);

    expect((await send(SECRET, "restored")).status).toBe(201);
    expect((await callWith(SECRET, "PUT", `/api/keys/${key.id}/batches/gone`)).status).toBe(200);
    expect((await send(token, "again")).status).toBe(201);
    expect(await read("/api/batches/gone")).toMatchObject({ totalRuns: 2 });
  });

  it("leaves nothing of a correction behind for a run of the same name that comes later", async () => {
    await postLines(runsOf("gone", 1));
    await post("/api/runs/gone-0/decisions", { kind: "re-price", costUsd: 9, reason: "a bill" });
    await post("/api/runs/gone-0/decisions", { kind: "re-score", isSuccessful: false, reason: "it cheated" });
    await removeAll("gone");
    await post("/api/results", makeRun({ runId: "gone-0", telemetry: { costUsd: 1 } }));
    const again = await post("/api/runs/gone-0/decisions", { kind: "re-score", totalScore: 0.5, reason: "r" });
    expect(await again.json()).toMatchObject({ decision: { changes: { totalScore: { to: 0.5 } } } });
    expect(await env.DB.prepare("SELECT outcome, is_successful, cost_usd FROM run_corrections").first()).toEqual({
      outcome: "pass",
      is_successful: null,
      cost_usd: null,
    });
  });

  it("wants a reason, and a batch", async () => {
    await postLines(runsOf("kept", 1));
    expect((await callWith(SECRET, "DELETE", "/api/batches/kept")).status).toBe(400);
    expect((await callWith(SECRET, "DELETE", "/api/batches/kept?reason=%20")).status).toBe(400);
    expect((await remove("unknown")).status).toBe(404);
    expect((await call("/api/batches/kept")).status).toBe(200);
  });

  it("is the only way for a batch to go, and after its runs", async () => {
    await postLines(runsOf("kept", 1));
    const change = (statement: string) => env.DB.prepare(statement).run();
    await expect(change("DELETE FROM batch_runs")).rejects.toThrow("removed by a decision");
    await change("UPDATE batch_runs SET removal = 1");
    await expect(change("DELETE FROM batch_runs")).rejects.toThrow("after its runs");
  });

  it("removes what comes in while it goes on, and leaves one line for requests at once", async () => {
    await postLines(runsOf("gone", MANY));
    await Promise.all([remove("gone"), remove("gone"), postLines(runsOf("gone", MANY + 5))]);
    await removeAll("gone");
    expect(await decisionsAbout("batchId=gone")).toHaveLength(1);
    expect(await env.DB.prepare("SELECT count(*) AS runs FROM benchmark_runs").first("runs")).toBe(0);
    expect(await readAggregates()).toEqual(recount([]));
  });
});
