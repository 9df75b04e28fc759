import { describe, expect, it } from "vitest";
import type { Observation } from "../cells/observation.ts";
import { makeCell } from "../cells/sample-cells.ts";
import { type Scale, SHARES, statedScale } from "../cells/scale.ts";
import { leadOf } from "../pairs/lead.ts";
import { pairsOf } from "./comparison.ts";
import { compareAll } from "./comparisons.ts";
import { enter } from "./contest.ts";
import { flipObservations, flipPairs, flipScale, flipStanding } from "./flip.ts";
import { pairPlace } from "./pair-list.ts";
import { rankContenders } from "./ranking.ts";
import { couldBeFirst, firstRunOf, type Standing, tallyOf } from "./standing.ts";

const cell = (scenario: number, passes: number, runs = 1): Observation => ({
  ...{ scenario, tier: 0, runs, sum: passes, spread: (passes * (runs - passes)) / runs },
});
const verdicts = (text: string): Observation[] =>
  [...text].flatMap((verdict, scenario) => (verdict === " " ? [] : [cell(scenario, Number(verdict))]));

const board = (scenarios: number, share = 0.8) => ({
  places: Array.from({ length: scenarios }, (_, scenario) => ({ scenario, tier: 0 })),
  share,
});

describe("enter", () => {
  it("ranks an entry that has the whole board, without anything lacking", () => {
    const { contender, estimate, atMost, observations } = enter(3, verdicts("1010"), board(4), SHARES);
    expect(contender && contender.best === contender.worst).toBe(true);
    expect(estimate).toMatchObject({ value: 0.5, n: 4 });
    expect(atMost).toBe(0.5);
    expect(observations).toHaveLength(4);
  });

  it("ranks one that lacks little with that at its worst and at its best", () => {
    const { contender, estimate, atMost } = enter(0, verdicts("1111 "), board(5), SHARES);
    expect(contender && contender.best !== contender.worst).toBe(true);
    expect(estimate.value).toBeCloseTo(0.8, 12);
    expect(atMost).toBe(1);
    expect(estimate.interval?.high).toBe(1);
    const complete = enter(0, verdicts("11110"), board(5), SHARES);
    expect(estimate.interval?.low).toBe(complete.estimate.interval?.low);
  });

  it("ranks none that lacks more, nor one that has nothing, nor any lack of a scale without ends", () => {
    const open: Scale = { binary: false, ends: null, width: 1 };
    for (const { contender, estimate, atMost } of [
      enter(0, verdicts("11   "), board(5), SHARES),
      enter(0, verdicts("1111 "), board(5), open),
      enter(0, [], board(5), SHARES),
    ]) {
      expect(contender).toBeUndefined();
      expect(atMost).toBe(estimate.value);
    }
    expect(enter(0, verdicts("11111"), board(5), open).contender).toBeDefined();
  });
});

describe("comparing all", () => {
  const entries = ["1111110000", "1110000000", "0000000001", "1111110000"].map((text, entry) =>
    enter(entry, verdicts(text), board(10), SHARES),
  );
  const contenders = entries.flatMap(({ contender }) => contender ?? []);

  it("has each pair once, in the place that pairs have", () => {
    const { count, pValues, signs } = compareAll(contenders, SHARES);
    expect([count, pValues.length, signs.length]).toEqual([4, 6, 6]);
    for (let a = 0; a < 4; a++) {
      for (let b = a + 1; b < 4; b++) {
        const [ours, theirs] = [contenders[a], contenders[b]];
        if (!ours || !theirs) throw new Error("no such contender");
        const lead = leadOf(ours, theirs, SHARES);
        expect(pValues[pairPlace(4, a, b)]).toBe(lead.pValue);
        expect(signs[pairPlace(4, a, b)]).toBe(lead.sign);
      }
    }
  });

  it("gives pairs with the correction of the ranking, and others as they are", () => {
    const ranking = rankContenders(contenders, SHARES);
    const unranked = enter(9, verdicts("11"), board(10), SHARES);
    const pairs = pairsOf([...entries, unranked], ranking, SHARES);
    expect(pairs(0, 0)).toBeUndefined();
    expect(pairs(0, 77)).toBeUndefined();
    expect(pairs(0, 2)?.adjustedPValue).toBeGreaterThanOrEqual(pairs(0, 2)?.pValue ?? 1);
    expect(pairs(0, 3)).toMatchObject({ pValue: 1, isTold: false, difference: 0 });
    const shared = pairs(2, 9);
    expect(shared).toMatchObject({ n: 2, adjustedPValue: shared?.pValue });
    expect(pairs(9, 2)?.difference).toBeCloseTo(-(shared?.difference ?? 0), 12);
  });

  it("puts those that are clearly better into a higher group", () => {
    const clear = ["1".repeat(20), "0".repeat(20), "1".repeat(20)].map((text) =>
      enter(0, verdicts(text), board(20), SHARES),
    );
    const { groups, ranks, jointRanks } = rankContenders(
      clear.flatMap(({ contender }) => contender ?? []),
      SHARES,
    );
    expect(groups).toEqual([1, 2, 1]);
    expect(ranks).toEqual([
      { from: 1, to: 2 },
      { from: 3, to: 3 },
      { from: 1, to: 2 },
    ]);
    expect(jointRanks).toEqual(ranks);
  });
});

