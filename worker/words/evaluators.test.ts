import { describe, expect, it } from "vitest";
import type { EvaluatorReport } from "#contract/figures/evaluator-report.ts";
import { evaluatorFindings, formatPlaces, formatTau } from "./evaluators.ts";

const evaluator = (name: string) => ({ evaluator: name, kind: null, runs: 9, entries: 3, mean: 0.5 });
const pair = (first: string, second: string, tau: number | null): EvaluatorReport["agreement"][number] => ({
  ...{ first, second, tau, entries: 3, runs: 9, scenarios: 3, firstMean: 0.5, secondMean: 0.5 },
});
const without = (name: string, places: number | null, entries = 3): EvaluatorReport["leftOut"][number] => ({
  ...{ evaluator: name, tau: 1, entries },
  moved: places === null ? null : { agent: "x", model: "m", entry: "x~m", places },
});

const report = (fields: Partial<EvaluatorReport>): EvaluatorReport => ({
  ...{ snapshot: "id", createdAt: "", suite: "s", suiteVersion: null },
  ...{ evaluators: [evaluator("judge"), evaluator("tests")], agreement: [], leftOut: [], corrected: [] },
  ...fields,
});

describe("evaluatorFindings", () => {
  it.each<[Partial<EvaluatorReport>, string[]]>([
    [{ evaluators: [] }, ["No run of those who compete has an evaluation."]],
    [{ evaluators: [evaluator("tests")] }, ["tests is the only evaluator: there is none to compare it with."]],
    [
      { agreement: [pair("judge", "tests", null)] },
      ["Whether the evaluators agree cannot be told: no two of them tell the same entries apart."],
    ],
    [{}, ["Whether the evaluators agree cannot be told: no two of them evaluated the same two entries."]],
    [
      { agreement: [pair("judge", "style", 1), pair("style", "tests", null)] },
      ["All evaluators whose orders can be compared order the entries alike: τ 1.00."],
    ],
    [
      { agreement: [pair("judge", "tests", -0.5)], leftOut: [without("judge", null), without("tests", null)] },
      ["judge and tests order the entries: τ −0.50 over 3 entries.", "Leaving any of them out moves no entry."],
    ],
    [
      {
        agreement: [pair("judge", "style", 0.25), pair("judge", "tests", 1), pair("style", "tests", null)],
        leftOut: [without("tests", 1), without("style", 2.5), without("judge", null)],
      },
      [
        "judge and style order the entries least alike: τ 0.25 over 3 entries.",
        "Leaving one of them out moves no entry by more than 2.5 places; without style, x · m moves that far.",
      ],
    ],
    [
      {
        agreement: [pair("judge", "person", 1)],
        leftOut: [without("judge", 1, 1)],
        corrected: [
          {
            ...{ judge: "judge", person: "person", judgeMean: 0.75, value: 0.6, low: 0.5, high: 0.7 },
            ...{ judgedOnly: 200, judgedByBoth: 60, scenarios: 60 },
          },
        ],
      },
      [
        "judge and person order the entries: τ 1.00 over 3 entries.",
        "Corrected by person, the mean of judge is 60.0% (95% interval 50.0–70.0) instead of 75.0%.",
      ],
    ],
  ])("says of %j what holds", (fields, sentences) => {
    expect(evaluatorFindings(report(fields))).toEqual(sentences);
  });
});

it("writes correlations and places for readers", () => {
  expect([formatTau(null), formatTau(-0.123), formatTau(1), formatTau(-0.001)]).toEqual([
    "n/a",
    "−0.12",
    "1.00",
    "0.00",
  ]);
  expect([formatPlaces(1), formatPlaces(1.5), formatPlaces(2)]).toEqual(["1 place", "1.5 places", "2 places"]);
});
