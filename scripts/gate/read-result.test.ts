import { expect, it } from "vitest";
import { readGateResult } from "./read-result.ts";
import type { GateResult } from "./run-gate.ts";

const result: GateResult = {
  ...{ batch: "batch new", baseline: "batch old", significance: 0.05, verdict: "fail", notes: ["a note"] },
  checks: [
    {
      ...{ suite: "s", scenario: null, entry: "agent", kind: "suite", verdict: "fail", acknowledged: null },
      ...{ before: 1, after: 0, change: -1, interval: { low: -1, high: -0.5 }, pValue: 0.01, adjustedPValue: 0.02 },
      ...{ n: 5, detectable: null, needed: 3, isNoWorse: null },
    },
  ],
  looks: [{ suite: "s", entry: "agent", pairs: 4, verdict: "worse", isNoWorse: false }],
};
const [check] = result.checks;
const [look] = result.looks;

it("reads a result as the gate writes it", () => {
  expect(readGateResult(JSON.stringify(result))).toEqual(result);
});

it("lets nothing through that a result does not have", () => {
  const more = { ...result, html: "<b>", checks: [{ ...check, link: "x" }] };
  expect(readGateResult(JSON.stringify(more))).toEqual(result);
});

it.each<[string, object]>([
  ["a verdict of its own", { verdict: "fine" }],
  ["a text that never ends", { batch: "x".repeat(2_001) }],
  ["a check of another kind", { checks: [{ ...check, kind: "luck" }] }],
  ["a check that has no words for its verdict", { checks: [{ ...check, verdict: "good" }] }],
  ["an endless reason", { checks: [{ ...check, acknowledged: "x".repeat(2_001) }] }],
  ["an interval with one end", { checks: [{ ...check, interval: { low: 1 } }] }],
  ["more checks than there can be", { checks: Array.from({ length: 5_001 }, () => check) }],
  ["more looks", { looks: Array.from({ length: 101 }, () => look) }],
  ["a look without a verdict", { looks: [{ ...look, verdict: "yes" }] }],
  ["more notes", { notes: Array.from({ length: 201 }, () => "note") }],
  ["a number as text", { significance: "0.05" }],
])("refuses %s", (_, change) => {
  expect(readGateResult(JSON.stringify({ ...result, ...change }))).toBeUndefined();
});

it("takes as much as there may be", () => {
  const most = {
    ...{ batch: "x".repeat(2_000), notes: Array.from({ length: 200 }, () => "note") },
    ...{ checks: Array.from({ length: 5_000 }, () => check), looks: Array.from({ length: 100 }, () => look) },
  };
  expect(readGateResult(JSON.stringify({ ...result, ...most }))).toBeDefined();
});

it("refuses what is not JSON", () => {
  expect(readGateResult("{")).toBeUndefined();
});
