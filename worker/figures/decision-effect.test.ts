import { describe, expect, it } from "vitest";
import type { DecisionRequest } from "#contract/runs/decision.ts";
import type { Standing } from "../db/decisions.ts";
import { effectOf } from "./decision-effect.ts";

const NOTHING = { isSuccessful: null, totalScore: null, weightedScore: null, costUsd: null };

/** A failure with a score and a cost, about which nothing was decided, but for what is given. */
const standing = (fields: Partial<Standing> = {}): Standing => ({
  ...{ status: "completed", errorType: null, outcome: "fail", hasTexts: false, latest: 0, owners: [] },
  submitted: { isSuccessful: false, totalScore: 0.2, weightedScore: null, costUsd: 3 },
  corrected: NOTHING,
  ...fields,
});

const reason = "r";
const exclude: DecisionRequest = { kind: "exclude", reason };
const include: DecisionRequest = { kind: "include", reason };
const score = (fields: object): DecisionRequest => ({
  kind: "re-score",
  reason,
  isSuccessful: undefined,
  totalScore: undefined,
  weightedScore: undefined,
  ...fields,
});
const price = (costUsd: number): DecisionRequest => ({ kind: "re-price", reason, costUsd });

describe("what a decision does to a run", () => {
  it.each<[string, Standing, DecisionRequest, object]>([
    ["excludes it", standing(), exclude, { outcome: { from: "fail", to: "excluded" } }],
    ["excludes it but once", standing({ outcome: "excluded" }), exclude, {}],
    [
      "includes what was excluded",
      standing({ outcome: "excluded" }),
      include,
      { outcome: { from: "excluded", to: "fail" } },
    ],
    ["includes what counts already", standing(), include, {}],
    [
      "makes it a pass",
      standing(),
      score({ isSuccessful: true }),
      { outcome: { from: "fail", to: "pass" }, isSuccessful: { from: false, to: true } },
    ],
    ["says the verdict that it has", standing(), score({ isSuccessful: false }), {}],
    ["scores it anew", standing(), score({ totalScore: 0 }), { totalScore: { from: 0.2, to: 0 } }],
    ["scores what had no score", standing(), score({ weightedScore: 1 }), { weightedScore: { from: null, to: 1 } }],
    ["prices it at nothing", standing(), price(0), { costUsd: { from: 3, to: 0 } }],
    ["prices it as it was", standing(), price(3), {}],
    [
      "scores an excluded one, which stays excluded",
      standing({ outcome: "excluded" }),
      score({ isSuccessful: true }),
      { isSuccessful: { from: false, to: true } },
    ],
    [
      "gives a verdict to a failed one, whatever its error type says",
      standing({ status: "failed", errorType: "timeout", outcome: "timeout" }),
      score({ isSuccessful: true }),
      { outcome: { from: "timeout", to: "pass" }, isSuccessful: { from: null, to: true } },
    ],
    [
      "calls a failed one a failure of the agent",
      standing({ status: "failed", errorType: "workspace", outcome: "infrastructure-error" }),
      score({ isSuccessful: false }),
      { outcome: { from: "infrastructure-error", to: "fail" }, isSuccessful: { from: null, to: false } },
    ],
  ])("%s", (_what, run, decision, changes) => {
    expect(effectOf(run, decision).changes).toEqual(changes);
  });

  it("keeps what was corrected before", () => {
    const corrected = { ...NOTHING, isSuccessful: true, costUsd: 1 };
    const effect = effectOf(standing({ outcome: "pass", corrected }), score({ totalScore: 0.9 }));
    expect(effect).toEqual({
      ...{ isSuccessful: true, totalScore: 0.9, weightedScore: null, costUsd: 1, outcome: "pass" },
      changes: { totalScore: { from: 0.2, to: 0.9 } },
    });
  });

  it("lets a run that is included again count as it was corrected meanwhile", () => {
    const corrected = { ...NOTHING, isSuccessful: true };
    const run = standing({ outcome: "excluded", corrected });
    expect(effectOf(run, include)).toMatchObject({
      outcome: "pass",
      changes: { outcome: { from: "excluded", to: "pass" } },
    });
  });

  it("lets a failed run that is included again count by its error type, not by a submitted verdict", () => {
    const submitted = { ...NOTHING, isSuccessful: true };
    const run = standing({ status: "failed", errorType: "refusal", outcome: "excluded", submitted });
    expect(effectOf(run, include).outcome).toBe("refusal");
  });
});
