import { describe, expect, it } from "vitest";
import { changeOf, meaningOf, subjectOf } from "./describe-check.ts";
import type { NamedCheck } from "./run-gate.ts";

const check: NamedCheck = {
  ...{ suite: "s 2.0", scenario: null, entry: "agent · model", kind: "suite", verdict: "fail", acknowledged: null },
  ...{ before: 0.9, after: 0.6, change: -0.3, interval: { low: -0.452, high: -0.119 } },
  ...{ pValue: 0.001, adjustedPValue: 0.0123, n: 1200, detectable: null, needed: null, isNoWorse: null },
};

describe("a check in words", () => {
  it.each<[Partial<NamedCheck>, string]>([
    [{}, "s 2.0 (agent · model)"],
    [{ kind: "scenario", scenario: "a" }, "s 2.0 / a (agent · model)"],
    [{ kind: "cost" }, "s 2.0, cost (agent · model)"],
    [{ kind: "duration" }, "s 2.0, time (agent · model)"],
  ])("names what was looked at: %j", (change, text) => {
    expect(subjectOf({ ...check, ...change })).toBe(text);
  });

  it.each<[Partial<NamedCheck>, string]>([
    [{}, "90.0% → 60.0%, −30.0 points (−45.2 to −11.9)"],
    [{ change: 0.05, interval: { low: -0.01, high: 0.11 } }, "90.0% → 60.0%, +5.0 points (−1.0 to +11.0)"],
    [{ change: 0, interval: null }, "90.0% → 60.0%, +0.0 points"],
    [{ kind: "cost", change: 1.25, interval: { low: 1.1, high: 1.4 } }, "× 1.25 (1.10 to 1.40)"],
    [{ kind: "duration", change: 2, interval: null }, "× 2.00"],
  ])("says how it changed: %j", (change, text) => {
    expect(changeOf({ ...check, ...change })).toBe(text);
  });

  it.each<[Partial<NamedCheck>, string]>([
    [{}, "clearly worse, p = .012 after correction"],
    [{ adjustedPValue: 0.001 }, "clearly worse, p = .001 after correction"],
    [{ adjustedPValue: 0.00099 }, "clearly worse, p < .001 after correction"],
    [
      { verdict: "acknowledged", acknowledged: "slow (until 2026-06-01)" },
      "clearly worse, and known: slow (until 2026-06-01)",
    ],
    [{ verdict: "pass" }, "no regression shown"],
    [{ verdict: "pass", isNoWorse: false }, "no regression shown"],
    [{ verdict: "pass", isNoWorse: true }, "no worse than the margin"],
    [{ verdict: "unknown" }, "too few to tell: 1,200 tasks"],
    [
      { verdict: "unknown", kind: "scenario", n: 3, needed: 1500 },
      "too few to tell: 3 runs a side of the 1,500 that it would take",
    ],
    [
      { verdict: "unknown", detectable: 0.25 },
      "too few to tell: 1,200 tasks; a fall of less than 25.0 points would likely not show",
    ],
  ])("says what that means: %j", (change, text) => {
    expect(meaningOf({ ...check, ...change })).toBe(text);
  });
});
