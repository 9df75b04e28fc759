import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { BatchSchema } from "#contract/batches/batch.ts";
import { type Run, RunSchema } from "#contract/runs/run.ts";
import { ManifestSchema } from "#contract/suites/manifest.ts";
import { MISTAKEN_BATCH, sampleBatches } from "./sample-batches.ts";
import { dayBefore } from "./sample-days.ts";
import { SAMPLE_MANIFESTS } from "./sample-manifests.ts";
import { sampleRuns } from "./sample-runs.ts";

const LAST_DAY = "2026-08-06";

const digest = (documents: Iterable<unknown>): string => {
  const hash = createHash("sha256");
  for (const document of documents) hash.update(`${JSON.stringify(document)}\n`);
  return hash.digest("hex");
};

const entryOf = ({ agent, model, variant }: Run) => JSON.stringify([agent, model, variant]);

describe("sampleRuns", () => {
  let runs: Run[] = [];
  beforeAll(() => {
    runs = [...sampleRuns(LAST_DAY)].map((run) => RunSchema.parse(run));
  });

  const count = (matches: (run: Run) => unknown) => runs.filter(matches).length;
  const values = (field: (run: Run) => unknown) => [...new Set(runs.map(field))].sort();

  it("gives the same bytes each time", () => {
    expect(digest(sampleRuns(LAST_DAY))).toBe("0d1ce494d4b0bcf75586c15a815bb941eb26c8fd5522e36d6bbbcb9e3bcc5293");
    expect(runs).toHaveLength(4635);
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(runs.length);
  });

  it("ends on the day that it is asked for, whatever the day, and is otherwise the same", () => {
    for (const day of [LAST_DAY, "2027-03-01"]) {
      const moments = [...sampleRuns(day)].map(({ startedAt }) => startedAt).sort();
      expect(moments.at(-1)?.slice(0, 10)).toBe(day);
    }
    const [first] = sampleRuns("2026-08-07");
    expect(first?.startedAt).toBe("2026-01-13T08:00:00.000Z");
    expect(dayBefore(new Date("2026-03-01T00:30:00.000Z"))).toBe("2026-02-28");
  });

  it("has versions of an agent over time, links, and who ran it for some", () => {
    const days = Map.groupBy(
      runs.filter(({ agent, suite }) => agent === "imaginary-mole" && suite === "fix-bugs"),
      entryOf,
    );
    const starts = [...days.values()].map((members) => members.map(({ startedAt }) => startedAt).sort()[0] ?? "");
    expect(starts).toHaveLength(3);
    expect(starts).toEqual(starts.toSorted());
    expect(values(({ relationship }) => relationship)).toEqual(["first-party", "third-party", undefined]);
    expect(count(({ links }) => links !== undefined)).toBeGreaterThan(500);
    expect(runs.find(({ links }) => links)?.links?.map(({ kind }) => kind)).toEqual(["transcript", "patch"]);
  });

  it("marks every run as synthetic", () => {
    expect(runs.every(({ synthetic }) => synthetic)).toBe(true);
  });

  it("has three suites, one of them in two versions, five tiers and thirteen entries", () => {
    expect(values(({ suite }) => suite)).toEqual(["fix-bugs", "refactor", "update-deps"]);
    expect(values(({ suite, suiteVersion }) => `${suite} ${suiteVersion}`)).toHaveLength(4);
    expect(values(({ tier }) => tier)).toEqual(["L0", "L1", "L2", "L3", "Lx"]);
    expect(values(entryOf)).toHaveLength(13);
  });

  it("has every kind of failure, and runs without a verdict or not yet final", () => {
    for (const errorType of ["workspace", "prompt", "agent", "evaluation", "timeout", "unknown", undefined]) {
      expect(count((run) => run.status === "failed" && run.errorType === errorType)).toBeGreaterThan(10);
    }
    expect(count((run) => run.metadata?.["errorType"] === "timeout" && run.errorType === "timeout")).toBeGreaterThan(5);
    expect(count((run) => run.status === "completed" && run.isSuccessful === undefined)).toBeGreaterThan(10);
    expect(count(({ status }) => status === "running")).toBe(1);
    expect(count(({ status }) => status === "incomplete")).toBe(1);
  });

  it("has gaps in its telemetry", () => {
    const costless = new Set(runs.map(entryOf));
    for (const run of runs) if (run.telemetry?.costUsd !== undefined) costless.delete(entryOf(run));
    expect(costless.size).toBe(3);
    expect(count(({ telemetry }) => telemetry === undefined)).toBeGreaterThan(100);
    expect(count(({ telemetry }) => telemetry && telemetry.durationMs === undefined)).toBeGreaterThan(100);
    expect(count(({ telemetry }) => telemetry && telemetry.toolCalls === undefined)).toBeGreaterThan(100);
  });

  it("has graded scores in one suite alone", () => {
    const scores = (suite: string) => new Set(runs.filter((run) => run.suite === suite).map((run) => run.totalScore));
    expect(scores("refactor").size).toBeGreaterThan(10);
    expect(scores("fix-bugs")).toEqual(new Set([0, 1, undefined]));
  });

  it("has an entry that misses scenarios", () => {
    const scenarios = Map.groupBy(
      runs.filter(({ suite }) => suite === "fix-bugs"),
      entryOf,
    );
    const covered = [...scenarios.values()].map((members) => new Set(members.map(({ scenario }) => scenario)).size);
    expect(covered.sort()).toEqual([13, ...Array(12).fill(16)]);
  });

  it("has two entries with equal results and different costs", () => {
    const of = (agent: string) => runs.filter((run) => run.agent === agent && run.model === "invented/mono-3");
    const results = (agent: string) =>
      of(agent).map(({ suite, scenario, tier, status, isSuccessful, totalScore }) =>
        JSON.stringify([suite, scenario, tier, status, isSuccessful, totalScore]),
      );
    const cost = (agent: string) => of(agent).reduce((sum, { telemetry }) => sum + (telemetry?.costUsd ?? 0), 0);
    expect(results("imaginary-badger")).toEqual(results("imaginary-crow"));
    expect(cost("imaginary-badger")).not.toBe(cost("imaginary-crow"));
  });

  it("has three trials a cell and several evaluations a run, with details", () => {
    const cells = Map.groupBy(runs, (run) =>
      [run.suite, run.suiteVersion, run.scenario, run.tier, entryOf(run)].join(),
    );
    expect([...cells.values()].every((trials) => trials.length === 3)).toBe(true);
    const evaluations = runs.find(({ status }) => status === "completed")?.evaluations ?? [];
    expect(evaluations.map(({ evaluatorName }) => evaluatorName)).toEqual(["tests", "lint", "judge"]);
    expect(evaluations[2]?.details).toMatch(/^The change /);
  });
});

