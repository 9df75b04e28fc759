import { expect, it } from "vitest";
import { describeFinding, type FindingFacts } from "./board-finding.ts";

const estimate = (value: number) => ({ value, interval: null });

const facts: FindingFacts = {
  ...{ ranked: 134, unranked: 0, leaders: ["a", "b"], first: null, couldBeFirst: 0, firstClearGap: null },
  ...{
    cells: 500,
    tasks: 500,
    share: 0.9,
    outside: 0,
    rule: "found",
    metric: "success",
    leading: [estimate(0.792), estimate(0.744)],
  },
  ...{ priced: 0, bargain: null },
};
const cheapest = { entry: "b", leader: "a", cost: 0.52, times: null, worseBy: 0.03, leaders: 2, unpriced: 0 };

it.each([
  [facts, ", with 74.4 to 79.2% solved. No ranked entry states its cost, so none can be called the cheapest."],
  [{ ...facts, leading: [estimate(0.5), estimate(0.5)], priced: 2 }, ", with 50.0% solved."],
  [{ ...facts, ranked: 2, priced: 1 }, ". They reach 74.4 to 79.2%."],
  [
    { ...facts, metric: "score" as const, leading: [estimate(7), estimate(6.5)], priced: 2 },
    ", with 6.5 to 7 as mean score.",
  ],
  [{ ...facts, leaders: ["a"], leading: [estimate(1)], first: "a", priced: 1 }, "."],
])("follows who may be first by what they reach and cost", (given, rest) => {
  expect(describeFinding(given).rest).toBe(rest);
});

it("says who may be first, and who of them is the cheapest", () => {
  const { strong, rest } = describeFinding({ ...facts, priced: 2, bargain: cheapest });
  expect(strong).toBe("2 of 134 ranked entries may be first");
  expect(rest).toContain("The cheapest of those that may be first is b, at $0.52 a run");
});

it("says what the only ranked entry reaches, and that there is nothing to compare it with", () => {
  const leading = [{ value: 0.73, interval: { low: 0.632, high: 0.814 } }];
  const alone = { ...facts, ranked: 1, leaders: ["a"], first: "a", leading };
  expect(describeFinding(alone)).toEqual({
    ...{ strong: "One entry so far: 73.0% solved (63.2–81.4)", rest: "; nothing to compare it with yet." },
  });
  const { strong } = describeFinding({ ...alone, unranked: 2, leading: [estimate(7)], metric: "score" });
  expect(strong).toBe("One ranked entry so far: mean score 7");
});
