import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasMember } from "../cells/bitset.ts";
import type { Observation } from "../cells/observation.ts";
import { SHARES, statedScale } from "../cells/scale.ts";
import { contenderOf, sharedContenders, sharedObservations } from "./contender.ts";
import { leadOf, testOf } from "./lead.ts";
import { pairedDifference, sharedDifference } from "./paired.ts";

/** A cell of some runs, of which so many passed. */
const cell = (scenario: number, runs: number, passes: number, tier = 0): Observation => ({
  ...{ scenario, tier, runs, sum: passes, spread: (passes * (runs - passes)) / runs },
});

/** One binary run in each scenario. */
const verdicts = (text: string): Observation[] =>
  [...text].map((verdict, scenario) => cell(scenario, 1, Number(verdict)));

const whole = (cells: readonly Observation[], scale = SHARES) => contenderOf(cells, cells, scale);

describe("contenderOf", () => {
  it("has a bit for each unit where every one is a binary run", () => {
    const { worst, best, unit, cell: only } = whole(verdicts("1011"));
    expect([...worst.values]).toEqual([1, 0, 1, 1]);
    expect([0, 1, 2, 3].map((unit) => worst.bits && hasMember(worst.bits, unit))).toEqual([true, false, true, true]);
    expect(best).toBe(worst);
    expect([unit, only]).toEqual(["scenario", undefined]);
  });

  it.each([
    ["a cell has several runs", [cell(0, 2, 2), cell(1, 1, 0)], SHARES],
    ["a scenario has several cells", [cell(0, 1, 1), cell(0, 1, 0, 1), cell(1, 1, 1)], SHARES],
    ["scores are graded", verdicts("10"), statedScale(0, 1)],
  ])("has none where %s", (_what, cells, scale) => {
    expect(whole(cells, scale).worst.bits).toBeNull();
  });

  it("keeps what it lacks at its worst apart from that at its best", () => {
    const { worst, best } = contenderOf(verdicts("10"), verdicts("11"), SHARES);
    expect([[...worst.values], [...best.values]]).toEqual([
      [1, 0],
      [1, 1],
    ]);
    expect(best).not.toBe(worst);
  });

  it("is a single cell's where there is one", () => {
    const only = cell(3, 5, 2);
    expect(whole([only])).toMatchObject({ unit: "run", cell: only });
    expect(whole([cell(3, 5, 2), cell(3, 5, 2, 1)])).toMatchObject({ unit: "tier", cell: undefined });
  });
});

describe("sharedObservations", () => {
  it("gives the cells of each that the other ran too, and a list itself where that is all of it", () => {
    const [few, all] = [[cell(0, 1, 1), cell(2, 3, 1)], verdicts("0110")];
    const [ours, theirs] = sharedObservations(few, all);
    expect(ours).toBe(few);
    expect(theirs).toEqual([cell(0, 1, 0), cell(2, 1, 1)]);
    expect(sharedObservations(all, few)[1]).toBe(few);
  });
});

