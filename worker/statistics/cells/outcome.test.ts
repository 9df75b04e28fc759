import { describe, expect, it } from "vitest";
import { ErrorTypeSchema, OutcomeSchema, StatusSchema } from "#contract/runs/run.ts";
import { countedRuns, eligibleRuns, finalRuns, outcomeOf } from "./outcome.ts";
import { makeCell } from "./sample-cells.ts";

describe("outcomeOf", () => {
  it.each([
    ["pass", { status: "completed", isSuccessful: true }],
    ["fail", { status: "completed", isSuccessful: false }],
    ["not-stated", { status: "completed" }],
    ["not-stated", { status: "completed", isSuccessful: null, errorType: null }],
    ["fail", { status: "failed", errorType: "agent" }],
    ["timeout", { status: "failed", errorType: "timeout" }],
    ["refusal", { status: "failed", errorType: "refusal" }],
    ["refusal", { status: "completed", isSuccessful: false, errorType: "refusal" }],
    ["refusal", { status: "completed", isSuccessful: true, errorType: "refusal" }],
    ["not-final", { status: "running", errorType: "refusal" }],
    ["infrastructure-error", { status: "failed", errorType: "workspace" }],
    ["infrastructure-error", { status: "failed", errorType: "prompt" }],
    ["infrastructure-error", { status: "failed", errorType: "evaluation" }],
    ["unknown-failure", { status: "failed", errorType: "unknown" }],
    ["unknown-failure", { status: "failed" }],
    ["unknown-failure", { status: "failed", errorType: null }],
    ["not-final", { status: "running" }],
    ["not-final", { status: "incomplete", isSuccessful: true }],
  ] as const)("returns %s for %o", (outcome, verdict) => {
    expect(outcomeOf(verdict)).toBe(outcome);
  });

  it("lets no verdict turn a failed run into a pass", () => {
    expect(outcomeOf({ status: "failed", isSuccessful: true })).toBe("unknown-failure");
  });

  it("ignores any other error type of a completed run", () => {
    expect(outcomeOf({ status: "completed", isSuccessful: true, errorType: "workspace" })).toBe("pass");
  });

  it("returns each outcome for some run, but for excluded, which comes of decisions alone", () => {
    const outcomes = StatusSchema.options.flatMap((status) =>
      [true, false, undefined].flatMap((isSuccessful) =>
        [...ErrorTypeSchema.options, undefined].map((errorType) => outcomeOf({ status, isSuccessful, errorType })),
      ),
    );
    expect(new Set(outcomes)).toEqual(new Set(OutcomeSchema.exclude(["excluded"]).options));
  });
});

describe("counts of a cell", () => {
  const cell = makeCell({
    pass: 1,
    fail: 10,
    timeout: 70,
    refusal: 30,
    unknownFailure: 1000,
    notStated: 10_000,
    infrastructureError: 100_000,
    notFinal: 1_000_000,
  });

  it("counts passes, failures, timeouts, refusals and unknown failures", () => {
    expect(countedRuns(cell)).toBe(1111);
  });

  it("adds runs without a verdict to what is eligible for cost, tokens and time", () => {
    expect(eligibleRuns(cell)).toBe(11_111);
  });

  it("adds infrastructure errors to what is final", () => {
    expect(finalRuns(cell)).toBe(111_111);
  });
});
