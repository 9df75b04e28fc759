import { expect, it } from "vitest";
import { PublicTelemetrySchema } from "#contract/runs/run.ts";
import { besideRows } from "./beside-rows.ts";
import { sampleRun } from "./sample-run.ts";

const points = (evaluatorName: string, score: number) => ({ evaluatorName, score, maxScore: 10, details: undefined });

it("marks verdicts and evaluators that differ, and only shows what either run has", () => {
  const own = {
    run: sampleRun({ outcome: "fail", totalScore: 0 }),
    evaluations: [points("tests", 0), points("lint", 10)],
  };
  const other = { run: sampleRun({ totalScore: 1 }), evaluations: [points("lint", 10), points("judge", 4)] };
  expect(
    besideRows({ ...own, telemetry: PublicTelemetrySchema.parse({ costUsd: 1.5 }) }, { ...other, telemetry: null }),
  ).toEqual([
    { name: "Verdict", own: "not solved", other: "solved", differs: true },
    { name: "Score", own: "0", other: "1", differs: true },
    { name: "tests", own: "0 of 10", other: "n/a", differs: true },
    { name: "lint", own: "10 of 10", other: "10 of 10", differs: false },
    { name: "judge", own: "n/a", other: "4 of 10", differs: true },
    { name: "Cost", own: "$1.50", other: "n/a", differs: false },
  ]);
});
