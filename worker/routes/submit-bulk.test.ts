import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { BulkSubmittedSchema, MAX_BULK_BYTES, MAX_BULK_LINES } from "#contract/runs/bulk.ts";
import { ProblemSchema } from "#contract/service/problem.ts";
import { costOf, post, postLines, read } from "../testing/call.ts";
import { makeFullRun, makeRun } from "../testing/make-run.ts";

const runs = (count: number) => Array.from({ length: count }, (_, position) => makeRun({ runId: `run-${position}` }));

const countRuns = async (): Promise<number> =>
  (await env.DB.prepare("SELECT count(*) AS runs FROM benchmark_runs").first<number>("runs")) ?? 0;

describe("POST /api/results/bulk", () => {
  it("stores thousands of lines in one request, and knows them again", async () => {
    const first = await postLines(runs(MAX_BULK_LINES));
    expect(await first.json()).toEqual({ accepted: MAX_BULK_LINES, duplicates: 0, conflicts: [], rejected: [] });
    expect(await countRuns()).toBe(MAX_BULK_LINES);
    const again = await postLines(runs(MAX_BULK_LINES));
    expect(await again.json()).toEqual({ accepted: 0, duplicates: MAX_BULK_LINES, conflicts: [], rejected: [] });
  });

  it("stores what the single endpoint stores", async () => {
    await postLines([makeFullRun({ runId: "bulk" })]);
    await post("/api/results", makeFullRun({ runId: "single" }));
    const bulk = JSON.stringify(await read("/api/runs/bulk"));
    expect(bulk.replace('"bulk"', '"single"')).toBe(JSON.stringify(await read("/api/runs/single")));
  });

  it("takes the good lines and says of each bad one where it is and why", async () => {
    await post("/api/results", makeRun({ runId: "present" }));
    const response = await postLines([
      makeRun({ runId: "one" }),
      "not json",
      "",
      makeRun({ runId: "two", agent: "" }),
      makeRun({ runId: "present", isSuccessful: false }),
      "  \r",
      makeRun({ runId: "three" }),
    ]);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      accepted: 2,
      duplicates: 0,
      conflicts: [{ line: 5, runId: "present", issues: [{ path: ["isSuccessful"] }] }],
      rejected: [{ line: 2 }, { line: 4, issues: [{ path: ["agent"] }] }],
    });
    expect(await countRuns()).toBe(3);
  });

  it("follows a run that comes several times in one request", async () => {
    const running = makeRun({ status: "running", completedAt: null, isSuccessful: null });
    const response = await postLines([running, makeRun(), makeRun(), running, makeRun({ isSuccessful: false })]);
    expect(await response.json()).toMatchObject({ accepted: 2, duplicates: 1, conflicts: [{ line: 4 }, { line: 5 }] });
    expect(await read("/api/runs")).toMatchObject([{ outcome: "pass" }]);
  });

  it("names the fields that differ of as many large runs as a request may read, and of the others that they differ", async () => {
    const names = Array.from({ length: 7 }, (_, position) => `large-${position}`);
    for (const runId of names) await postLines([makeRun({ runId, metadata: { text: "x".repeat(1_000_000) } })]);
    const response = await postLines(names.map((runId) => makeRun({ runId, isSuccessful: false })));
    const { conflicts } = BulkSubmittedSchema.parse(await response.json());
    expect(conflicts.map(({ issues }) => issues.map(({ path }) => path[0]).sort())).toEqual([
      ...Array.from({ length: 3 }, () => ["isSuccessful", "metadata"]),
      ...Array.from({ length: 4 }, () => ["runId"]),
    ]);
    expect(conflicts[6]?.issues[0]?.message).toContain("read that one to see what differs");
  });

  it("stops with 413 at more lines than a request may hold, keeping those before", async () => {
    const response = await postLines(runs(MAX_BULK_LINES + 1));
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      detail: `over 5000 lines in one request: send line 5001 and everything after it in another`,
    });
    expect(await countRuns()).toBe(MAX_BULK_LINES);
  });

  describe("at lines that need a chunk each", () => {
    const states = (runId: string, agent = "agent") =>
      Array.from({ length: 50 }, (_, position) =>
        makeRun({ runId, agent, status: "running", completedAt: null, metadata: { position } }),
      );
    const finals = (runId: string, agent: string) =>
      Array.from({ length: 50 }, (_, position) => makeRun({ runId, agent, metadata: { position } }));

    it.each([
      ["states that replace one another", states("run")],
      ["conflicts with what is stored", finals("stored", "other")],
      ["the same again", Array.from({ length: 50 }, () => makeRun({ runId: "stored" }))],
      ["states of a run that is final", states("stored", "other")],
      [
        "what is new and what is a conflict",
        states("run").flatMap((run) => [run, ...finals("stored", "other").slice(0, 1)]),
      ],
    ])("needs no more queries than a free plan has: %s", async (_, lines) => {
      await post("/api/results", makeRun({ runId: "stored" }));
      const response = await postLines(lines);
      expect(costOf(response).queries).toBeLessThanOrEqual(50);
      if (response.status !== 200) expect(response.status).toBe(413);
    });

    it("stops with 413 and the line to go on with, which then goes in", async () => {
      const lines = states("run");
      const response = await postLines(lines);
      const { detail } = ProblemSchema.parse(await response.json());
      const [, line] = /send line (\d+) and everything after it in another/.exec(detail ?? "") ?? [];
      expect(Number(line)).toBeGreaterThan(3);
      expect(await read("/api/runs/run")).toMatchObject({ run: { metadata: { position: Number(line) - 2 } } });
      expect(await (await postLines(lines.slice(Number(line) - 1, Number(line) + 1))).json()).toMatchObject({
        accepted: 2,
      });
    });
  });

  it("takes as many bytes as a request may hold where nothing comes twice", async () => {
    const lines = runs(4_000).map((run) => ({ ...run, metadata: { pad: "x".repeat(790) } }));
    expect(JSON.stringify(lines).length).toBeGreaterThan(0.95 * MAX_BULK_BYTES);
    expect(await (await postLines(lines)).json()).toMatchObject({ accepted: 4_000, rejected: [] });
  });

  it("stores large runs by chunks", async () => {
    const metadata = { text: '"\\\n'.repeat(80_000) };
    const large = Array.from({ length: 6 }, (_, position) => makeRun({ runId: `large-${position}`, metadata }));
    expect(await (await postLines(large)).json()).toMatchObject({ accepted: 6, rejected: [] });
    expect(await read("/api/runs/large-5")).toMatchObject({ run: { metadata } });
  });

  it("leaves every line of a cut-off request wholly in or wholly out", async () => {
    const lines = runs(2_000).map((run) =>
      JSON.stringify({ ...run, telemetry: { toolCalls: 1 }, metadata: { pad: "x".repeat(1_000) } }),
    );
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(lines.join("\n").slice(0, -500)));
        controller.error(new Error("connection lost"));
      },
    });
    await post("/api/results/bulk", body as never, { "content-type": "application/x-ndjson" }).catch(() => undefined);
    const runIds = await env.DB.prepare(
      "SELECT count(*) AS runs FROM benchmark_runs WHERE tool_calls IS NOT NULL",
    ).first("runs");
    expect(runIds).toBe(await countRuns());
    expect(await (await postLines(lines)).json()).toMatchObject({ conflicts: [], rejected: [] });
    expect(await countRuns()).toBe(2_000);
  });

  it("needs the key", async () => {
    const response = await post("/api/results/bulk", "{}", {
      authorization: "Bearer wrong",
      "content-type": "text/plain",
    });
    expect(response.status).toBe(403);
  });
});
