import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { call, post, postLines, read } from "../testing/call.ts";
import { makeFullRun, makeRun } from "../testing/make-run.ts";
import { readSnapshot } from "../testing/snapshot.ts";

const storedRuns = async () => (await read("/api/runs")) as Record<string, unknown>[];

const withoutPrivate = ({ telemetry, evaluations, ...run }: ReturnType<typeof makeFullRun>) => {
  const { workspaceDir: _, promptSent: __, ...shown } = telemetry ?? {};
  return { run: { ...run, outcome: "pass" }, evaluations, telemetry: shown, decisions: [] };
};

describe("POST /api/results", () => {
  it("takes a clock that is ahead, and no run of the day after tomorrow", async () => {
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    expect((await post("/api/results", makeRun({ startedAt: at(23), completedAt: null }))).status).toBe(201);
    const ahead = makeRun({ runId: "ahead", startedAt: at(23), completedAt: at(25) });
    const refused = await post("/api/results", ahead);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ issues: [{ path: ["completedAt"] }] });
    expect(await (await postLines([ahead])).json()).toMatchObject({ accepted: 0, rejected: [{ line: 1 }] });
    expect((await post("/api/results/batch", { batchId: "b", createdAt: Date.now() + 90_000_000 })).status).toBe(422);
  });

  it("stores a run that reads back as it was submitted, without its private fields", async () => {
    const run = makeFullRun();
    const response = await post("/api/results", run);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ success: true, runId: "run-full" });
    expect(await read("/api/runs/run-full")).toEqual(withoutPrivate(run));
  });

  it("takes a run again as a duplicate that changes nothing", async () => {
    await post("/api/results", makeFullRun());
    const snapshot = await readSnapshot();
    const reordered = Object.fromEntries(Object.entries(makeFullRun()).reverse());
    const response = await post("/api/results", reordered);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ success: true, runId: "run-full", duplicate: true });
    expect(await readSnapshot()).toEqual(snapshot);
  });

  it("refuses other content under the same runId, naming the fields, and changes nothing", async () => {
    await post("/api/results", makeFullRun());
    const before = [await readSnapshot(), await read("/api/runs/run-full")];
    const response = await post("/api/results", makeFullRun({ totalScore: 0.5, variant: null, evaluations: [] }));
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      status: 409,
      error: "run run-full already exists with different content: evaluations, totalScore, variant",
      issues: [{ path: ["evaluations"] }, { path: ["totalScore"] }, { path: ["variant"] }],
    });
    expect([await readSnapshot(), await read("/api/runs/run-full")]).toEqual(before);
  });

  it("replaces a running state by the final one, and not the other way round", async () => {
    const running = makeRun({ status: "running", completedAt: null, isSuccessful: null, telemetry: { toolCalls: 1 } });
    await post("/api/results", running);
    expect(await storedRuns()).toMatchObject([{ status: "running", outcome: "not-final" }]);
    const final = await post("/api/results", makeRun({ telemetry: { toolCalls: 9 } }));
    expect(await final.json()).toEqual({ success: true, runId: "run-1", replaced: true });
    expect(await read("/api/runs/run-1/telemetry")).toEqual({ toolCalls: 9 });
    const late = await post("/api/results", running);
    expect(late.status).toBe(409);
    expect(await storedRuns()).toMatchObject([{ status: "completed", outcome: "pass" }]);
  });

  it("gives each way to end its outcome", async () => {
    const failed = { status: "failed", isSuccessful: null } as const;
    const runs = {
      pass: makeRun(),
      fail: makeRun({ isSuccessful: false }),
      "not-stated": makeRun({ isSuccessful: null }),
      timeout: makeRun({ ...failed, errorType: "timeout" }),
      "infrastructure-error": makeRun({ ...failed, metadata: { errorType: "workspace" } }),
      "unknown-failure": makeRun({ ...failed, metadata: { errorType: "something else" } }),
    };
    for (const [outcome, run] of Object.entries(runs)) {
      expect((await post("/api/results", { ...run, runId: outcome })).status).toBe(201);
      expect(await read(`/api/runs/${outcome}`)).toMatchObject({ run: { outcome } });
    }
  });

  it("reads 'default' and null models as not stated", async () => {
    await post("/api/results", makeRun({ model: "default" }));
    const duplicate = await post("/api/results", makeRun({ model: null }));
    expect(await duplicate.json()).toMatchObject({ duplicate: true });
    expect((await storedRuns())[0]).toMatchObject({ model: null });
  });

  it("stores moments in UTC", async () => {
    await post("/api/results", makeRun({ startedAt: "2026-08-01T12:00:00+02:00" }));
    expect(await storedRuns()).toMatchObject([{ startedAt: "2026-08-01T10:00:00.000Z" }]);
  });

  it.each([
    ["a missing field", { suite: undefined }, ["suite"]],
    ["an unknown field", { isSuccesful: true }, []],
    ["an empty name", { model: "" }, ["model"]],
    ["a control character in a name", { agent: "a\u0007b" }, ["agent"]],
    ["a name of 513 characters", { scenario: "x".repeat(513) }, ["scenario"]],
    ["an unknown status", { status: "done" }, ["status"]],
    ["a moment without offset", { startedAt: "2026-08-01T12:00:00" }, ["startedAt"]],
    ["an end before the start", { completedAt: "2026-07-31T12:00:00Z" }, ["completedAt"]],
    ["an end of a running run", { status: "running" }, ["completedAt"]],
    ["a score beyond the scale", { totalScore: 1e5 }, ["totalScore"]],
    [
      "a maximum of 0",
      { evaluations: [{ evaluatorName: "e", score: 0, maxScore: 0 }] },
      ["evaluations", 0, "maxScore"],
    ],
    ["negative tokens", { telemetry: { tokensIn: -1 } }, ["telemetry", "tokensIn"]],
    ["metadata that is a list", { metadata: [] }, ["metadata"]],
  ])("refuses %s with 422 and its place, and stores nothing", async (_, fields, path) => {
    const response = await post("/api/results", { ...makeRun(), ...fields });
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    const problem = (await response.json()) as { issues: { path: unknown[] }[]; error: string };
    expect(problem.issues.map((issue) => issue.path)).toEqual([path]);
    expect(problem.error).toContain(String(path.at(-1) ?? "unknown field"));
    expect(await storedRuns()).toEqual([]);
  });

  it("refuses metadata that is nested too deep", async () => {
    const deep = `{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    const body = JSON.stringify(makeRun()).replace(/}$/, `,"metadata":${deep}}`);
    expect((await post("/api/results", body)).status).toBe(422);
  });

  it("keeps metadata of 330 KB", async () => {
    const metadata = { text: 'a "quoted" line\n'.repeat(21_000) };
    expect((await post("/api/results", makeRun({ metadata }))).status).toBe(201);
    expect(await read("/api/runs/run-1")).toMatchObject({ run: { metadata } });
  });

  it("refuses what is not JSON, not UTF-8, not declared as JSON, or too large", async () => {
    const key = { authorization: `Bearer ${env.API_SECRET_KEY}` };
    const send = (body: BodyInit, type = "application/json") =>
      call("/api/results", { method: "POST", body, headers: { ...key, "content-type": type } });
    expect((await send("{")).status).toBe(400);
    expect((await send(new Uint8Array([0xff]))).status).toBe(400);
    expect((await send("{}", "text/html")).status).toBe(415);
    expect((await send(" ".repeat(1024 * 1024 + 1))).status).toBe(413);
  });

  it("needs the key, and a configured secret", async () => {
    const send = (headers: Record<string, string>, environment = env as Parameters<typeof call>[2]) =>
      call("/api/results", { method: "POST", body: JSON.stringify(makeRun()), headers }, environment);
    expect((await send({})).status).toBe(401);
    expect((await send({ authorization: "Bearer wrong" })).status).toBe(403);
    expect((await send({ authorization: "Basic test-key" })).status).toBe(401);
    const { API_SECRET_KEY: _, ...withoutSecret } = env;
    expect((await send({ authorization: "Bearer dev-local-key" }, withoutSecret)).status).toBe(503);
    expect(await storedRuns()).toEqual([]);
  });
});
