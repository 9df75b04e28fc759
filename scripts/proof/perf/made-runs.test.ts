import { describe, expect, it } from "vitest";
import { RunSchema } from "#contract/runs/run.ts";
import { type MadeRun, madeRuns } from "./made-runs.ts";

const runs = [...madeRuns({ entries: 6, scenarios: 40, trials: 2 })];
const countBy = (of: (run: MadeRun) => unknown) => new Set(runs.map(of)).size;

describe("made runs", () => {
  it("are of every entry at every scenario, so many times, each with a name of its own", () => {
    expect(runs).toHaveLength(6 * 40 * 2);
    expect(countBy(({ runId }) => runId)).toBe(runs.length);
    expect(countBy(({ scenario }) => scenario)).toBe(40);
    expect(countBy(({ model }) => model)).toBe(6);
    expect(countBy(({ batchId }) => batchId)).toBe(6);
    expect([...madeRuns({ entries: 2, scenarios: 3 })]).toHaveLength(6);
  });

  it("are those of the largest public board unless told otherwise", () => {
    let count = 0;
    for (const _ of madeRuns()) count += 1;
    expect(count).toBe(134 * 500);
  });

  it("keep the contract, and say that they are made up", () => {
    for (const run of runs.slice(0, 50)) expect(RunSchema.safeParse(run).error).toBeUndefined();
    expect(runs.every(({ synthetic }) => synthetic)).toBe(true);
  });

  it("are the same each time", () => {
    expect([...madeRuns({ entries: 6, scenarios: 40, trials: 2 })]).toEqual(runs);
  });

  it("pass by the entry's skill and the scenario's difficulty, not all and not none", () => {
    const passes = runs.filter(({ isSuccessful }) => isSuccessful).length;
    expect(passes).toBeGreaterThan(0.2 * runs.length);
    expect(passes).toBeLessThan(0.8 * runs.length);
    for (const { isSuccessful, totalScore, evaluations } of runs) {
      expect(totalScore).toBe(isSuccessful ? 1 : 0);
      expect(evaluations).toEqual([{ evaluatorName: "tests", score: totalScore, maxScore: 1 }]);
    }
    const rates = [...Map.groupBy(runs, ({ model }) => model).values()].map(
      (own) => own.filter(({ isSuccessful }) => isSuccessful).length / own.length,
    );
    expect(Math.max(...rates) - Math.min(...rates)).toBeGreaterThan(0.2);
  });

  it("report their telemetry for every second entry", () => {
    const reporting = runs.filter(({ telemetry }) => telemetry !== undefined);
    expect(new Set(reporting.map(({ model }) => model))).toEqual(new Set(["model-0", "model-2", "model-4"]));
    expect(reporting).toHaveLength(runs.length / 2);
    for (const { telemetry } of reporting)
      expect(Object.values(telemetry ?? {}).every((value) => value >= 0)).toBe(true);
  });

  it("start on days of their entries' own, none of them to come", () => {
    const days = new Map(runs.map(({ model, startedAt }) => [model, startedAt]));
    expect([...days.values()].slice(0, 3)).toEqual([
      "2026-01-01T00:00:00.000Z",
      "2026-01-02T00:00:00.000Z",
      "2026-01-03T00:00:00.000Z",
    ]);
    const last = [...madeRuns({ entries: 301, scenarios: 1 })].at(-1);
    expect(last?.startedAt).toBe("2026-01-01T00:00:00.000Z");
    expect(last?.agent).toBe("agent-20");
  });
});
