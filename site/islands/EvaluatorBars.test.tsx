import { describe, expect, it } from "vitest";
import type { Evaluation } from "#contract/runs/run.ts";
import { EvaluatorBars } from "./EvaluatorBars.tsx";
import { draw } from "./testing/draw.tsx";

const points = (evaluatorName: string, score: number, maxScore = 10, details?: string): Evaluation => ({
  ...{ evaluatorName, score, maxScore, details },
});
const trial = (runId: string, ...evaluations: Evaluation[]) => ({ runId, scenario: "c", tier: "L0", evaluations });

describe("EvaluatorBars", () => {
  it("says so where there are none", () => {
    expect(draw(<EvaluatorBars evaluations={[]} others={[trial("x", points("a", 1))]} />).text).toBe(
      "This run has no evaluations.",
    );
  });

  it.each([
    [10, "full", "--at:1"],
    [0, "none", "--at:0"],
    [2.5, "part", "--at:0.25"],
    [12, "full", "--at:1"],
    [-3, "none", "--at:0"],
  ])("draws %d of 10 points as a bar that is %s", (score, kind, style) => {
    const bars = draw(<EvaluatorBars evaluations={[points("tests", score)]} others={[]} />);
    expect(bars.values(".run-bar", "data-share")).toEqual([kind]);
    expect(bars.values(".run-bar", "style")).toEqual([style]);
    expect(bars.texts("td[data-numeric]")[0]).toBe(`${score} of 10`);
    expect(bars.all(".note")).toEqual([]);
  });

  it("marks what the same evaluator gave the other trials, once each", () => {
    const others = [
      trial("one", points("tests", 5), points("tests", 9), points("lint", 1)),
      trial("two", points("lint", 10)),
      { runId: "three", scenario: "c", tier: "L0" },
    ];
    const bars = draw(<EvaluatorBars evaluations={[points("tests", 10), points("lint", 10)]} others={others} />);
    expect(bars.values("tr:nth-child(1) i", "style")).toEqual(["--at:0.5"]);
    expect(bars.values("tr:nth-child(2) i", "style")).toEqual(["--at:0.1", "--at:1"]);
    expect(bars.texts(".note")).toEqual(["Thin lines: the 3 other trials of this task."]);
    expect(draw(<EvaluatorBars evaluations={[points("a", 1)]} others={others.slice(0, 1)} />).texts(".note")).toEqual([
      "Thin lines: the other trial of this task.",
    ]);
  });

  it.each([
    ["short", "span", "short"],
    ["x".repeat(120), "span", "x".repeat(120)],
    ["x".repeat(121), "details pre", "x".repeat(121)],
  ])("shows the words %s in a %s", (details, selector, text) => {
    expect(draw(<EvaluatorBars evaluations={[points("a", 1, 10, details)]} others={[]} />).texts(selector)).toEqual([
      text,
    ]);
  });

  it("has no room for words that are not there", () => {
    const bars = draw(<EvaluatorBars evaluations={[points("a", 1, 10, ""), points("b", 1)]} others={[]} />);
    expect(bars.all("details, td > span")).toEqual([]);
  });
});
