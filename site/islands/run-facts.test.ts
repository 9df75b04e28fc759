import { expect, it } from "vitest";
import { ranBy, runFacts } from "./run-facts.ts";
import { sampleRun } from "./sample-run.ts";

const facts = (given: Readonly<Record<string, unknown>>) => Object.fromEntries(runFacts(sampleRun(given)));

it("tells what a run states, and that it does not state the rest", () => {
  expect(facts({})).toEqual({
    ...{ Run: "r", "Run by": "not stated", Data: "measured", "Suite version": "not stated", Variant: "not stated" },
    "Counts as": "Completed and judged successful: it counts as passed.",
    ...{ Status: "completed", Started: "2026-08-01 00:00 UTC", Ended: "n/a", "Start to end": "n/a" },
  });
});

it.each([
  [{ synthetic: true }, "Data", "made up, not measured"],
  [{ errorType: "agent" }, "Error type", "agent"],
  [{ totalScore: 0 }, "Score", "0"],
  [{ scoreStandardError: 0.0125 }, "Standard error of the score", "0.013"],
  [{ weightedScore: 7.5 }, "Weighted score", "7.5"],
  [{ successMetric: 2 }, "Success metric", "2"],
  [{ trials: 1200 }, "Stands for", "1,200 attempts"],
  [{ specialistEnabled: false, specialistName: "x" }, "Specialist", "none"],
  [{ specialistName: "x", specialistVersion: "2" }, "Specialist", "x 2"],
  [{ completedAt: "2026-08-01T00:03:20.000Z" }, "Start to end", "3 min 20 s"],
])("of %j tells %s", (given, name, value) => {
  expect(facts(given)[name]).toBe(value);
});

it("says who ran it", () => {
  expect(ranBy("first-party")).toContain("the maker");
  expect(ranBy("third-party")).toContain("somebody other than");
});
