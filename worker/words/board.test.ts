import { describe, expect, it } from "vitest";
import {
  type BoardFacts,
  describeBargain,
  describeGap,
  describeLack,
  describeLead,
  describeMeasure,
  describeRow,
  describeUnranked,
} from "./board.ts";

const facts = (given: Partial<BoardFacts>): BoardFacts => ({
  ...{ ranked: 0, unranked: 0, leaders: [], first: null, couldBeFirst: 0, firstClearGap: null, cells: 500, share: 0.9 },
  ...{ tasks: 500, outside: 0, rule: "found" as const },
  ...given,
});

describe("describeLead", () => {
  it.each([
    [{ unranked: 3 }, "No entry has runs that count in 90% of the board’s 500 cells, so none is ranked"],
    [{ unranked: 3, share: 1 }, "No entry has runs that count in all of the board’s 500 cells, so none is ranked"],
    [{ ranked: 1, leaders: ["a"], first: "a" }, "a is the only ranked entry: there is nothing to compare it with"],
    [{ ranked: 2, leaders: ["a"], first: "a" }, "a is first, clearly better than the other ranked entry"],
    [{ ranked: 9, leaders: ["a"], first: "a" }, "a is first, clearly better than each of the other 8 ranked entries"],
    [
      { ranked: 2, leaders: ["a", "b"] },
      "Either of the 2 ranked entries may be first: neither is clearly better than the other",
    ],
    [
      { ranked: 3, leaders: ["a", "b", "c"] },
      "Any of the 3 ranked entries may be first: none is clearly better than another",
    ],
    [{ unranked: 3, cells: 0 }, "No run counts towards a success rate, so no entry is ranked by that"],
    [{ ranked: 134, leaders: ["a", "b", "c"] }, "3 of 134 ranked entries may be first"],
    [
      { ranked: 3, leaders: ["a"] },
      "Only a may be first: each of the others is clearly worse than some entry, but not all are clearly worse than a",
    ],
    [{ ranked: 9, leaders: ["a"], couldBeFirst: 1 }, "a may be first; 1 other could be with the tasks they lack"],
  ])("says who may be first: %j", (given, sentence) => {
    expect(describeLead(facts(given))).toBe(sentence);
  });
});

describe("describeGap", () => {
  it("says where the first clear gap is, if it is not that of who is first", () => {
    expect(describeGap(facts({ ranked: 9, firstClearGap: 4 }))).toBe(
      "The first clear gap is after the first 4: each of them is clearly better than each of the 5 below.",
    );
    expect(describeGap(facts({ ranked: 5, firstClearGap: 4 }))).toContain("clearly better than the one below.");
    expect(describeGap(facts({ ranked: 9, firstClearGap: 1 }))).toBe("");
    expect(describeGap(facts({ ranked: 9 }))).toBe("");
  });
});

describe("describeMeasure", () => {
  it("says what entries are measured against, and what is not part of it", () => {
    expect(describeMeasure(facts({}))).toBe("Every entry is measured against the same 500 cells, found from the runs.");
    expect(describeMeasure(facts({ cells: 1, outside: 1, rule: "stated" }))).toBe(
      "Every entry is measured against the same cell, as the suite’s manifest states; 1 other cell has runs but is not part of the board.",
    );
    expect(describeMeasure(facts({ cells: 0 }))).toBe("");
    expect(describeMeasure(facts({ cells: 4, tasks: 1 }))).toBe(
      "Every entry is measured against the same 4 cells, found from the runs. The board is of one task, so what is said here holds for that task only.",
    );
    expect(describeMeasure(facts({ cells: 1, tasks: 1, outside: 2 }))).toContain(
      "of the board. The board is of one task, ",
    );
    expect(describeMeasure(facts({ outside: 18 }))).toContain(
      "18 other cells have runs but are not part of the board.",
    );
  });
});

describe("describeUnranked", () => {
  it("says who has no rank and why", () => {
    expect(describeUnranked(facts({ unranked: 1, cells: 0 }))).toBe("");
    expect(describeUnranked(facts({ ranked: 2, unranked: 1, share: 0.75, cells: 8 }))).toBe(
      "1 entry has runs that count in less than 75% of the board’s 8 cells and stands below the ranked ones, without a rank.",
    );
    expect(describeUnranked(facts({ unranked: 1200 }))).toContain(
      "1,200 entries have runs that count in less than 90%",
    );
    expect(describeUnranked(facts({ unranked: 2, share: 1 }))).toContain(
      "in less than all of the board’s 500 cells and",
    );
    expect(describeUnranked(facts({ ranked: 2, unranked: 1, share: null, cells: 8 }))).toBe(
      "1 entry has runs that count in less than all of the board’s 8 cells and stands below the ranked ones, without a rank: how low or high a score can be is not stated, so what is lacking cannot be judged.",
    );
    expect(describeUnranked(facts({}))).toBe("");
  });
});

describe("describeLack", () => {
  it("says what an entry lacks, and what that means", () => {
    const lack = { rank: { from: 1, to: 2 }, covered: 480, coverable: 500, couldBeFirst: false };
    expect(describeLack(lack)).toBe("lacks 20 of 500 cells");
    expect(describeLack({ ...lack, couldBeFirst: true })).toBe(
      "lacks 20 of 500 cells; with the best result in each it could be first",
    );
    expect(describeLack({ ...lack, rank: null })).toBe("not ranked: lacks 20 of 500 cells");
    expect(describeLack({ ...lack, covered: 500 })).toBe("");
  });
});

describe("describeRow", () => {
  it("says who tried some cells more often than others, beside what is lacking", () => {
    const whole = { rank: { from: 1, to: 2 }, covered: 20, coverable: 20, couldBeFirst: false };
    const said = [false, true].map((hasUnequalTrials) => describeRow({ ...whole, hasUnequalTrials }));
    expect(said).toEqual(["", "more runs in some cells than in others"]);
    expect(describeRow({ ...whole, covered: 18, hasUnequalTrials: true })).toBe(
      "lacks 2 of 20 cells; more runs in some cells than in others",
    );
  });
});

describe("describeBargain", () => {
  const facts = {
    entry: "a",
    leader: "b",
    cost: 0.52,
    times: { times: 2.1, interval: { low: 1.8, high: 2.44 } },
    worseBy: 0.041,
    ...{ leaders: 3, unpriced: 0 },
  };

  it("says how many times cheaper the cheapest is, and how much worse it could be", () => {
    expect(describeBargain(facts)).toBe(
      "The cheapest of those that may be first is a, at $0.52 a run: 2.1 times (1.8 to 2.44) cheaper than b, which stands first, with a success rate at most 4.1 points lower.",
    );
    expect(describeBargain({ ...facts, times: { times: 2, interval: null } })).toContain("2 times cheaper than b");
    expect(describeBargain({ ...facts, times: null })).toContain("and whose cost on the same tasks is not known.");
    expect(describeBargain({ ...facts, unpriced: 1 })).toMatch(
      /^The cheapest of those that may be first and state their cost is a, at /,
    );
    expect(describeBargain({ ...facts, leader: "a", leaders: 1 })).toBe("a costs $0.52 a run.");
    expect(describeBargain({ ...facts, leader: "a", times: null, worseBy: 0 })).toBe(
      "The cheapest of those that may be first is a, at $0.52 a run; it stands first, too.",
    );
    expect(describeBargain(null)).toBe("");
  });
});
