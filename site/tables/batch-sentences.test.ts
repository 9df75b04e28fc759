import { describe, expect, it } from "vitest";
import { listBatches } from "../snapshot/batches.ts";
import {
  describeArrival,
  describeBatches,
  describeFinding,
  describeRanBy,
  describeTime,
  endingsOf,
  formatGap,
} from "./batch-sentences.ts";

const [borneOut, mistaken, silent, empty] = listBatches({
  batches: [
    {
      batchId: ["a", "b", "c", "d"],
      createdAt: [1_785_621_600_000, 3, null, null],
      completedAt: [1_785_625_200_000, null, null, 60_000],
      claimed: { totalRuns: [6, 9, null, 2], successfulRuns: [3, 4, null, null] },
      pass: [3, 1, 2, 0],
      fail: [1, 0, 0, 0],
      notStated: [2, 0, 1, 0],
    },
  ],
}).toSorted((one, other) => (one.batchId < other.batchId ? -1 : 1));

const each = [borneOut, mistaken, silent, empty].flatMap((batch) => batch ?? []);

describe("describeFinding", () => {
  it.each([
    ["What it claims is what its runs show:", "6 runs, 3 solved. 2 runs are not counted."],
    ["2 claims are not what its runs show:", "1 run, 1 solved."],
    ["Its harness claims no totals:", "3 runs, 2 solved. 1 run is not counted."],
    ["None of its runs is stored.", ""],
  ])("says: %s %s", (...said) => {
    expect(each.map(describeFinding)).toContainEqual(said);
  });
});

it("says when a batch ran, as far as that is claimed", () => {
  expect(each.map(describeTime)).toEqual([
    "2026-08-01 22:00 UTC to 2026-08-01 23:00 UTC, completed",
    "Since 1970-01-01 00:00 UTC, end not stated",
    "End not stated",
    "Completed 1970-01-01 00:01 UTC",
  ]);
});

it("lists the endings that there are, those that count first", () => {
  const endings = borneOut ? endingsOf(borneOut) : [];
  expect(endings.map(({ label, runs, isCounted }) => [label, runs, isCounted])).toEqual([
    ["solved", 3, true],
    ["not solved", 1, true],
    ["no verdict", 2, false],
  ]);
});

it.each([
  [125, 120, "+5"],
  [0.5, 0.625, "−0.125"],
  [1, null, "no run to tell"],
])("says how far %d is from %j: %s", (claimed, recomputed, gap) => {
  expect(formatGap(claimed, recomputed)).toBe(gap);
});

it.each([
  [0, 0, ""],
  [4, 0, "Run by the maker of the agent or model"],
  [0, 2, "Run by others"],
  [4, 2, "Run by the maker of the agent or model and others"],
])("says who ran %i own runs and %i others: %s", (firstPartyRuns, thirdPartyRuns, text) => {
  expect(describeRanBy({ firstPartyRuns, thirdPartyRuns })).toBe(text);
});

it.each([
  ["a", "The only one makes no claim that its runs do not bear out."],
  ["b", "The only one makes a claim that its runs do not bear out."],
  ["c", "The only one claims no totals, so there is nothing to check."],
  ["cc", "None of 2 claims totals, so there is nothing to check."],
  ["ac", "Of 2 batches, none makes a claim that its runs do not bear out."],
  ["abc", "Of 3 batches, 1 makes a claim that its runs do not bear out."],
  ["abcd", "Of 4 batches, 2 make a claim that their runs do not bear out."],
])("says how many of the batches %s make a claim that is not borne out", (names, text) => {
  const named = [...names].flatMap((name) => each.filter(({ batchId }) => batchId === name));
  expect(describeBatches(named)).toBe(text);
});

it.each([
  [{ isFirst: true }, ", the first: there is none before it to compare with.", false],
  [{}, ", alone: 2 moves beyond noise, 5 within it.", true],
  [{ moves: 0, noise: 0 }, ", alone: nothing moved beyond noise.", true],
  [{ runs: 131 }, ", with other runs: 2 moves beyond noise, 5 within it.", false],
  [{ runs: 120 }, ": 2 moves beyond noise, 5 within it.", false],
  [{ others: 1, runs: 130 }, ", with 1 other batch: 2 moves beyond noise, 5 within it.", false],
  [{ others: 3, runs: 150 }, ", with 3 other batches: 2 moves beyond noise, 5 within it.", false],
])("says what the publication changed with which a batch of 30 runs came in: %j", (more, text, isAlone) => {
  const facts = { others: 0, isFirst: false, runsBefore: 100, runs: 130, moves: 2, noise: 5, ...more };
  expect(describeArrival({ runs: 30 }, facts)).toEqual({ text, isAlone });
});
