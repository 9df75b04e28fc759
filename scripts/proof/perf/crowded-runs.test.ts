import { describe, expect, it } from "vitest";
import { RunSchema } from "#contract/runs/run.ts";
import { CROWDS, crowdedLines, crowdedNames } from "./crowded-runs.ts";

const runsOf = (crowd: (typeof CROWDS)[number], count: number) =>
  [...crowdedLines(crowd, count)].map((line) => RunSchema.parse(JSON.parse(line)));

/** What is told apart in each crowd. */
const FIELDS = {
  suites: "suite",
  versions: "suiteVersion",
  scenarios: "scenario",
  tiers: "tier",
  agents: "agent",
  models: "model",
  variants: "variant",
  batches: "batchId",
  days: "startedAt",
} as const;

describe("runs that are crowded in one direction", () => {
  it.each(Object.entries(FIELDS) as [keyof typeof FIELDS, (typeof FIELDS)[keyof typeof FIELDS]][])(
    "have as many %s as runs, and few of all else",
    (crowd, field) => {
      const runs = runsOf(crowd, 100);
      const counts = Object.values(FIELDS).map((name) => [name, new Set(runs.map((run) => run[name])).size] as const);
      expect(counts.find(([name]) => name === field)).toEqual([field, 100]);
      const others = counts.filter(([name]) => name !== field && name !== "startedAt");
      expect(others.every(([, count]) => count === 1)).toBe(true);
      expect(new Set(runs.map(({ runId }) => runId)).size).toBe(100);
    },
  );

  it("have as many evaluators as are asked for, a thousand to a run", () => {
    const runs = runsOf("evaluators", 2_500);
    expect(runs.map(({ evaluations }) => evaluations?.length)).toEqual([1_000, 1_000, 500]);
    expect(new Set(runs.flatMap(({ evaluations = [] }) => evaluations.map((one) => one.evaluatorName))).size).toBe(
      2_500,
    );
  });

  it("are asked for by names that they have", () => {
    for (const crowd of CROWDS) {
      const { runId, suite, scenario, tier, agent, model, batches, entries } = crowdedNames(crowd);
      const first = runsOf(crowd, 1)[0];
      expect(first).toMatchObject({ runId, suite, scenario, tier, agent, model, batchId: batches[0] });
      expect(entries[0]).toBe([agent, model, ...(first?.variant ? [first.variant] : [])].join("~"));
    }
  });
});
