import { expect, it } from "vitest";
import { describeShares, describeSource, shareOf } from "./describe-verdicts.ts";
import { findChanges } from "./find-changes.ts";
import type { Verdict } from "./try-changes.ts";

const [change] = findChanges("\nf(a < b);").filter(({ kind }) => kind === "operator");
if (!change) throw new Error("no change");
const verdictsOf = (file: string, ...outcomes: Verdict["outcome"][]): Verdict[] =>
  outcomes.map((outcome) => ({ file, change, outcome }));

it("lists the changes of a source that were not noticed, and says which no test runs", () => {
  expect(describeSource(verdictsOf("a.ts", "found", "survived", "never run"))).toEqual([
    "a.ts: 1 of 3 changes noticed",
    "  a.ts:2  < → <=",
    "  a.ts:2  < → <=  (no test runs this)",
  ]);
});

it("says which share was noticed, room by room and in all", () => {
  const verdicts = [
    ...verdictsOf("scripts/stats.ts", "found", "found"),
    ...verdictsOf("scripts/stats/print-board.ts", "survived"),
    ...verdictsOf("worker/db/keys.ts", "never run", "never run"),
  ];
  expect(describeShares(verdicts, 80)).toEqual([
    "scripts/stats: 66.7 % of 3 changes noticed; no test runs 0",
    "worker/db: 0.0 % of 2 changes noticed; no test runs 2",
    "40.0 % of 5 changes noticed; at least 80 % are expected",
  ]);
  expect(shareOf(verdicts)).toBe(40);
});
