import { describe, expect, it } from "vitest";
import { Ledger } from "./ledger.ts";
import { type RunPlan, runIdOf, statesOf } from "./planned-runs.ts";
import { sendLines } from "./send-lines.ts";

const SEED = "test";

const plans = Array.from({ length: 3 }, (_, number): RunPlan => ({ number, batchId: undefined, owner: 0 }));

describe("sendLines", () => {
  const send = async (answer: object | undefined) => {
    const runs = new Ledger<RunPlan>();
    for (const plan of plans) runs.note(runIdOf(SEED, plan.number), plan, statesOf(SEED, plan).length);
    const violations: string[] = [];
    const lines = runs.entries().map((entry) => ({ entry, state: 1 }));
    const sent: string[] = [];
    await sendLines({ seed: SEED, runs, violations }, lines, { leastDuplicates: 1 }, async (body) => {
      sent.push(...body.split("\n"));
      return answer as never;
    });
    return { sent, violations, acknowledged: runs.countAcknowledged() };
  };

  it("acknowledges every line of an answer", async () => {
    const { sent, ...rest } = await send({ accepted: 2, duplicates: 1, conflicts: [], rejected: [] });
    expect(rest).toEqual({ violations: [], acknowledged: 3 });
    expect(sent.map((line) => JSON.parse(line))).toEqual(plans.map((plan) => statesOf(SEED, plan)[0]));
  });

  it("acknowledges nothing without an answer", async () => {
    expect(await send(undefined)).toMatchObject({ violations: [], acknowledged: 0 });
  });

  it("takes a refused line, one too few and an acknowledged run taken as new for violations", async () => {
    const refused = await send({ accepted: 1, duplicates: 1, conflicts: [{ line: 2, issues: [] }], rejected: [] });
    expect(refused).toMatchObject({ violations: ["run faults:test:1 was refused in bulk: []"], acknowledged: 2 });
    const few = await send({ accepted: 2, duplicates: 0, conflicts: [], rejected: [] });
    expect(few.violations).toEqual([
      "of 3 lines 2 were accepted, 0 duplicates, 0 bad",
      "of 3 lines 0 were duplicates, yet 1 were already there",
    ]);
  });
});
