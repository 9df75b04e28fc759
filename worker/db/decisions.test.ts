import { env } from "cloudflare:test";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOf, post, postLines, read } from "../testing/call.ts";
import { makeFullRun, makeRun, type SubmittedRun } from "../testing/make-run.ts";
import {
  numbered,
  outcomeColumn,
  type RecountedRun,
  readAggregates,
  recount,
  runArbitrary,
} from "../testing/recount.ts";
import { readSnapshotId } from "../testing/snapshot.ts";

/** What a decision states besides its reason. */
interface Stated {
  kind: "exclude" | "include" | "re-score" | "re-price";
  isSuccessful?: boolean;
  totalScore?: number;
  weightedScore?: number;
  costUsd?: number;
}

/** A run, and what was decided about it so far: written out once more, sharing nothing with the Worker. */
interface DecidedRun {
  run: SubmittedRun;
  excluded: boolean;
  stated: Omit<Stated, "kind">;
}

const verdictOf = ({ run, stated }: DecidedRun) =>
  stated.isSuccessful ?? (run.status === "completed" ? run.isSuccessful : null) ?? null;

const recounted = ({ run, excluded, stated }: DecidedRun): RecountedRun => {
  const { isSuccessful, ...figures } = stated;
  const outcome = isSuccessful === undefined ? outcomeColumn(run) : isSuccessful ? "pass" : "fail";
  return { ...run, decided: { ...figures, outcome: excluded ? "excluded" : outcome } };
};

const figuresOf = (decided: DecidedRun) => [
  decided.excluded,
  verdictOf(decided),
  decided.stated.totalScore ?? decided.run.totalScore ?? null,
  decided.stated.weightedScore ?? decided.run.weightedScore ?? null,
  decided.stated.costUsd ?? decided.run.telemetry?.costUsd ?? null,
];

/** The status that a decision must be answered with, and how the run stands after it. */
const expected = (before: DecidedRun, { kind, ...stated }: Stated): { status: number; after: DecidedRun } => {
  const excluded = kind === "exclude" || (kind !== "include" && before.excluded);
  const after = { run: before.run, excluded, stated: { ...before.stated, ...stated } };
  const isFinal = before.run.status === "completed" || before.run.status === "failed";
  const changes = JSON.stringify(figuresOf(before)) !== JSON.stringify(figuresOf(after));
  if (!isFinal || !changes) return { status: 409, after: before };
  const becomesPass = verdictOf(after) === true && verdictOf(before) !== true;
  const hasScore = (after.stated.totalScore ?? after.run.totalScore) != null;
  if (before.run.status === "failed" && becomesPass && !hasScore) return { status: 422, after: before };
  return { status: 201, after };
};

const score = fc.option(fc.constantFrom(0, 0.1, 0.5, 1, -3.25), { nil: undefined });
const stated = fc.oneof(
  fc.constantFrom<Stated>({ kind: "exclude" }, { kind: "include" }),
  fc
    .record({ isSuccessful: fc.option(fc.boolean(), { nil: undefined }), totalScore: score, weightedScore: score })
    .filter((fields) => Object.values(fields).some((value) => value !== undefined))
    .map((fields) => ({ kind: "re-score", ...withoutUndefined(fields) }) as Stated),
  fc.constantFrom(0, 0.1, 12.345678901).map((costUsd): Stated => ({ kind: "re-price", costUsd })),
);

const withoutUndefined = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const RUNS = 4;
const sequence = fc.record({
  runs: fc.array(runArbitrary, { minLength: RUNS, maxLength: RUNS }),
  decisions: fc.array(fc.record({ run: fc.nat(RUNS - 1), stated }), { minLength: 1, maxLength: 16 }),
});

const decide = (runId: string, decision: Stated) =>
  post(`/api/runs/${runId}/decisions`, { ...decision, reason: "as it was found out" });

