import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { post } from "../testing/call.ts";
import { makeRun } from "../testing/make-run.ts";

const readBatches = async () => (await env.DB.prepare("SELECT * FROM batch_runs").all()).results;

describe("POST /api/results/batch", () => {
  it("creates a batch and then updates what is stated", async () => {
    await post("/api/results/batch", { batchId: "b", createdAt: 1_761_248_531_186, metadata: { suites: ["s"] } });
    const response = await post("/api/results/batch", {
      batchId: "b",
      completedAt: "2025-10-23T20:00:00Z",
      totalRuns: 3,
      avgScore: 0.5,
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ success: true, batchId: "b" });
    expect(await readBatches()).toEqual([
      {
        batch_id: "b",
        created_at: 1_761_248_531_186,
        completed_at: Date.parse("2025-10-23T20:00:00Z"),
        total_runs: 3,
        successful_runs: null,
        avg_score: 0.5,
        avg_weighted_score: null,
        metadata: '{"suites":["s"]}',
        listed_at: 1_761_248_531_186,
        removal: null,
        path: expect.stringMatching(/^[01]{40}$/),
        key_id: "",
      },
    ]);
  });

  it("keeps the claims of a batch whose runs came first", async () => {
    await post("/api/results", makeRun({ batchId: "b" }));
    await post("/api/results/batch", { batchId: "b", totalRuns: 7 });
    await post("/api/results", makeRun({ runId: "run-2", batchId: "b" }));
    await post("/api/results/batch", { batchId: "b" });
    expect(await readBatches()).toMatchObject([{ batch_id: "b", total_runs: 7 }]);
  });

  it("refuses an end before the start", async () => {
    const response = await post("/api/results/batch", { batchId: "b", createdAt: 2000, completedAt: 1000 });
    expect(response.status).toBe(422);
    expect(await readBatches()).toEqual([]);
  });
});
