import { describe, expect, it } from "vitest";
import { RunSchema } from "#contract/runs/run.ts";
import { CELLS, madeTrials, NAMES, runIdOf } from "./made-trials.ts";

const read = (from: number, to: number) => [...madeTrials(from, to)].map((line) => RunSchema.parse(JSON.parse(line)));
type MadeTrial = ReturnType<typeof read>[number];

/** All that the aggregates keep a row of, as texts. */
const placesOf = (runs: readonly MadeTrial[]): Set<string> =>
  new Set(
    runs.flatMap(({ batchId, suite, scenario, tier, agent, model, startedAt, evaluations = [] }) => [
      JSON.stringify(["cell", batchId, suite, scenario, tier, agent, model]),
      JSON.stringify(["day", startedAt.slice(0, 10), scenario]),
      ...evaluations.map(({ evaluatorName }) => JSON.stringify([evaluatorName, scenario, startedAt.slice(0, 10)])),
    ]),
  );

describe("made trials", () => {
  const first = read(0, 2);

  it("are of every cell, in 20 batches, under names of their own", () => {
    expect(first).toHaveLength(2 * CELLS);
    expect(new Set(first.map(({ runId }) => runId)).size).toBe(2 * CELLS);
    expect(new Set(first.map(({ batchId }) => batchId)).size).toBe(20);
    expect(first.map(({ runId }) => runId)).toContain(runIdOf(1));
    const named = first.filter(({ agent, model }) => NAMES.entries.some((entry) => entry === `${agent}~${model}`));
    expect(named).toHaveLength((2 * 2 * CELLS) / 10);
  });

  it("add no cell, batch, day or evaluator from two of a cell on", () => {
    expect(placesOf([...first, ...read(2, 4)])).toEqual(placesOf(first));
  });

  it("start within the last 30 days", () => {
    const times = first.map(({ startedAt }) => Date.parse(startedAt));
    expect(Math.max(...times)).toBeLessThan(Date.now());
    expect(Math.min(...times)).toBeGreaterThan(Date.now() - 30 * 86_400_000);
  });
});