it("states what its suites consist of: manifests that keep the contract, of scenarios that have runs", () => {
  const ran = Map.groupBy(sampleRuns(LAST_DAY), ({ suite, suiteVersion }) => `${suite} ${suiteVersion}`);
  for (const { suite, version, manifest } of SAMPLE_MANIFESTS) {
    const { scenarios = [], tiers = [] } = ManifestSchema.parse(manifest);
    const runs = ran.get(`${suite} ${version}`) ?? [];
    const seen = (of: (run: (typeof runs)[number]) => string) => [...new Set(runs.map(of))].sort();
    expect(seen(({ tier }) => tier)).toEqual(tiers.map(({ tier }) => tier).sort());
    if (scenarios.length > 0)
      expect(seen(({ scenario }) => scenario)).toEqual(scenarios.map(({ scenario }) => scenario).sort());
  }
});

describe("sampleBatches", () => {
  it("gives batches that keep the contract, one of them still running", () => {
    const batches = [...sampleBatches(LAST_DAY)].map((batch) => BatchSchema.parse(batch));
    expect(batches).toHaveLength(44);
    expect(batches.filter(({ completedAt }) => completedAt === undefined)).toHaveLength(1);
  });

  it("makes claims that hold, but for one batch", () => {
    const runs = Map.groupBy(sampleRuns(LAST_DAY), ({ batchId }) => batchId);
    const mistaken = [...sampleBatches(LAST_DAY)].filter(
      ({ batchId, totalRuns, successfulRuns }) =>
        totalRuns !== runs.get(batchId)?.length ||
        successfulRuns !== runs.get(batchId)?.filter(({ isSuccessful }) => isSuccessful).length,
    );
    expect(mistaken.map(({ batchId }) => batchId)).toEqual([MISTAKEN_BATCH]);
  });
});
