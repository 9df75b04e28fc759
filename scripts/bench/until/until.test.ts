import { describe, expect, it } from "vitest";
import { describeEnding } from "./describe-ending.ts";
import { drawOrder } from "./draw-order.ts";
import type { Ending } from "./run-pairs.ts";

const ending: Ending = { reason: "better", isNoWorse: false, pairs: 12, spoilt: 0, spent: 1.5, withoutCost: 0 };
const said = (change: Partial<Ending>) =>
  describeEnding({ ...ending, ...change }, { ours: "x", theirs: "y", margin: 0.1 });

describe("describeEnding", () => {
  it.each<[Partial<Ending>, string]>([
    [{}, "Told apart: x is better than y, after 12 pairs of runs. $1.50 spent."],
    [{ reason: "worse", pairs: 1 }, "Told apart: x is worse than y, after 1 pair of runs. $1.50 spent."],
    [
      { reason: "equivalent" },
      "Equivalent: x and y differ by no more than 10 points, after 12 pairs of runs. $1.50 spent.",
    ],
    [
      { reason: "budget" },
      "The budget is spent: it is not known which of x and y is better, after 12 pairs of runs. $1.50 spent.",
    ],
    [
      { reason: "rounds", isNoWorse: true },
      "All trials have been run: x is no more than 10 points worse than y, and more is not known, after 12 pairs of runs. $1.50 spent.",
    ],
    [
      { reason: "spoilt", spoilt: 3 },
      "Stopped: the infrastructure failed again and again, in 3 pairs of runs. $1.50 spent.",
    ],
    [
      { withoutCost: 2 },
      "Told apart: x is better than y, after 12 pairs of runs. $1.50 spent; 2 runs did not report any cost.",
    ],
    [{ withoutCost: 24 }, "Told apart: x is better than y, after 12 pairs of runs. No run reported its cost."],
    [
      { withoutCost: 24, spoilt: 1 },
      "Told apart: x is better than y, after 12 pairs of runs. $1.50 spent; 24 runs did not report any cost.",
    ],
  ])("says of %j how it ended", (change, sentence) => {
    expect(said(change)).toBe(sentence);
  });

  it("says what to do where no run reports its cost", () => {
    expect(said({ reason: "unpriced" })).toMatch(
      /^Stopped: .* say with --trials how often every task is drawn at most\.$/,
    );
  });
});

describe("drawOrder", () => {
  const items = [..."abcdefghij"];
  const order = (seed: string, round: number) => drawOrder(items, (item) => item, seed, round).join("");

  it("has every item once, in the same order for the same seed and round", () => {
    expect([...order("s", 1)].sort()).toEqual(items);
    expect(order("s", 1)).toBe(order("s", 1));
  });

  it("is another for each round and seed, whatever order they came in", () => {
    expect(new Set([order("s", 1), order("s", 2), order("t", 1)]).size).toBe(3);
    expect(drawOrder(items.toReversed(), (item) => item, "s", 1).join("")).toBe(order("s", 1));
  });

  it("follows the names, and leaves the list as it is", () => {
    const named = items.map((name) => ({ name }));
    const before = [...named];
    expect(
      drawOrder(named, ({ name }) => name, "s", 1)
        .map(({ name }) => name)
        .join(""),
    ).toBe(order("s", 1));
    expect(named).toEqual(before);
  });
});