describe("where lower is better", () => {
  it("turns sums, scales, estimates and comparisons, and back again", () => {
    expect(flipObservations([cell(0, 3, 5)])[0]).toMatchObject({ sum: -3, runs: 5, spread: cell(0, 3, 5).spread });
    expect(flipScale(statedScale(0, 10))).toEqual({ binary: false, ends: { low: -10, high: -0 }, width: 10 });
    expect(flipScale({ binary: true, ends: null, width: 2 })).toEqual({ binary: false, ends: null, width: 2 });
    const standing = {
      estimate: { value: -2, interval: { low: -3, high: -1 } },
      atMost: -2,
      pass: 4,
    } as unknown as Standing;
    expect(flipStanding(standing)).toMatchObject({
      estimate: { value: 2, interval: { low: 1, high: 3 } },
      atMost: 2,
      pass: 4,
    });
    const none = { estimate: { value: null, interval: null }, atMost: null } as unknown as Standing;
    expect(flipStanding(none)).toMatchObject({ estimate: { value: null, interval: null }, atMost: null });
  });

  it("keeps who wins, and the p-value", () => {
    const comparison = { difference: -2, interval: { low: -3, high: -1 }, won: 4, lost: 1, pValue: 0.01 };
    const flipped = flipPairs((a) => (a === 0 ? (comparison as never) : undefined));
    expect(flipped(0, 1)).toMatchObject({
      difference: 2,
      interval: { low: 1, high: 3 },
      won: 4,
      lost: 1,
      pValue: 0.01,
    });
    expect(flipped(1, 0)).toBeUndefined();
  });
});

describe("what an entry's cells add up to", () => {
  it("is a sum of each count, with the first and the last run", () => {
    const tally = tallyOf([
      makeCell({
        pass: 2,
        fail: 1,
        infrastructureError: 1,
        scoreRuns: 3,
        syntheticRuns: 1,
        firstRunAt: 50,
        lastRunAt: 90,
      }),
      makeCell({
        timeout: 1,
        refusal: 1,
        unknownFailure: 1,
        notStated: 2,
        notFinal: 3,
        excluded: 4,
        firstRunAt: 40,
        lastRunAt: 95,
      }),
      makeCell({ notStated: 1, firstRunAt: 10, lastRunAt: 20 }),
    ]);
    expect(tally).toMatchObject({
      ...{ counted: 6, scored: 3, pass: 2, fail: 1, timeout: 1, refusal: 1, unknownFailure: 1, infrastructureError: 1 },
      ...{ notStated: 3, notFinal: 3, excluded: 4, syntheticRuns: 1, firstRunAt: 40, lastRunAt: 95 },
    });
  });

  it("begins nowhere where no run counts", () => {
    expect(firstRunOf([makeCell({ notStated: 1, firstRunAt: 10 })])).toBe(0);
    expect(firstRunOf([makeCell({ scoreRuns: 1, firstRunAt: 10 })])).toBe(10);
    expect(tallyOf([])).toMatchObject({ counted: 0, firstRunAt: 0, lastRunAt: 0 });
  });

  it.each([
    [{ rank: { from: 1, to: 3 }, group: 2, covered: 9, coverable: 10 }, true],
    [{ rank: { from: 1, to: 3 }, group: 2, covered: 10, coverable: 10 }, false],
    [{ rank: { from: 1, to: 3 }, group: 1, covered: 9, coverable: 10 }, false],
    [{ rank: { from: 2, to: 3 }, group: 2, covered: 9, coverable: 10 }, false],
    [{ rank: null, group: null, covered: 8, coverable: 10 }, false],
    [{ rank: { from: 1, to: 1 }, group: null, covered: 9, coverable: 10 }, false],
  ])("says of %j that it could be first: %s", (standing, could) => {
    expect(couldBeFirst(standing)).toBe(could);
  });
});
