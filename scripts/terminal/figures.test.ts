import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import type { Figures } from "#contract/figures/figures.ts";
import { byOutcomeMeasure, OUTCOME_NAMES } from "#contract/runs/outcomes.ts";
import { callByNpm, makeContext } from "../command/context.ts";
import { makeOutput } from "../testing/run-in-process.ts";
import { figureColumns, shareColumns, syntheticColumn } from "./figure-columns.ts";
import { figureFacts } from "./figure-facts.ts";
import { formatOfOutcome } from "./outcome-format.ts";
import { printFacts, printJson, printTable } from "./print.ts";

const nothing = { mean: null, total: null, runs: 0, share: null };

const FIGURES = {
  results: 20,
  successfulRuns: 12,
  avgScore: 0.9,
  avgWeightedScore: null,
  outcomes: { ...byOutcomeMeasure(() => 0), pass: 12, fail: 6, infrastructureError: 2 },
  countedRuns: 18,
  passShare: 12 / 18,
  scoreMean: 0.5,
  syntheticRuns: 0,
  cost: { mean: 0.25, total: 4.5, runs: 18, share: 1 },
  costPerSuccess: 0.375,
  tokens: { mean: 12_345, total: 222_210, runs: 18, share: 1 },
  duration: { mean: 61_000, total: 1_098_000, runs: 9, share: 0.5 },
  toolCalls: nothing,
  successRate: 0.5,
  successRateEstimate: {
    value: 0.6,
    low: 0.4,
    high: 0.8,
    standardError: 0.1,
    unit: "scenario",
    n: 9,
    method: "clopper-pearson",
  },
  meanScore: { value: 0.5, low: null, high: null, standardError: null, unit: "tier", n: 1, method: "none" },
  coverage: { covered: 9, coverable: 10, share: 0.9 },
} as unknown as Figures;

const cells = (figures: Figures) => Object.fromEntries(figureColumns.map(({ head, cell }) => [head, cell(figures)]));

describe("the columns of figures", () => {
  it("say each figure as it is said everywhere", () => {
    expect(cells(FIGURES)).toEqual({
      SUCCESS: "60.0%",
      "95% INTERVAL": "40.0–80.0",
      PASSED: "66.7%",
      COUNTED: "18",
      RUNS: "20",
      SYNTHETIC: "",
      "COST/RUN": "$0.25",
      "COST/PASS": "$0.38",
      COVERAGE: "9/10",
      SCORE: "0.5",
      TIME: "1 min 1 s",
      TOKENS: "12.3k",
    });
  });

  it("are empty where figures do not come, and n/a where nobody stated them", () => {
    const plain = {
      ...FIGURES,
      successRateEstimate: null,
      coverage: null,
      cost: nothing,
      costPerSuccess: null,
      passShare: null,
      syntheticRuns: 3,
    };
    expect(cells(plain)).toMatchObject({
      SUCCESS: "",
      "95% INTERVAL": "",
      COVERAGE: "",
      "COST/RUN": "n/a",
      "COST/PASS": "n/a",
      PASSED: "n/a",
      SYNTHETIC: "3",
    });
    expect(syntheticColumn.optional).toBe(true);
    expect(shareColumns.map(({ cell }) => cell({ evaluations: 1200, avgScore: null }))).toEqual(["1,200", "n/a"]);
  });

  it("keep numbers to the right, and leave those out first that are less needed", () => {
    expect(figureColumns.every(({ align }) => align === "right")).toBe(true);
    expect(figureColumns.filter(({ spare }) => spare).map(({ head }) => head)).toEqual([
      "COST/PASS",
      "COVERAGE",
      "SCORE",
      "TIME",
      "TOKENS",
    ]);
  });
});

