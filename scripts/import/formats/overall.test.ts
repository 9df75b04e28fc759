import { describe, expect, it } from "vitest";
import { withoutOverall } from "./overall.ts";

const left = (...names: (string | undefined)[]) => withoutOverall(names, (name) => name);

describe("withoutOverall", () => {
  it.each([
    ["overall", "retail", "airline"],
    ["Overall Score", "Math", "Code"],
    ["Average", "IFEval", "BBH"],
    ["MMLU-Pro (overall)", "MMLU-Pro (Biology)", "MMLU-Pro (Law)"],
    ["mmlu_all_subjects", "mmlu_law", "mmlu_biology"],
    ["Mean win rate", "NarrativeQA", "GSM8K"],
    ["set/macro-avg", "set/a", "set/b"],
    ["total", "only"],
    ["Overall result", "a"],
    ["Weighted average of all tasks", "a"],
    ["Mean accuracy across the subjects", "a"],
    ["Aggregate of the domains", "a"],
    ["Avg pass rate: categories", "a"],
    ["All results", "a"],
    ["Macro performance of subsets", "a"],
    ["Total task scores of the benchmarks", "a"],
    ["mmlu overall", "mmlu"],
  ])("leaves %s out beside %s", (whole, ...parts) => {
    expect(left(whole, ...parts)).toEqual(parts);
    expect(left(...parts, whole)).toEqual(parts);
  });

  it("leaves out what is called as the data set itself beside others", () => {
    const ofDataset = (...names: string[]) => withoutOverall(names, (name) => name, "made-data_lite");
    expect(ofDataset("Made Data Lite", "Arabic")).toEqual(["Arabic"]);
    expect(ofDataset("Made Data Lite Arabic", "Arabic")).toEqual(["Made Data Lite Arabic", "Arabic"]);
    expect(ofDataset("Made Data Lite")).toEqual(["Made Data Lite"]);
  });

  it.each([
    [["overall"]],
    [["overall", "Overall accuracy"]],
    [["a", "b"]],
    [["Overall fit of clothes", "b"]],
    [["meanness", "averages of two", "b"]],
    [["win rate", "pass rate", "accuracy"]],
    [[undefined, "a"]],
    [[]],
  ])("keeps all of %j", (names) => {
    expect(left(...names)).toEqual(names);
  });
});