describe("decisions", () => {
  it("keep the aggregates equal to a recount of what counts, whatever their sequence", async () => {
    const decided = new Map<string, DecidedRun>();
    const statuses = new Set<number>();
    const holds = async ({ runs, decisions }: typeof sequence extends fc.Arbitrary<infer T> ? T : never) => {
      const named = numbered(runs, decided.size);
      for (const run of named) decided.set(run.runId, { run, excluded: false, stated: {} });
      await postLines(named);
      for (const { run, stated } of decisions) {
        const { runId } = named[run] as SubmittedRun;
        const { status, after } = expected(decided.get(runId) as DecidedRun, stated);
        expect((await decide(runId, stated)).status, `${runId} ${JSON.stringify(stated)}`).toBe(status);
        decided.set(runId, after);
        statuses.add(status);
      }
      expect(await readAggregates()).toEqual(recount([...decided.values()].map(recounted)));
    };
    await fc.assert(fc.asyncProperty(sequence, holds), { seed: 5, numRuns: 30, endOnFailure: true });
    expect([...statuses].sort()).toEqual([201, 409]);

    await env.DB.prepare("DELETE FROM benchmark_runs").run();
    expect(await readAggregates()).toEqual(recount([]));
  }, 60_000);

  it("give another snapshot, and the same one again when the run is included again", async () => {
    await post("/api/results", makeFullRun());
    const before = await readSnapshotId();
    await decide("run-full", { kind: "exclude" });
    const excluded = await readSnapshotId();
    expect(excluded).not.toBe(before);
    await decide("run-full", { kind: "include" });
    expect(await readSnapshotId()).toBe(before);
    await decide("run-full", { kind: "re-score", totalScore: 0.5 });
    expect(new Set([before, excluded, await readSnapshotId()]).size).toBe(3);
    await decide("run-full", { kind: "re-score", totalScore: 0.75 });
    expect(await readSnapshotId()).toBe(before);
  });

  it("take effect wholly or not at all, if the database fails half-way", async () => {
    await post("/api/results", makeFullRun());
    const before = [await readAggregates(), await readSnapshotId(), await read("/api/runs/run-full")];
    await env.DB.exec("CREATE TRIGGER broken BEFORE UPDATE ON cells BEGIN SELECT raise(ABORT, 'broken'); END");
    expect((await decide("run-full", { kind: "exclude" })).status).toBe(500);
    await env.DB.exec("DROP TRIGGER broken");
    expect([await readAggregates(), await readSnapshotId(), await read("/api/runs/run-full")]).toEqual(before);
    expect(await read("/api/decisions")).toEqual([]);
  });

  it.each([
    "UPDATE decisions SET reason = 'another'",
    "DELETE FROM decisions",
    "UPDATE OR REPLACE decisions SET id = id + 1",
    "REPLACE INTO decisions SELECT * FROM decisions",
  ])("are never changed or removed, even by SQL: %s", async (statement) => {
    await post("/api/results", makeRun());
    await decide("run-1", { kind: "exclude" });
    const before = [await read("/api/decisions"), await readAggregates()];
    await expect(env.DB.prepare(statement).run()).rejects.toThrow("decisions are only added");
    expect([await read("/api/decisions"), await readAggregates()]).toEqual(before);
  });

  it("cost the same however many runs and decisions there are", async () => {
    const runs = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, position) => makeRun({ runId: `run-${from + position}` }));
    const costOfOne = async (runId: string) => costOf(await decide(runId, { kind: "exclude" }));
    await postLines(runs(0, 20));
    await costOfOne("run-0");
    const few = await costOfOne("run-1");
    await postLines(runs(20, 80));
    for (let run = 20; run < 40; run += 1) await costOfOne(`run-${run}`);
    const many = await costOfOne("run-2");
    expect(many.rowsWritten).toBe(few.rowsWritten);
    expect(many.rowsRead).toBe(few.rowsRead);
  });
});
