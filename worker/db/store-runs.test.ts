import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { costOf, post } from "../testing/call.ts";
import { makeFullRun, makeRun, type SubmittedRun } from "../testing/make-run.ts";
import { readSnapshot } from "../testing/snapshot.ts";

/** How many rows are written for a run by a request of its own. */
const rowsWritten = async (run: SubmittedRun): Promise<number> => costOf(await post("/api/results", run)).rowsWritten;

describe("storing a run", () => {
  // The run, its five indexes (run id, time, batch, entry, cell), its cell, its entry's tier, its scenario's tier and its day.
  const FEWEST = 10;

  it("writes the run, five index rows and four aggregates", async () => {
    await post("/api/results", makeRun());
    expect(await rowsWritten(makeRun({ runId: "run-2" }))).toBe(FEWEST);
  });

  it("writes no more for telemetry, and more for an evaluation (3, in a batch 4) and a batch (1)", async () => {
    await post("/api/results", makeFullRun());
    const evaluations = makeFullRun().evaluations?.length ?? 0;
    expect(await rowsWritten(makeFullRun({ runId: "run-2" }))).toBe(FEWEST + 1 + 4 * evaluations);
    expect(await rowsWritten(makeFullRun({ runId: "run-3", batchId: null }))).toBe(FEWEST + 3 * evaluations);
  });

  it("writes a row more for the snapshot's part only once, after it was made", async () => {
    await post("/api/results", makeRun());
    await readSnapshot();
    // The part, and the index of its hash.
    expect(await rowsWritten(makeRun({ runId: "run-2" }))).toBe(FEWEST + 2);
    expect(await rowsWritten(makeRun({ runId: "run-3" }))).toBe(FEWEST);
  });

  it("writes nothing for a duplicate or a conflict", async () => {
    await post("/api/results", makeFullRun());
    expect(await rowsWritten(makeFullRun())).toBe(0);
    expect(await rowsWritten(makeFullRun({ agent: "other" }))).toBe(0);
  });

  it("writes all of a run or nothing, if the database fails half-way", async () => {
    await env.DB.exec("CREATE TRIGGER broken BEFORE INSERT ON cells BEGIN SELECT raise(ABORT, 'broken'); END");
    expect((await post("/api/results", makeFullRun())).status).toBe(500);
    const tables = ["benchmark_runs", "evaluation_results", "batch_runs", "cells", "entries"];
    for (const table of tables) {
      expect(await env.DB.prepare(`SELECT count(*) AS rows FROM ${table}`).first("rows"), table).toBe(0);
    }
  });

  it("stores a run once when many submit it at the same time", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post("/api/results", makeFullRun())));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(19).fill(200), 201]);
    expect(await env.DB.prepare("SELECT runs FROM cells").first("runs")).toBe(1);
  });
});
