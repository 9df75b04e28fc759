import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { RunDetails } from "#contract/runs/run.ts";
import { call, post, read } from "../testing/call.ts";
import { makeFullRun, makeRun } from "../testing/make-run.ts";
import { readAggregates } from "../testing/recount.ts";
import { readSnapshotId } from "../testing/snapshot.ts";

const SECRET_TEXT = "sk-must-not-stay";
const REASON = "an answer held a key";

const leaking = (fields: Parameters<typeof makeRun>[0] = {}) =>
  makeRun({
    runId: "leaking",
    metadata: { answer: SECRET_TEXT },
    links: [{ kind: "log", url: `https://example.org/${SECRET_TEXT}` }],
    evaluations: [
      { evaluatorName: "tests", score: 1, maxScore: 2, details: `found ${SECRET_TEXT}` },
      { evaluatorName: "lint", score: 1, maxScore: 1 },
    ],
    telemetry: { tokensIn: 5, promptSent: SECRET_TEXT, workspaceDir: `/home/${SECRET_TEXT}` },
    ...fields,
  });

const purge = (runId = "leaking") => post(`/api/runs/${runId}/purge`, { reason: REASON });

/** Every text of the database, to look for what must be gone. */
const dump = async (): Promise<string> =>
  JSON.stringify(
    await env.DB.batch(
      ["benchmark_runs", "evaluation_results", "decisions"].map((t) => env.DB.prepare(`SELECT * FROM ${t}`)),
    ),
  );

describe("POST /api/runs/:runId/purge", () => {
  it("empties every text of the run for good, and leaves the run, its figures and a public decision", async () => {
    await post("/api/results", makeFullRun());
    await post("/api/results", leaking());
    const other = await read("/api/runs/run-full");
    const before = { id: await readSnapshotId(), aggregates: await readAggregates() };
    expect(await dump()).toContain(SECRET_TEXT);
    const response = await purge();
    expect(response.status).toBe(201);
    const decision = { runId: "leaking", kind: "purge", reason: REASON, changes: {} };
    expect(await response.json()).toMatchObject({ success: true, decision });
    expect(await dump()).not.toContain(SECRET_TEXT);
    expect({ id: await readSnapshotId(), aggregates: await readAggregates() }).toEqual(before);
    const { run, evaluations, telemetry, decisions } = (await read("/api/runs/leaking")) as RunDetails;
    expect(run).toMatchObject({ runId: "leaking", outcome: "pass" });
    expect(run.metadata ?? null).toBeNull();
    expect(evaluations).toEqual([
      { evaluatorName: "tests", score: 1, maxScore: 2 },
      { evaluatorName: "lint", score: 1, maxScore: 1 },
    ]);
    expect(telemetry).toEqual({ tokensIn: 5 });
    expect(decisions).toMatchObject([decision]);
    expect(await read("/api/decisions")).toMatchObject([decision]);
    expect(await read("/api/runs/run-full")).toEqual(other);
  });

  it("takes the same run again for a duplicate, which brings nothing back", async () => {
    await post("/api/results", leaking());
    await purge();
    expect(await (await post("/api/results", leaking())).json()).toMatchObject({ duplicate: true });
    expect((await post("/api/results", leaking({ totalScore: 0.1 }))).status).toBe(409);
    expect(await dump()).not.toContain(SECRET_TEXT);
  });

  it("purges an unfinished run too, whose end then comes as ever", async () => {
    const running = { status: "running", completedAt: null, isSuccessful: null } as const;
    await post("/api/results", leaking(running));
    expect((await purge()).status).toBe(201);
    expect(await dump()).not.toContain(SECRET_TEXT);
    expect(await (await post("/api/results", makeRun({ runId: "leaking" }))).json()).toMatchObject({ replaced: true });
  });

  it("keeps what decisions corrected, and lets others follow", async () => {
    await post("/api/results", leaking());
    await post("/api/runs/leaking/decisions", { kind: "re-price", costUsd: 3, reason: "a bill" });
    await purge();
    const correction = () => env.DB.prepare("SELECT outcome, cost_usd FROM run_corrections").first();
    expect(await correction()).toEqual({ outcome: "pass", cost_usd: 3 });
    expect((await post("/api/runs/leaking/decisions", { kind: "exclude", reason: "r" })).status).toBe(201);
    expect(await correction()).toEqual({ outcome: "excluded", cost_usd: 3 });
  });

  it.each([
    ["metadata", { metadata: { a: 1 } }],
    ["links", { links: [{ kind: "log", url: "https://example.org/" }] }],
    ["the prompt", { telemetry: { promptSent: "p" } }],
    ["the folder", { telemetry: { workspaceDir: "/w" } }],
    ["details", { evaluations: [{ evaluatorName: "e", score: 1, maxScore: 1, details: "d" }] }],
  ] as const)("purges %s alone as well, and says where nothing is left", async (_, fields) => {
    await post("/api/results", makeRun({ runId: "leaking", ...(fields as Parameters<typeof makeRun>[0]) }));
    expect((await purge()).status).toBe(201);
    const again = await purge();
    expect(again.status).toBe(409);
    expect(((await again.json()) as { detail: string }).detail).toBe("run leaking holds no text that could be purged");
  });

  it("wants a reason and a run", async () => {
    await post("/api/results", leaking());
    expect((await post("/api/runs/leaking/purge", {})).status).toBe(422);
    expect((await post("/api/runs/leaking/purge", { reason: "r", kind: "exclude" })).status).toBe(422);
    expect((await purge("unknown")).status).toBe(404);
    expect(((await (await call("/api/runs/leaking")).json()) as RunDetails).run.metadata).toEqual({
      answer: SECRET_TEXT,
    });
  });

  it("is the only way to change a stored text", async () => {
    await post("/api/results", leaking());
    const change = (statement: string) => env.DB.prepare(statement).run();
    await expect(change("UPDATE benchmark_runs SET metadata = NULL")).rejects.toThrow("replaced as a whole");
    await expect(change("UPDATE evaluation_results SET details = NULL")).rejects.toThrow("comes before its run");
    await purge();
    await expect(change("UPDATE benchmark_runs SET metadata = '{}'")).rejects.toThrow("replaced as a whole");
    await expect(change("UPDATE benchmark_runs SET total_score = 0")).rejects.toThrow("replaced as a whole");
    await expect(change("UPDATE evaluation_results SET score = 0")).rejects.toThrow("comes before its run");
    await expect(change("UPDATE evaluation_results SET details = 'x'")).rejects.toThrow("comes before its run");
  });
});