describe("sharedContenders", () => {
  it("takes the cells that both ran, whatever else either has", () => {
    const places = fc.uniqueArray(fc.record({ scenario: fc.nat(6), tier: fc.nat(2) }), {
      selector: ({ scenario, tier }) => `${scenario}.${tier}`,
    });
    const cells = places.map((list) =>
      list
        .toSorted((a, b) => a.scenario - b.scenario || a.tier - b.tier)
        .map(({ scenario, tier }) => cell(scenario, 1 + ((scenario + tier) % 3), 1, tier)),
    );
    fc.assert(
      fc.property(cells, cells, (a, b) => {
        const has = (list: readonly Observation[], one: Observation) =>
          list.some(({ scenario, tier }) => scenario === one.scenario && tier === one.tier);
        const shared = a.filter((one) => has(b, one));
        const contenders = sharedContenders(a, b, SHARES);
        expect(contenders !== undefined).toBe(shared.length > 0);
        if (!contenders) return;
        expect(contenders[0]).toEqual(whole(shared));
        expect(contenders[1]).toEqual(whole(b.filter((one) => has(a, one))));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it("tells nothing of two that share no cell", () => {
    expect(sharedContenders(verdicts("1"), [cell(1, 1, 1)], SHARES)).toBeUndefined();
    expect(sharedDifference(verdicts("1"), [cell(1, 1, 1)], SHARES)).toMatchObject({
      n: 0,
      pValue: 1,
      method: "none",
      difference: Number.NaN,
    });
  });
});

describe("the test of two", () => {
  const graded = statedScale(0, 10);
  const scores = (sum: number, spread: number, runs = 3, error?: number): Observation => ({
    ...{ scenario: 0, tier: 0, runs, sum, spread },
    ...(error !== undefined && { error }),
  });

  it.each([
    ["one binary run a scenario", verdicts("10"), verdicts("01"), SHARES, "mcnemar"],
    ["several runs a scenario", [cell(0, 2, 1), cell(1, 2, 2)], verdicts("01"), SHARES, "student"],
    ["a single cell", [cell(0, 100, 50)], [cell(0, 100, 60)], SHARES, "boschloo"],
    ["a single cell of many runs", [cell(0, 101, 50)], [cell(0, 10, 6)], SHARES, "fisher"],
    ["scores of a single cell", [scores(9, 1)], [scores(15, 2)], graded, "welch"],
    ["scores with stated errors", [scores(9, 1, 3, 0.1)], [scores(15, 2, 3, 0.2)], graded, "normal"],
    ["scores that tell no spread", [scores(9, 0, 1)], [scores(15, 2)], graded, "none"],
  ])("over %s is %5$s", (_what, a, b, scale, test) => {
    expect(testOf(whole(a, scale), whole(b, scale), scale)).toBe(test);
  });

  it("is the same whoever comes first, but for the sign", () => {
    const pairs: [readonly Observation[], readonly Observation[]][] = [
      [verdicts("1101"), verdicts("0001")],
      [
        [cell(0, 3, 2), cell(1, 3, 1)],
        [cell(0, 3, 1), cell(1, 3, 0)],
      ],
      [[cell(0, 10, 9)], [cell(0, 10, 2)]],
      [verdicts("11"), verdicts("11")],
    ];
    for (const [a, b] of pairs) {
      const [there, back] = [leadOf(whole(a), whole(b), SHARES), leadOf(whole(b), whole(a), SHARES)];
      expect(back.pValue).toBeCloseTo(there.pValue, 12);
      expect(back.sign).toBe(there.sign === 0 ? 0 : -there.sign);
    }
  });

  it("finds nobody ahead where nothing differs", () => {
    for (const cells of [verdicts("101"), [cell(0, 4, 2)], [cell(0, 2, 1), cell(1, 2, 1)]]) {
      expect(leadOf(whole(cells), whole(cells), SHARES)).toEqual({ sign: 0, pValue: 1 });
    }
  });

  it("has nobody ahead who is only with what the other lacks at its worst", () => {
    const open = contenderOf(verdicts("1100"), verdicts("1111"), SHARES);
    expect(leadOf(open, whole(verdicts("1110")), SHARES)).toEqual({ sign: 0, pValue: 1 });
    expect(leadOf(open, whole(verdicts("0000")), SHARES).sign).toBe(1);
    expect(leadOf(whole(verdicts("0000")), open, SHARES).sign).toBe(-1);
  });

  it("counts the units that are won, lost, even and open", () => {
    const a = contenderOf(verdicts("11001"), verdicts("11011"), SHARES);
    const difference = pairedDifference(a, whole(verdicts("10100")), SHARES);
    expect(difference).toMatchObject({ won: 2, lost: 1, tied: 1, open: 1, n: 5, unit: "scenario" });
    expect(difference.difference).toBeCloseTo(3 / 5 - 2 / 5, 12);
  });

  it("keeps an interval within what two can differ by", () => {
    const { interval } = pairedDifference(whole(verdicts("1111111111")), whole(verdicts("0000000000")), SHARES);
    expect(interval?.high).toBeLessThanOrEqual(1);
    expect(interval?.low).toBeGreaterThan(0);
  });
});
