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
    ["mmlu overall", "mmlu"],
  ])("leaves %s out beside %s", (whole, ...parts) => {
    expect(left(whole, ...parts)).toEqual(parts);
    expect(left(...parts, whole)).toEqual(parts);
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
