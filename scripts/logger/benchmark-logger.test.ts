import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BenchmarkLogger, type LoggerOptions } from "./benchmark-logger.ts";
import { MOVED_CALLS } from "./moved-calls.ts";
import { type MemoryWorker, startMemoryWorker } from "./testing/memory-worker.ts";

let worker: MemoryWorker;
let folder = "";
const notices: string[] = [];
const loggers: BenchmarkLogger[] = [];
beforeEach(async () => {
  worker = await startMemoryWorker();
  folder = mkdtempSync(join(tmpdir(), "logger-"));
  notices.length = 0;
});
afterEach(async () => {
  worker.trouble = () => undefined;
  await Promise.all(loggers.splice(0).map((logger) => logger.close()));
  worker.close();
  rmSync(folder, { recursive: true, force: true });
});

const options = (more: LoggerOptions = {}): LoggerOptions => ({
  url: worker.url,
  key: "k",
  spool: join(folder, "spool"),
  retries: 0,
  pauseMs: 0,
  notice: (line) => notices.push(line),
  ...more,
});
const makeLogger = (more?: LoggerOptions) => {
  const logger = new BenchmarkLogger(options(more));
  loggers.push(logger);
  return logger;
};
const filesIn = (...parts: string[]) => {
  try {
    return readdirSync(join(folder, "spool", ...parts), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
};

describe("a run", () => {
  it("is delivered with what was logged, as existing harnesses call it", async () => {
    const logger = makeLogger();
    const batchId = logger.startBatch();
    const runId = logger.startRun("update-deps", "nx", "L1", "claude-code", "sonnet", batchId);
    logger.logEvaluation("install", 1, 1, "fine");
    logger.logEvaluation("judge", 0.7, 1);
    logger.logTelemetry(14, 5200, 830, 0.0421, 61_230, "/tmp/w");
    expect(await logger.completeRun(0.82, 7.75, { packageManager: "pnpm" }, true, 0.9)).toEqual({ state: "delivered" });
    expect(worker.runs.get(runId)).toMatchObject({
      batchId,
      suite: "update-deps",
      scenario: "nx",
      tier: "L1",
      agent: "claude-code",
      model: "sonnet",
      status: "completed",
      totalScore: 0.82,
      weightedScore: 7.75,
      isSuccessful: true,
      successMetric: 0.9,
      metadata: { packageManager: "pnpm" },
      evaluations: [
        { evaluatorName: "install", score: 1, maxScore: 1, details: "fine" },
        { evaluatorName: "judge", score: 0.7, maxScore: 1 },
      ],
      telemetry: { toolCalls: 14, tokensIn: 5200, tokensOut: 830, costUsd: 0.0421, durationMs: 61_230 },
    });
    await logger.close();
    expect(filesIn()).toEqual([]);
    expect(notices).toEqual([]);
  });

  it("states nothing that was not stated", async () => {
    const logger = makeLogger();
    const runId = logger.startRun("s", "c", "L0", "echo");
    logger.logTelemetry(undefined, 10);
    await logger.completeRun(Number.NaN);
    const run = worker.runs.get(runId);
    expect(run?.isSuccessful).toBeUndefined();
    expect(run?.totalScore).toBeUndefined();
    expect(run?.batchId).toBeUndefined();
    expect(run?.telemetry).toEqual({ tokensIn: 10 });
  });

  it("takes objects, and ends with what they state", async () => {
    const logger = makeLogger();
    logger.startRun({ runId: "r", suite: "s", scenario: "c", tier: "L0", agent: "auto", metadata: { a: 1 } });
    logger.logEvaluation({ evaluatorName: "logged", score: 1, maxScore: 1 });
    logger.logTelemetry({ toolCalls: 1 });
    logger.logTelemetry({ tokensIn: 2 });
    await logger.completeRun({
      runId: "r",
      agent: "claude-code",
      model: undefined,
      status: "completed",
      completedAt: "2999-01-01T00:00:00Z",
      isSuccessful: false,
      metadata: { b: 2 },
      evaluations: [{ evaluatorName: "given", score: 0, maxScore: 1 }],
      telemetry: { costUsd: 3 },
    });
    expect(worker.runs.get("r")).toMatchObject({
      agent: "claude-code",
      completedAt: "2999-01-01T00:00:00.000Z",
      isSuccessful: false,
      metadata: { a: 1, b: 2 },
      evaluations: [{ evaluatorName: "given" }],
      telemetry: { toolCalls: 1, tokensIn: 2, costUsd: 3 },
    });
  });

  it("that failed keeps the error and its type", async () => {
    const logger = makeLogger();
    const failed = logger.startRun("s", "c", "L0", "echo");
    await logger.failRun(new Error("no workspace"), "workspace");
    expect(worker.runs.get(failed)).toMatchObject({
      status: "failed",
      errorType: "workspace",
      metadata: { error: "no workspace", errorType: "workspace" },
    });
    const odd = logger.startRun("s", "c", "L0", "echo");
    await logger.failRun({ runId: odd, error: "x", errorType: "network", telemetry: { toolCalls: 1 } });
    expect(worker.runs.get(odd)).toMatchObject({
      errorType: "unknown",
      metadata: { error: "x", errorType: "network" },
      telemetry: { toolCalls: 1 },
    });
  });

  it("is told from others that are under way by its name; without one the last started is meant", async () => {
    const logger = makeLogger();
    const [a, b] = [logger.startRun("s", "a", "L0", "echo"), logger.startRun("s", "b", "L0", "echo")];
    logger.logEvaluation("for b", 1, 1);
    logger.logEvaluation({ runId: a, evaluatorName: "for a", score: 1, maxScore: 1 });
    await Promise.all([logger.completeRun(1), logger.completeRun({ runId: a, totalScore: 0 })]);
    expect(worker.runs.get(a)).toMatchObject({
      scenario: "a",
      totalScore: 0,
      evaluations: [{ evaluatorName: "for a" }],
    });
    expect(worker.runs.get(b)).toMatchObject({
      scenario: "b",
      totalScore: 1,
      evaluations: [{ evaluatorName: "for b" }],
    });
  });

  it("of another process can be ended if everything is stated", async () => {
    const logger = makeLogger();
    expect(() => logger.completeRun({ runId: "x", suite: "s" })).toThrow(
      "run x was not started here: scenario, tier, agent, startedAt must be stated",
    );
    const names = { suite: "s", scenario: "c", tier: "L0", agent: "a" };
    await logger.completeRun({ runId: "x", ...names, startedAt: "2026-01-01T00:00:00Z" });
    expect(worker.runs.has("x")).toBe(true);
  });

  it("throws at once for calls about no run, and keeps a run whose metadata are no JSON", async () => {
    const logger = makeLogger();
    expect(() => logger.logEvaluation("e", 1, 1)).toThrow("no run was started");
    expect(() => logger.completeRun()).toThrow("no run was started");
    const runId = logger.startRun("s", "c", "L0", "echo");
    expect(() => logger.completeRun({ metadata: { count: 1n } })).toThrow(TypeError);
    await logger.completeRun();
    expect(worker.runs.has(runId)).toBe(true);
    expect(() => logger.completeRun()).toThrow(`run ${runId} is not under way`);
  });
});

describe("delivery", () => {
  it("writes a result down before it is sent and before the call returns", async () => {
    const logger = makeLogger();
    let seen: string[] = [];
    worker.trouble = () => {
      seen = filesIn();
      return undefined;
    };
    logger.startRun({ runId: "r1", suite: "s", scenario: "c", tier: "L0", agent: "echo" });
    const delivery = logger.completeRun();
    expect(filesIn()).toEqual(["r1.run.json"]);
    expect(await delivery).toEqual({ state: "delivered" });
    expect(seen).toEqual(["r1.run.json"]);
    expect(filesIn()).toEqual([]);
  });

  it.each([
    ["a lost connection", "hang up"],
    ["a server error", { status: 500 }],
    ["too many requests", { status: 429 }],
    ["a wrong key", { status: 401, body: { detail: "wrong key" } }],
    ["an answer that is none of a Worker", { status: 200, body: "hello" }],
    ["an answer about another run", { status: 201, body: { success: true, runId: "other" } }],
  ] as const)("has a result wait after %s, and never throws", async (_, trouble) => {
    const logger = makeLogger();
    worker.trouble = () => trouble;
    logger.startRun({ runId: "r1", suite: "s", scenario: "c", tier: "L0", agent: "echo" });
    expect(await logger.completeRun()).toMatchObject({ state: "waiting", reason: expect.any(String) });
    await logger.close();
    expect(filesIn()).toEqual(["r1.run.json"]);
    expect(notices.at(-1)).toContain("not delivered yet: 1, in ");

    worker.trouble = () => undefined;
    const next = makeLogger();
    await next.close();
    expect([...worker.runs.keys()]).toEqual(["r1"]);
    expect(filesIn()).toEqual([]);
    expect(worker.asked.at(-1)).toBe("POST /api/results/bulk");
  });

  it("asks a Worker that is gone once in a while, and then delivers all", async () => {
    const logger = makeLogger({ pauseMs: 3_600_000 });
    worker.trouble = () => "hang up";
    for (let number = 0; number < 5; number++) {
      logger.startRun({ runId: `r${number}`, suite: "s", scenario: "c", tier: "L0", agent: "echo" });
      expect((await logger.completeRun()).state).toBe("waiting");
    }
    expect(worker.asked).toHaveLength(1);
    expect(notices).toHaveLength(1);
    worker.trouble = () => undefined;
    await logger.close();
    expect(worker.runs.size).toBe(5);
    expect(notices.at(-1)).toBe("delivered after waiting: 5");
  });

  it("delivers what waits as soon as something comes through", async () => {
    const logger = makeLogger();
    worker.trouble = (_, body) => (body.includes('"r1"') && worker.asked.length < 2 ? "hang up" : undefined);
    const start = (runId: string) => logger.startRun({ runId, suite: "s", scenario: "c", tier: "L0", agent: "echo" });
    start("r1");
    expect((await logger.completeRun()).state).toBe("waiting");
    start("r2");
    expect((await logger.completeRun()).state).toBe("delivered");
    await logger.close();
    expect([...worker.runs.keys()].sort()).toEqual(["r1", "r2"]);
  });

  it("sets a refused result aside with the Worker's reason", async () => {
    const logger = makeLogger();
    logger.startRun({ runId: "bad", suite: "s", scenario: "c", tier: "L0", agent: "echo" });
    logger.logEvaluation("e", Number.NaN, 1);
    expect(await logger.completeRun()).toMatchObject({ state: "refused", reason: expect.stringContaining("422") });
    await logger.close();
    expect(filesIn()).toEqual([]);
    expect(filesIn("refused")).toEqual(["bad.run.json", "bad.run.reason.json"]);
    const reason = JSON.parse(readFileSync(join(folder, "spool", "refused", "bad.run.reason.json"), "utf8"));
    expect(reason).toMatchObject({ status: 422, issues: [{ path: ["evaluations", 0, "score"] }] });
    expect(notices[0]).toContain("evaluations[0].score");
  });

  it("sets refused ones aside from among many that wait, and what is broken", async () => {
    const first = makeLogger({ pauseMs: 3_600_000 });
    worker.trouble = () => "hang up";
    for (const runId of ["a", "conflict", "b", "invalid"]) {
      first.startRun({ runId, suite: "s", scenario: "c", tier: "L0", agent: "echo" });
      if (runId === "invalid") first.logEvaluation("e", 1, -1);
      await first.completeRun(1);
    }
    await first.close();
    writeFileSync(join(folder, "spool", "cut.run.json"), '{"runId":');
    worker.trouble = () => undefined;
    const other = makeLogger({ spool: join(folder, "other") });
    other.startRun({ runId: "conflict", suite: "s", scenario: "c", tier: "L0", agent: "somebody else" });
    await other.completeRun(0);

    await makeLogger().close();
    expect([...worker.runs.keys()].sort()).toEqual(["a", "b", "conflict"]);
    expect(filesIn()).toEqual([]);
    expect(filesIn("refused").filter((name) => !name.includes("reason"))).toEqual([
      "conflict.run.json",
      "cut.run.json",
      "invalid.run.json",
    ]);
  });

  it("halves a bulk request that is refused as a whole until the bad run is alone", async () => {
    const first = makeLogger({ pauseMs: 3_600_000 });
    worker.trouble = () => "hang up";
    for (let number = 0; number < 5; number++) {
      first.startRun({ runId: `r${number}`, suite: "s", scenario: "c", tier: "L0", agent: "echo" });
      await first.completeRun();
    }
    await first.close();
    worker.trouble = (_, body) => (body.includes('"r3"') ? { status: 413, body: { detail: "too large" } } : undefined);
    await makeLogger().close();
    expect([...worker.runs.keys()].sort()).toEqual(["r0", "r1", "r2", "r4"]);
    expect(filesIn("refused")).toEqual(["r3.run.json", "r3.run.reason.json"]);
  });

  it("keeps what a bulk answer does not tell of", async () => {
    const first = makeLogger({ pauseMs: 3_600_000 });
    worker.trouble = () => "hang up";
    for (const runId of ["a", "b"]) {
      first.startRun({ runId, suite: "s", scenario: "c", tier: "L0", agent: "echo" });
      await first.completeRun();
    }
    await first.close();
    const answer = { accepted: 1, duplicates: 0, conflicts: [], rejected: [] };
    worker.trouble = () => ({ status: 200, body: answer });
    await makeLogger().close();
    expect(filesIn()).toEqual(["a.run.json", "b.run.json"]);
    expect(notices.join()).toContain("it accounts for 1 of 2 runs");
  });

  it("sets a second result of a run that waits aside", async () => {
    const logger = makeLogger();
    worker.trouble = () => "hang up";
    for (const totalScore of [0, 1]) {
      logger.startRun({ runId: "r", suite: "s", scenario: "c", tier: "L0", agent: "echo" });
      const { state } = await logger.completeRun(totalScore);
      expect(state).toBe(totalScore === 0 ? "waiting" : "refused");
    }
    expect(filesIn()).toEqual(["r.run.json"]);
    expect(filesIn("refused")).toEqual(["r.run.json", "r.run.reason.json"]);
  });

  it("delivers without a spool that it can write to", async () => {
    writeFileSync(join(folder, "file"), "");
    const logger = makeLogger({ spool: join(folder, "file", "spool") });
    const runId = logger.startRun("s", "c", "L0", "echo");
    expect(await logger.completeRun()).toEqual({ state: "delivered" });
    await logger.close();
    expect(worker.runs.has(runId)).toBe(true);
    expect(notices).toEqual([expect.stringContaining("cannot write to the spool")]);
  });

  it("keeps in memory what it cannot write down, and says so where that is lost", async () => {
    writeFileSync(join(folder, "file"), "");
    for (const isBackInTime of [true, false]) {
      const logger = makeLogger({ spool: join(folder, "file", "spool"), pauseMs: 3_600_000 });
      worker.trouble = () => "hang up";
      const runId = logger.startRun("s", "c", "L0", "echo");
      expect((await logger.completeRun()).state).toBe("lost");
      expect(notices.at(-1)).toMatch(/^neither written nor delivered: no answer /);
      if (isBackInTime) worker.trouble = () => undefined;
      expect(await logger.close()).toBe(isBackInTime ? 0 : 1);
      expect(worker.runs.has(runId)).toBe(isBackInTime);
      expect(notices.at(-1)).toContain(
        isBackInTime ? "delivered after waiting: 1" : "lost, since it could be neither written nor delivered: 1",
      );
    }
  });

  it("ends with its signal, and the results stay", async () => {
    const controller = new AbortController();
    const logger = makeLogger({ signal: controller.signal });
    worker.trouble = () => {
      controller.abort(new Error("enough"));
      return { status: 500 };
    };
    logger.startRun({ runId: "r", suite: "s", scenario: "c", tier: "L0", agent: "echo" });
    expect(await logger.completeRun()).toMatchObject({ state: "waiting" });
    await logger.close();
    expect(filesIn()).toEqual(["r.run.json"]);
    expect(worker.asked).toHaveLength(1);
  });

  it("waits in close() for what nobody awaited", async () => {
    const logger = makeLogger();
    for (let number = 0; number < 20; number++) {
      logger.startRun("s", "c", "L0", "echo");
      void logger.completeRun();
    }
    await logger.close();
    expect(worker.runs.size).toBe(20);
  });
});

describe("a batch", () => {
  it("takes in the runs that name none, and is completed with what is claimed", async () => {
    const logger = makeLogger();
    expect(logger.startBatch("b1")).toBe("b1");
    const inside = logger.startRun("s", "c", "L0", "echo");
    await logger.completeRun();
    const claims = { totalRuns: 1, successfulRuns: 0, avgScore: Number.NaN, metadata: { suites: ["s"] } };
    expect(await logger.completeBatch("b1", claims)).toEqual({ state: "delivered" });
    const outside = logger.startRun("s", "c", "L0", "echo");
    await logger.completeRun();
    expect(worker.runs.get(inside)?.batchId).toBe("b1");
    expect(worker.runs.get(outside)?.batchId).toBeUndefined();
    const batch = worker.batches.get("b1");
    expect(batch).toMatchObject({ totalRuns: 1, successfulRuns: 0, metadata: { suites: ["s"] } });
    expect(batch?.createdAt && batch.completedAt && batch.createdAt <= batch.completedAt).toBe(true);
    expect(batch?.avgScore).toBeUndefined();
  });

  it("waits like a run, in its newest state", async () => {
    const logger = makeLogger();
    worker.trouble = () => "hang up";
    logger.startBatch({ batchId: "b", metadata: { a: 1 } });
    expect((await logger.completeBatch({ totalRuns: 0 })).state).toBe("waiting");
    await logger.close();
    expect(filesIn()).toEqual(["b.batch.json"]);
    worker.trouble = () => undefined;
    await makeLogger().close();
    expect(worker.batches.get("b")).toMatchObject({
      totalRuns: 0,
      metadata: { a: 1 },
      completedAt: expect.any(String),
    });
    expect(filesIn()).toEqual([]);
  });

  it("must have been started or be named", () => {
    expect(() => makeLogger().completeBatch()).toThrow("no batch was started");
  });
});

describe("getInstance", () => {
  it("gives the same logger until it is closed, and delivers what waits from before", async () => {
    const before = makeLogger();
    worker.trouble = () => "hang up";
    const runId = before.startRun("s", "c", "L0", "echo");
    await before.completeRun();
    await before.close();
    worker.trouble = () => undefined;
    const logger = BenchmarkLogger.getInstance(options());
    expect(BenchmarkLogger.getInstance()).toBe(logger);
    await logger.close();
    expect(worker.runs.has(runId)).toBe(true);
    const next = BenchmarkLogger.getInstance(options());
    expect(next).not.toBe(logger);
    await next.close();
  });

  it("says what was started and never ended", async () => {
    const logger = makeLogger();
    const runId = logger.startRun("s", "c", "L0", "echo");
    await logger.close();
    expect(notices).toEqual([`started and neither completed nor failed, so that nothing is kept: ${runId}`]);
  });

  it("throws for what is no URL", () => {
    expect(() => makeLogger({ url: "localhost 8787" })).toThrow("url must be a URL such as");
  });
});

describe("the original's calls", () => {
  it("are about the run that they name, with what is counted apart", async () => {
    const logger = makeLogger();
    const names = {
      suite: "update-deps",
      scenario: "nx",
      tier: "L1",
      agent: "anthropic",
      startedAt: "2026-01-01T00:00:00Z",
    };
    logger.startRun({ runId: "one", ...names });
    logger.startRun({ runId: "two", ...names });
    logger.logEvaluation("one", { evaluatorName: "install", score: 1, maxScore: 1 });
    logger.logTelemetry("one", { toolCalls: 3, promptSent: "do it" });
    logger.updateAgent("specialist", "one");
    logger.logTelemetry(1, 2, 3, 0.4, 5, "/w", "a prompt");
    expect(await logger.completeRun(0.5, 5, { a: 1 }, true, 0.7, "pnpm", "3 passed")).toEqual({ state: "delivered" });
    expect(await logger.completeRun({ runId: "one", status: "completed", totalScore: 1 })).toEqual({
      state: "delivered",
    });
    expect(worker.runs.get("two")).toMatchObject({
      evaluations: [],
      telemetry: {
        toolCalls: 1,
        tokensIn: 2,
        tokensOut: 3,
        costUsd: 0.4,
        durationMs: 5,
        workspaceDir: "/w",
        promptSent: "a prompt",
      },
      metadata: { a: 1, packageManager: "pnpm", testResults: "3 passed" },
    });
    expect(worker.runs.get("one")).toMatchObject({
      agent: "specialist",
      evaluations: [{ evaluatorName: "install", score: 1 }],
      telemetry: { toolCalls: 3, promptSent: "do it" },
    });
  });

  it("state a batch, and add to what is stated", async () => {
    const logger = makeLogger();
    await logger.upsertBatch({ batchId: "b", createdAt: 1_700_000_000_000, totalRuns: 0 });
    expect(await logger.upsertBatch({ batchId: "b", totalRuns: 2, successfulRuns: 1 })).toEqual({ state: "delivered" });
    expect(worker.batches.get("b")).toMatchObject({ totalRuns: 2, successfulRuns: 1, createdAt: expect.anything() });
  });

  it("that are not here throw at once, with what to call instead", () => {
    const logger = makeLogger() as unknown as Record<string, (...args: unknown[]) => unknown>;
    for (const [name, instead] of Object.entries(MOVED_CALLS)) {
      expect(() => logger[name]?.("x"), name).toThrow(`BenchmarkLogger has no ${name}: call ${instead}`);
    }
  });

  it("throw at once for what they cannot mean", () => {
    const logger = makeLogger();
    logger.startRun("s", "c", "L0", "a");
    expect(() => logger.logTelemetry("run", 3 as never)).toThrow("logTelemetry takes a run's name and an object");
    expect(() => logger.logEvaluation("nobody", { evaluatorName: "e", score: 1, maxScore: 1 })).toThrow(
      "run nobody is not under way",
    );
  });
});
