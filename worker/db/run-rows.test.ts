import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { RunSchema, RunSummarySchema } from "#contract/runs/run.ts";
import { makeFullRun, makeRun } from "../testing/make-run.ts";
import { store } from "../testing/stored-runs.ts";
import { openDatabase } from "./database.ts";
import { exportRuns } from "./export-runs.ts";
import { readRun } from "./read-run.ts";
import {
  evaluationOf,
  listedOf,
  publicTelemetryOf,
  runDetailsOf,
  runRowOf,
  runSummaryOf,
  submittedRunOf,
} from "./run-rows.ts";
import { benchmarkRuns, evaluationResults } from "./tables.ts";

const database = openDatabase(env.DB);

const rowsOf = async () => ({
  rows: await database.select().from(benchmarkRuns),
  evaluations: await database.select().from(evaluationResults).orderBy(evaluationResults.position),
});

const FULL = RunSchema.parse(makeFullRun());
const PLAIN = RunSchema.parse(
  makeRun({ runId: "plain", completedAt: undefined, status: "running", isSuccessful: undefined }),
);

describe("a stored run", () => {
  it("is read back as it was submitted, whatever it states", async () => {
    await store([makeFullRun(), makeRun({ ...PLAIN, telemetry: undefined })]);
    const { rows, evaluations } = await rowsOf();
    const [full, plain] = rows;
    if (!full || !plain) throw new Error("not both are there");
    expect(submittedRunOf(full, evaluations)).toEqual(FULL);
    expect(submittedRunOf(plain, [])).toEqual({ ...PLAIN, evaluations: [] });
    expect(submittedRunOf(plain, [])).not.toHaveProperty("telemetry");
  });

  it("is shown without what is private, and in lists without what is large", async () => {
    await store([makeFullRun()]);
    const [row] = (await rowsOf()).rows;
    if (!row) throw new Error("it is not there");
    const { evaluations: _evaluations, telemetry, metadata, ...listed } = FULL;
    const { workspaceDir: _workspace, promptSent: _prompt, ...publicTelemetry } = telemetry ?? {};
    expect(publicTelemetryOf(row)).toEqual(publicTelemetry);
    expect(RunSummarySchema.parse(runSummaryOf(row))).toEqual({ ...listed, metadata: row.metadata, outcome: "pass" });
    expect(JSON.parse(row.metadata ?? "")).toEqual(metadata);
    expect(runDetailsOf(row)).toEqual({ ...listed, metadata, outcome: "pass" });
    const details = await readRun(database, "run-full");
    expect(details).toMatchObject({
      run: { metadata },
      evaluations: FULL.evaluations,
      telemetry: publicTelemetry,
      decisions: [],
    });
    expect(JSON.stringify(details)).not.toContain("private");
    expect(await readRun(database, "nobody")).toBeUndefined();
  });

  it("has no public telemetry where all of it is private, or none is stated", async () => {
    await store([
      makeRun({ runId: "private", telemetry: { workspaceDir: "/home/someone" } }),
      makeRun({ runId: "zero", telemetry: { toolCalls: 0, costUsd: 0 } }),
      makeRun({ runId: "none" }),
    ]);
    const { rows } = await rowsOf();
    expect(rows.map(publicTelemetryOf)).toEqual([null, { toolCalls: 0, costUsd: 0 }, null]);
    expect(rows.map((row) => submittedRunOf(row, []).telemetry)).toEqual([
      { workspaceDir: "/home/someone" },
      { toolCalls: 0, costUsd: 0 },
      undefined,
    ]);
  });

  it("becomes a row that says null for what it does not state, and an empty name for none", () => {
    const row: Record<string, unknown> = runRowOf({ run: PLAIN, outcome: "not-final", contentHash: "h" });
    expect(row).toMatchObject({
      ...{
        runId: "plain",
        batchId: "",
        suiteVersion: "",
        model: "",
        variant: "",
        outcome: "not-final",
        contentHash: "h",
      },
      ...{
        startedAt: Date.parse(PLAIN.startedAt),
        completedAt: null,
        isSuccessful: null,
        totalScore: null,
        metadata: null,
      },
      ...{
        costUsd: null,
        tokensIn: null,
        workspaceDir: null,
        trials: null,
        passes: null,
        links: null,
        synthetic: null,
      },
    });
    const full = runRowOf({ run: FULL, outcome: "pass", contentHash: "h" });
    expect(full).toMatchObject({
      completedAt: Date.parse("2026-08-01T12:01:00Z"),
      isSuccessful: true,
      links: FULL.links,
    });
    expect(full).toMatchObject({ ...FULL.telemetry, scoreStandardError: 0.05, relationship: "third-party" });
  });

  it("lists no column that is large, private or for the database alone", () => {
    const named = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]));
    const kept = named("runId", "suite", "outcome", "startedAt", "links", "totalScore");
    const left = named(
      "metadata",
      "contentHash",
      "keyId",
      "suiteVersionId",
      "entryId",
      "scenarioId",
      "tierId",
      "costUsd",
      "promptSent",
    );
    expect(listedOf({ ...kept, ...left } as never)).toEqual(kept);
  });

  it("has evaluations that say no details where none were given", () => {
    const row = { runId: "r", position: 0, evaluatorName: "e", score: 0, maxScore: 2, details: null };
    expect(evaluationOf(row)).toEqual({ evaluatorName: "e", score: 0, maxScore: 2 });
    expect(evaluationOf({ ...row, details: "" })).toEqual({ evaluatorName: "e", score: 0, maxScore: 2, details: "" });
  });
});