describe("the facts of figures", () => {
  it("say what runs came to, what of, and how many told it", () => {
    expect(Object.fromEntries(figureFacts(FIGURES))).toEqual({
      runs: "20: 12 passed, 6 failed, 2 infrastructure errors",
      passed: "66.7% of 18 counted runs",
      "success rate": "60.0% (95% interval 40.0–80.0) over 9 scenarios",
      "mean score": "0.5 (95% interval n/a) over 1 tier of one scenario",
      cost: "$0.25 a run, $0.38 a pass, $4.50 in all",
      time: "1 min 1 s a run, reported by 9 runs",
    });
  });

  it("say n/a where nothing is known, and how many runs are made up", () => {
    const empty = {
      ...FIGURES,
      results: 0,
      outcomes: byOutcomeMeasure(() => 0),
      countedRuns: 0,
      passShare: null,
      cost: nothing,
      duration: nothing,
      successRateEstimate: null,
      meanScore: null,
      scoreMean: null,
    };
    expect(Object.fromEntries(figureFacts(empty))).toEqual({
      runs: "0",
      passed: "n/a",
      "mean score": "n/a",
      cost: "n/a",
      time: "n/a",
    });
    expect(figureFacts({ ...FIGURES, syntheticRuns: 1 }).at(-1)).toEqual(["synthetic", "1 of 20 runs"]);
  });

  it("name what an estimate is of where that is one task only", () => {
    const of = (unit: "tier" | "run", n: number) =>
      figureFacts({
        ...FIGURES,
        successRateEstimate: { ...FIGURES.successRateEstimate, unit, n } as Figures["successRateEstimate"],
      })[2]?.[1];
    expect(of("run", 10)).toMatch(/over 10 runs of one cell$/);
    expect(of("tier", 3)).toMatch(/over 3 tiers of one scenario$/);
    const unknown = {
      ...FIGURES,
      successRateEstimate: { ...FIGURES.successRateEstimate, value: null } as Figures["successRateEstimate"],
    };
    expect(figureFacts(unknown)[2]).toEqual(["success rate", "n/a"]);
  });
});

describe("printing", () => {
  const contextAt = (columns?: number) => {
    const { output, written } = makeOutput(columns);
    const parts = { stdin: process.stdin, stdout: output, stderr: output, env: {}, cwd: "/", call: callByNpm };
    return { context: makeContext({ ...parts, signal: new AbortController().signal }), written };
  };

  it("aligns the texts of facts, over several lines where a terminal is narrow", () => {
    const { context, written } = contextAt();
    printFacts(context, [
      ["a", "one"],
      ["long name", "two\u0007"],
    ]);
    expect(written()).toBe("a          one\nlong name  two\uFFFD\n");
    const narrow = contextAt(24);
    printFacts(narrow.context, [["name", "several words that go on"]]);
    expect(stripVTControlCharacters(narrow.written())).toBe("name  several words that\n      go on\n");
  });

  it("writes JSON that a terminal cannot be steered with", () => {
    const { context, written } = contextAt();
    printJson(context, { a: ["x\u0007", "y\u009b"] });
    expect(written()).toBe('{\n  "a": [\n    "x\\u0007",\n    "y\\u009b"\n  ]\n}\n');
    expect(JSON.parse(written())).toEqual({ a: ["x\u0007", "y\u009b"] });
  });

  it("prints rows as a table", () => {
    const { context, written } = contextAt();
    printTable(context, [{ head: "N", cell: (row: number) => String(row), align: "right" }], [1, 20]);
    expect(written()).toBe(" N\n 1\n20\n");
  });

  it("sets each outcome apart by how it counts", () => {
    expect(Object.fromEntries(OUTCOME_NAMES.map((outcome) => [outcome, formatOfOutcome(outcome)]))).toEqual({
      ...{ pass: "green", fail: "red", timeout: "red", refusal: "red", "infrastructure-error": "dim" },
      ...{ "unknown-failure": "dim", "not-stated": "dim", "not-final": "dim", excluded: "dim" },
    });
  });
});
