import { expect, it } from "vitest";
import type { Cell } from "#contract/snapshot/cells.ts";
import { describeGap, describeLead, describeUnranked } from "#words/board.ts";
import type { StatedBoard } from "../board/stated-board.ts";
import { makeCell, makeScoredCell, makeVerdicts } from "../cells/sample-cells.ts";
import { leaderboard } from "../ranks/leaderboard.ts";
import { factsOf } from "./board-facts.ts";

/** What is said of a board of these cells, whose entries are called a, b, c and so on. */
const wordsOf = (
  cells: readonly Cell[],
  metric: "success" | "score" = "success",
  stated: StatedBoard = {},
): string[] => {
  const entries = [..."abcdef"].map((agent) => ({ agent }));
  const facts = factsOf(leaderboard(cells, { metric, entries, stated }), entries);
  return [describeLead(facts), describeGap(facts), describeUnranked(facts)].filter((sentence) => sentence !== "");
};

/** Entries that pass so many of some scenarios. */
const passing = (of: number, ...passes: readonly number[]): Cell[] =>
  passes.flatMap((count, entry) => makeVerdicts(entry, [..."1".repeat(count), ..."0".repeat(of - count)]));

/** Entries with one score in each of ten scenarios, a little different from each other. */
const scoring = (...levels: readonly number[]): Cell[] =>
  levels.flatMap((level, entry) =>
    Array.from({ length: 10 }, (_, scenario) => makeScoredCell([level + scenario / 100], { entry, scenario })),
  );

const EITHER_OF_2 = "Either of the 2 ranked entries may be first: neither is clearly better than the other";
const A_BEFORE_B = "a is first, clearly better than the other ranked entry";

it.each<[string, string[], string[]]>([
  ["one entry", wordsOf(passing(5, 3)), ["a is the only ranked entry: there is nothing to compare it with"]],
  ["all equal", wordsOf(passing(20, 10, 10)), [EITHER_OF_2]],
  [
    "one complete",
    wordsOf([...passing(20, 15, 15), ...makeVerdicts(2, ["1", "1"])]),
    [
      EITHER_OF_2,
      "1 entry has runs that count in less than 90% of the board’s 20 cells and stands below the ranked ones, without a rank.",
    ],
  ],
  [
    "none complete",
    wordsOf(
      passing(4, 2).filter(({ scenario }) => scenario > 1),
      "success",
      { scenarios: [0, 1, 2, 3].map((scenario) => ({ scenario })), tiers: [0] },
    ),
    [
      "No entry has runs that count in 90% of the board’s 4 cells, so none is ranked",
      "1 entry has runs that count in less than 90% of the board’s 4 cells and stands below the ranked ones, without a rank.",
    ],
  ],
  ["all passed", wordsOf(passing(20, 20, 20)), [EITHER_OF_2]],
  ["one scenario", wordsOf([...makeVerdicts(0, ["111"]), ...makeVerdicts(1, ["0"])]), [EITHER_OF_2]],
  [
    "two trials",
    wordsOf([...makeVerdicts(0, Array(20).fill("11")), ...makeVerdicts(1, Array(20).fill("00"))]),
    [A_BEFORE_B],
  ],
  ["graded", wordsOf(scoring(0.9, 0.1), "score"), [A_BEFORE_B]],
  ["negative", wordsOf(scoring(-1, -9), "score"), [A_BEFORE_B]],
  [
    "scores whose ends nobody states, lacking some",
    wordsOf(
      scoring(0.9, 0.5, 0.1).filter(({ entry, scenario }) => entry > 0 || scenario > 0),
      "score",
      { scenarios: Array.from({ length: 10 }, (_, scenario) => ({ scenario })) },
    ),
    [
      "b is first, clearly better than the other ranked entry",
      "1 entry has runs that count in less than all of the board’s 10 cells and stands below the ranked ones, without a rank: how low or high a score can be is not stated, so what is lacking cannot be judged.",
    ],
  ],
  [
    "nothing that counts",
    wordsOf([makeCell({ entry: 0, infrastructureError: 2 }), makeCell({ entry: 1, notFinal: 1 })]),
    ["No run counts towards a success rate, so no entry is ranked by that"],
  ],
  ["lower is better", wordsOf(scoring(1, 9), "score", { lowerIsBetter: true }), [A_BEFORE_B]],
  [
    "a clear gap",
    wordsOf(passing(40, 38, 37, 2, 1)),
    [
      "2 of 4 ranked entries may be first",
      "The first clear gap is after the first 2: each of them is clearly better than each of the 2 below.",
    ],
  ],
])("says of a board with %s what is true", (_, said, expected) => {
  expect(said).toEqual(expected);
});
