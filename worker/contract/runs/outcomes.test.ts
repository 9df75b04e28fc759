import { expect, it } from "vitest";
import { OutcomeSchema } from "./outcome.ts";
import { allRuns, byOutcomeMeasure, OUTCOME_NAMES, OUTCOMES, outcomeMeasure } from "./outcomes.ts";

it("has a measure for each outcome, named in camel case", () => {
  expect(OUTCOME_NAMES.map(outcomeMeasure)).toEqual([
    ...["pass", "fail", "timeout", "refusal", "infrastructureError", "unknownFailure"],
    ...["notStated", "notFinal", "excluded"],
  ]);
});

it("makes a record by measure out of one thing an outcome", () => {
  expect(byOutcomeMeasure((outcome) => OUTCOMES[outcome].counts)).toEqual({
    pass: "passed",
    fail: "not passed",
    timeout: "not passed",
    refusal: "not passed",
    infrastructureError: "not counted",
    unknownFailure: "not passed",
    notStated: "not counted",
    notFinal: "not counted",
    excluded: "not counted",
  });
});

it("is the list that the API takes", () => {
  expect(OutcomeSchema.options).toEqual(OUTCOME_NAMES);
  expect(OutcomeSchema.safeParse("infrastructureError").success).toBe(false);
});

it("adds up the runs of all outcomes", () => {
  const counted = { pass: 1, fail: 2, timeout: 4, refusal: 8, unknownFailure: 16 };
  const others = { infrastructureError: 32, notStated: 64, notFinal: 128, excluded: 256 };
  expect(allRuns({ ...counted, ...others })).toBe(511);
});
