import { describe, expect, it } from "vitest";
import { RunSchema } from "#contract/runs/run.ts";
import { type RunPlan, runIdOf, statesOf } from "./planned-runs.ts";

const SEED = "test";

const plans = Array.from({ length: 500 }, (_, number): RunPlan => ({ number, batchId: undefined, owner: 0 }));

describe("statesOf", () => {
  it("gives runs that keep the contract, the same ones each time", () => {
    for (const plan of plans) {
      const states = statesOf(SEED, plan);
      expect(statesOf(SEED, plan)).toEqual(states);
      for (const state of states) expect(RunSchema.parse(state).runId).toBe(runIdOf(SEED, plan.number));
    }
  });

  it("gives some an early state before the final one, and some that alone", () => {
    const states = plans.map((plan) => statesOf(SEED, plan).map(({ status }) => /^(compl|fail)/.test(status)));
    const count = (wanted: boolean[]) => states.filter((one) => String(one) === String(wanted)).length;
    expect(count([true])).toBeGreaterThan(350);
    expect(count([false, true])).toBeGreaterThan(40);
    expect(count([false])).toBeGreaterThan(10);
    expect(count([true]) + count([false, true]) + count([false])).toBe(plans.length);
  });
});
