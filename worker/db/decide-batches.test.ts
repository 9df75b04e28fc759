import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import type { RunPosition } from "#contract/runs/run-query.ts";
import { makeFullRun, type SubmittedRun } from "../testing/make-run.ts";
import { ADMIN, keyOf, store } from "../testing/stored-runs.ts";
import { openDatabase } from "./database.ts";
import { excludeRunsOfBatch, removeRunsOfBatch } from "./decide-batches.ts";
import { listDecisions } from "./decisions.ts";
import { exportRuns } from "./export-runs.ts";
import { findRuns } from "./find-runs.ts";
import { readBatchRows, readBatchSums } from "./read-batches.ts";
import { readRun } from "./read-run.ts";

const database = openDatabase(env.DB);
const decidedAt = new Date("2026-08-09T00:00:00.000Z");
const decision = { batchId: "b", reason: "r", decidedAt, submitter: ADMIN };

beforeEach(async () => {
  const runs: Partial<SubmittedRun>[] = Array.from({ length: 5 }, (_, n) => ({
    ...{ runId: `run-${n}`, batchId: "b", startedAt: `2026-08-01T12:00:0${n}.000Z` },
  }));
  await store([
    ...runs,
    { runId: "open", batchId: "b", status: "running", completedAt: undefined, isSuccessful: undefined },
  ]);
  await store([{ runId: "other", batchId: "c" }]);
});

const totals = async (batchId = "b") => (await readBatchSums(database, [batchId]))?.get(batchId)?.totals;

describe("taking a batch back", () => {
  const exclude = (limit: number, after?: RunPosition, more = {}) =>
    excludeRunsOfBatch(database, { ...decision, ...more }, { limit, after, dry: false });

  it("excludes its final runs, newest first and step by step, each by a decision of its own", async () => {
    const first = await exclude(2);
    expect([first.decided, (await totals())?.excluded]).toEqual([2, 2]);
    expect((await listDecisions(database, { runId: "run-4", limit: 9 })).page).toMatchObject([
      {
        ...{ kind: "exclude", reason: "r", decidedAt: decidedAt.toISOString() },
        changes: { outcome: { from: "pass", to: "excluded" } },
      },
    ]);
    expect((await listDecisions(database, { runId: "run-0", limit: 9 })).page).toEqual([]);
    const rest = await exclude(50, first.next);
    expect(rest).toEqual({ decided: 3, next: undefined });
    expect(await totals()).toMatchObject({ runs: 6, excluded: 5, pass: 0, notFinal: 1 });
    expect(await exclude(50)).toEqual({ decided: 0, next: undefined });
    expect(await totals("c")).toMatchObject({ excluded: 0 });
  });

  it("does nothing for a key that the batch does not belong to", async () => {
    expect((await exclude(50, undefined, { submitter: keyOf("other") })).decided).toBe(0);
    expect((await totals())?.excluded).toBe(0);
  });

  it("only counts in a dry run", async () => {
    const dry = await excludeRunsOfBatch(database, decision, { limit: 3, after: undefined, dry: true });
    expect([dry.decided, dry.next !== undefined, (await totals())?.excluded]).toEqual([3, true, 0]);
    expect((await listDecisions(database, { limit: 9 })).page).toEqual([]);
  });
});

describe("removing a batch", () => {
  const remove = (limit: number, dry = false) => removeRunsOfBatch(database, decision, { limit, dry });

  it("takes its runs step by step, and the batch last; one decision says how many there were", async () => {
    expect(await remove(4)).toEqual({ removed: 4, done: false });
    const row = (await readBatchRows(database, ["b"])).get("b");
    expect([row?.keyId, row?.removal === null]).toEqual(["", false]);
    expect(await remove(4)).toEqual({ removed: 2, done: true });
    expect([await totals(), (await readBatchRows(database, ["b"])).size]).toEqual([undefined, 0]);
    expect((await listDecisions(database, { batchId: "b", limit: 9 })).page).toMatchObject([
      { kind: "remove", reason: "r", runs: 6, changes: {} },
    ]);
    expect((await findRuns(database, {}, 9, undefined)).ids).toHaveLength(1);
    expect(await readRun(database, "run-0")).toBeUndefined();
    expect((await readRun(database, "other"))?.run.batchId).toBe("c");
  });

  it("is only foretold in a dry run", async () => {
    expect(await remove(4, true)).toEqual({ removed: 4, done: false });
    expect(await remove(6, true)).toEqual({ removed: 6, done: true });
    expect(await totals()).toMatchObject({ runs: 6 });
  });
});

describe("an export", () => {
  it("has runs as they were submitted, without what is private, and their numbers to the last digit", async () => {
    const run = makeFullRun({
      evaluations: [{ evaluatorName: "e", score: 0.1 + 0.2, maxScore: 1 }],
      startedAt: "2026-08-01T11:00:00.000Z",
    });
    await store([run]);
    const { runs } = await exportRuns(database, { agent: "agent", model: "model" }, 10, undefined);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.outcome).toBe("pass");
    const { telemetry, ...fields } = run;
    const { workspaceDir: _folder, promptSent: _prompt, ...shown } = telemetry ?? {};
    expect(runs[0]?.run).toEqual({ ...fields, telemetry: shown });
    expect(runs[0]?.run.evaluations[0]?.score).toBe(0.30000000000000004);
  });

  it("comes in pages, newest first, and is empty where nothing passes", async () => {
    const names: string[] = [];
    let after: RunPosition | undefined;
    do {
      const page = await exportRuns(database, { batchId: "b", status: "completed" }, 2, after);
      expect(page.runs.length).toBeLessThanOrEqual(2);
      names.push(...page.runs.map(({ run }) => run.runId));
      after = page.next;
    } while (after);
    expect(names).toEqual(["run-4", "run-3", "run-2", "run-1", "run-0"]);
    expect(await exportRuns(database, { agent: "nobody" }, 2, undefined)).toEqual({ runs: [], next: undefined });
  });

  it("has fewer runs a page where they are large", async () => {
    const metadata = { text: "x".repeat(900_000) };
    await store(Array.from({ length: 6 }, (_, n) => ({ runId: `large-${n}`, batchId: "large", metadata })));
    const first = await exportRuns(database, { batchId: "large" }, 10, undefined);
    expect(first.runs.length).toBeLessThan(6);
    const second = await exportRuns(database, { batchId: "large" }, 10, first.next);
    expect([first.runs.length + second.runs.length, second.next]).toEqual([6, undefined]);
  });
});