describe("exportRuns", () => {
  it("gives runs whole but for what is private, numbers to their last digit", async () => {
    const scores = [0.1 + 0.2, 1 / 3, 4.9e-30, 12345678.901234567];
    const evaluations = scores.map((score, place) => ({ evaluatorName: `e${place}`, score, maxScore: score + 1 }));
    await store([makeFullRun({ evaluations })]);
    const { runs, next } = await exportRuns(database, {}, 10, undefined);
    const { workspaceDir: _workspace, promptSent: _prompt, ...telemetry } = FULL.telemetry ?? {};
    expect(runs).toEqual([{ run: { ...FULL, evaluations, telemetry }, outcome: "pass" }]);
    expect(next).toBeUndefined();
  });

  it("keeps evaluations in the order in which they were submitted, ten of them too", async () => {
    const evaluations = Array.from({ length: 12 }, (_, place) => ({
      evaluatorName: `e${place}`,
      score: place,
      maxScore: 12,
    }));
    await store([makeRun({ evaluations })]);
    const { runs } = await exportRuns(database, {}, 10, undefined);
    expect(runs[0]?.run.evaluations.map(({ score }) => score)).toEqual(evaluations.map(({ score }) => score));
  });

  it("has pages of as many runs as fit, newest first, and each run once", async () => {
    const note = "x".repeat(900_000);
    const runs = Array.from({ length: 9 }, (_, n) =>
      makeRun({ runId: `run-${n}`, metadata: { note }, startedAt: `2026-08-01T0${n}:00:00.000Z` }),
    );
    await store(runs.slice(0, 2));
    for (const run of runs.slice(2)) await store([run]);
    const sizes: number[] = [];
    const names: string[] = [];
    let next: Awaited<ReturnType<typeof exportRuns>>["next"];
    do {
      const page = await exportRuns(database, {}, 100, next);
      sizes.push(page.runs.length);
      names.push(...page.runs.map(({ run }) => run.runId));
      next = page.next;
    } while (next);
    expect(sizes).toEqual([4, 4, 1]);
    expect(names).toEqual(runs.map(({ runId }) => runId).reverse());
  });

  it("gives one run a page where one alone is too large", async () => {
    const details = "x".repeat(90_000);
    const evaluations = Array.from({ length: 20 }, (_, place) => ({
      evaluatorName: `e${place}`,
      score: 1,
      maxScore: 1,
      details,
    }));
    for (const runId of ["a", "b", "c"]) await store([makeRun({ runId, evaluations })]);
    const page = await exportRuns(database, {}, 100, undefined);
    expect(page.runs.map(({ run }) => run.runId)).toEqual(["c", "b"]);
    expect(page.next).toBeDefined();
  });
});
