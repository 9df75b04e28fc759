import { expect, it } from "vitest";
import type { Outcome } from "#contract/runs/run.ts";
import { countRuns, explainOutcome, formatOutcomes, OUTCOME_WORDS } from "./outcomes.ts";

it("tells every outcome apart by words and by sign", () => {
  const outcomes = Object.values(OUTCOME_WORDS);
  expect(new Set(outcomes.map(({ label }) => label)).size).toBe(outcomes.length);
  expect(new Set(outcomes.map(({ sign }) => sign)).size).toBe(outcomes.length);
});

it("says whose failure it was", () => {
  const failed = { status: "failed", totalScore: undefined } as const;
  expect(explainOutcome({ ...failed, outcome: "fail", errorType: "agent" })).toContain(
    "because of the agent: it counts",
  );
  expect(explainOutcome({ ...failed, outcome: "infrastructure-error", errorType: "prompt" })).toContain("its prompt");
});

it("says what a run without a verdict counts in", () => {
  const run = { outcome: "not-stated", status: "completed", errorType: undefined } as const;
  expect(explainOutcome({ ...run, totalScore: 0.5 })).toContain("in the mean score");
  expect(explainOutcome({ ...run, totalScore: undefined })).toContain("no mean");
});

it("counts passes and counted runs as the pages do", () => {
  const outcomes: Outcome[] = [
    "pass",
    "pass",
    "fail",
    "timeout",
    "unknown-failure",
    "infrastructure-error",
    "not-stated",
    "not-final",
  ];
  expect(countRuns(outcomes.map((outcome) => ({ outcome })))).toEqual({ passes: 2, counted: 5, notCounted: 3 });
});

it("lists the outcomes that there are", () => {
  const none = {
    timeout: 0,
    refusal: 0,
    infrastructureError: 1,
    unknownFailure: 0,
    notStated: 2,
    notFinal: 0,
    excluded: 0,
  };
  expect(formatOutcomes({ pass: 1200, fail: 0, ...none })).toBe("1,200 passed, 1 infrastructure error, 2 no verdict");
});
