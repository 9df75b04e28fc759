import { describe, expect, it } from "vitest";
import type { Outcome } from "#contract/runs/outcomes.ts";
import { bestBeside, suiteFilters, taskFilters, trialsOf } from "./run-trials.ts";
import { sampleRun } from "./sample-run.ts";

const runAt = (runId: string, day: number, outcome: Outcome = "pass", tier = "L0") =>
  sampleRun({ runId, outcome, tier, startedAt: `2026-08-0${day}T00:00:00.000Z` });

it("asks for the entry's runs, and for what is not stated", () => {
  const run = sampleRun({ model: "m" });
  const named = { suite: "s", agent: "a", model: "m" };
  expect(taskFilters(run)).toEqual({ ...named, scenario: "c", suiteVersion: "", variant: "" });
  expect(suiteFilters(run)).toEqual({ ...named, suiteVersion: "", variant: "" });
});

it("puts the trials of a cell in the order they started in, the run among them though the list lacks it", () => {
  const run = runAt("b", 2);
  const list = [runAt("c", 3), runAt("z", 1, "pass", "L1"), runAt("a2", 1), runAt("a1", 1)];
  expect(trialsOf(run, list).map(({ runId }) => runId)).toEqual(["a1", "a2", "b", "c"]);
  expect(trialsOf(run, [run]).map(({ runId }) => runId)).toEqual(["b"]);
});

describe("bestBeside", () => {
  const trials = [runAt("1", 1, "fail"), runAt("2", 2), runAt("3", 3), runAt("4", 4), runAt("5", 5, "timeout")];
  const besideOf = (place: number, among = trials) => {
    const run = among[place];
    return run && bestBeside(run, among)?.runId;
  };

  it.each([
    [0, "2"],
    [1, "1"],
    [2, "5"],
    [4, "4"],
  ])("puts trial %i beside the nearest that ended otherwise", (place, beside) => {
    expect(besideOf(place)).toBe(beside);
  });

  it("takes the nearest where all ended alike, and none where there is no other", () => {
    expect(besideOf(1, trials.slice(1, 4))).toBe("4");
    expect(besideOf(0, trials.slice(1, 2))).toBeUndefined();
  });
});
