import { expect, it } from "vitest";
import { describeClaims } from "./claims.ts";

it("tells claims that are borne out from those that are not, and from none", () => {
  const none = { totalRuns: null, successfulRuns: null, avgScore: null, avgWeightedScore: null };
  const claimed = { ...none, totalRuns: 2, successfulRuns: 2 };
  const [first, second] = (["totalRuns", "successfulRuns"] as const).map((field) => ({
    field,
    claimed: 2,
    recomputed: 1,
  }));
  if (!first || !second) throw new Error("no differences");
  expect(describeClaims({ claimed, differences: [first] })).toBe("1 differs");
  expect(describeClaims({ claimed, differences: [first, second] })).toBe("2 differ");
  expect(describeClaims({ claimed, differences: [] })).toBe("agree");
  expect(describeClaims({ claimed: none, differences: [] })).toBe("n/a");
});
