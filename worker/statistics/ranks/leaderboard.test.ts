import { max } from "d3-array";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "#contract/names/entry.ts";
import type { Cell } from "#contract/snapshot/cells.ts";
import type { Metric } from "../cells/observation.ts";
import { makeCell, makeScoredCell, makeVerdicts } from "../cells/sample-cells.ts";
import { leaderboard, metricsOf, type Rules } from "./leaderboard.ts";
import { couldBeFirst } from "./standing.ts";

const entriesOf = (count: number): Entry[] =>
  Array.from({ length: count }, (_, place) => ({ agent: `agent ${place}` }));

/** The leaderboard of some cells, whose entries have names in their order. */
const rank = (cells: readonly Cell[], rules: Partial<Rules> = {}) =>
  leaderboard(cells, { metric: "success", entries: entriesOf(1 + (max(cells, ({ entry }) => entry) ?? 0)), ...rules });

const board = (...entries: string[][]): Cell[] => entries.flatMap((verdicts, entry) => makeVerdicts(entry, verdicts));
const single = (...verdicts: string[]) => board(...verdicts.map((runs) => [...runs]));

/** Scores of one run a scenario. */
const scoredBoard = (...entries: number[][]): Cell[] =>
  entries.flatMap((scores, entry) => scores.map((score, scenario) => makeScoredCell([score], { entry, scenario })));

describe("leaderboard", () => {
  it("ranks entries by intervals and groups those not told apart", () => {
    const { standings, first, firstClearGap } = rank(single("000000000000", "111111111111", "111111111110"));
    expect(standings.map((row) => [row.entry, row.rank, row.group])).toEqual([
      [1, { from: 1, to: 2 }, 1],
      [2, { from: 1, to: 2 }, 1],
      [0, { from: 3, to: 3 }, 2],
    ]);
    expect([first, firstClearGap]).toEqual([null, 2]);
  });

  it("keeps what each entry did in the board's cells, as it was scored, and nothing of others", () => {
    const stray = makeVerdicts(1, ["", "", "", "1"]);
    const { places, observed } = rank([...single("101", "110", "011"), ...stray]);
    expect(places).toHaveLength(3);
    expect(observed(1)?.map(({ scenario, sum }) => [scenario, sum])).toEqual([
      [0, 1],
      [1, 1],
      [2, 0],
    ]);
    expect(observed(3)).toBeUndefined();
    const lowest = rank(scoredBoard([3, 5], [2, 4]), { metric: "score", stated: { lowerIsBetter: true } });
    expect(lowest.observed(0)?.map(({ sum }) => sum)).toEqual([3, 5]);
  });

  it("corrects each entry's own comparisons, and all pairs beside it", () => {
    // p of the first and the last: 2·0.5^7 = 0.015625, of the other two pairs 0.125 and 0.25. Twice the first is below 5 %, and so it is
    // three times; 2·0.5^6 = 0.03125 is not.
    const clear = rank(single("1111111", "1110000", "0000000"));
    expect(clear.standings.map((row) => row.rank?.to)).toEqual([2, 3, 3]);
    expect(clear.pairs(0, 2)).toMatchObject({ pValue: 0.015625, adjustedPValue: 0.03125, isTold: true });
    expect(clear.pairs(2, 0)).toMatchObject({ adjustedPValue: 0.03125, isTold: true, lost: 7 });
    expect(clear.standings.map((row) => row.jointRank?.to)).toEqual([2, 3, 3]);
    const unclear = rank(single("111111", "111000", "000000"));
    expect(unclear.standings.map((row) => row.rank?.to)).toEqual([3, 3, 3]);
    expect(unclear.pairs(0, 2)).toMatchObject({ pValue: 0.03125, adjustedPValue: 0.0625, isTold: false });
  });

  it("says who is clearly better than whom, and of nobody that is not ranked", () => {
    const { isAbove } = rank(single("1111111111", "0000000000", "1111111110", "1"));
    expect([isAbove(0, 1), isAbove(1, 0), isAbove(0, 2), isAbove(0, 0)]).toEqual([true, false, false, false]);
    expect([isAbove(0, 3), isAbove(3, 1)]).toEqual([false, false]);
  });

  it("says who is first for certain", () => {
    expect(rank(single("0000000000", "1111111111"))).toMatchObject({ first: 1, firstClearGap: 1 });
    expect(rank(single("1"))).toMatchObject({ first: 0, firstClearGap: null });
    expect(rank([])).toMatchObject({ first: null, firstClearGap: null, graded: false, standings: [], places: [] });
  });

  it("orders equal estimates by name", () => {
    const entries = [{ agent: "b" }, { agent: "a", model: "z" }, { agent: "a" }];
    const { standings } = rank(single("10", "01", "10"), { entries });
    expect(standings.map(({ entry }) => entry)).toEqual([2, 1, 0]);
  });

  it("does not ask for a cell in which nobody has a run that counts", () => {
    const cells = [...board(["1", "1"], ["0", "1"]), makeCell({ scenario: 2, entry: 0, infrastructureError: 1 })];
    expect(rank(cells).standings.map(({ covered, coverable }) => [covered, coverable])).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  it("counts outcomes, made-up runs and the last run over the board's cells", () => {
    const cells = [
      makeCell({ scenario: 0, pass: 1, fail: 2, timeout: 3, syntheticRuns: 1, firstRunAt: 60, lastRunAt: 70 }),
      makeCell({ scenario: 2, infrastructureError: 1, firstRunAt: 10, lastRunAt: 10 }),
      makeCell({
        scenario: 1,
        unknownFailure: 4,
        infrastructureError: 5,
        notStated: 6,
        notFinal: 7,
        firstRunAt: 40,
        lastRunAt: 50,
      }),
    ];
    expect(rank(cells).standings[0]).toMatchObject({
      ...{ counted: 10, scored: 0, pass: 1, fail: 2, timeout: 3, unknownFailure: 4, infrastructureError: 5 },
      ...{ notStated: 6, notFinal: 7, syntheticRuns: 1, firstRunAt: 40, lastRunAt: 70, hasUnequalTrials: true },
    });
    const stated = { scenarios: [{ scenario: 1 }], tiers: [0] };
    expect(rank(cells, { stated }).standings[0]).toMatchObject({ pass: 0, counted: 4, hasUnequalTrials: false });
  });

  it.each<[boolean, number, Metric | undefined, Metric[]]>([
    [false, 4, "score", ["success"]],
    [true, 4, undefined, ["success", "score"]],
    [true, 4, "success", ["success", "score"]],
    [true, 4, "score", ["score", "success"]],
    [true, 0, "success", ["score"]],
  ])("has boards where scores are graded (%j) over %i cells, %s stated first: %j", (graded, cells, first, metrics) => {
    const places = Array.from({ length: cells }, (_, scenario) => ({ scenario, tier: 0 }));
    expect(metricsOf({ graded, places }, first)).toEqual(metrics);
  });

  it("ranks graded scores, which need no verdict, with their own sample", () => {
    const cells = scoredBoard([0.5, 0.69, 0.88, 0.77], [0.2, 0.39, 0.58, 0.47]);
    const { graded, standings, scale } = rank(cells, { metric: "score" });
    expect([graded, scale.ends]).toEqual([true, null]);
    expect(standings.map(({ entry, scored, counted, rank: own }) => [entry, scored, counted, own])).toEqual([
      [0, 4, 0, { from: 1, to: 2 }],
      [1, 4, 0, { from: 1, to: 2 }],
    ]);
    expect(standings[0]?.estimate.method).toBe("student");
    expect(rank(cells).standings.map(({ estimate, rank: own }) => [estimate.value, own])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it("turns a scale on which lower is better", () => {
    const cells = scoredBoard([9, 8, 9, 8, 9, 8], [1, 2, 1, 2, 1, 2]);
    const { standings, pairs } = rank(cells, {
      metric: "score",
      stated: { lowerIsBetter: true, ends: { low: 0, high: 10 } },
    });
    expect(standings.map(({ entry, estimate, group }) => [entry, estimate.value, group])).toEqual([
      [1, 1.5, 1],
      [0, 8.5, 2],
    ]);
    expect(standings[0]?.estimate.interval?.low).toBeGreaterThan(0.5);
    expect(standings[0]?.estimate.interval?.low).toBeLessThan(1.5);
    expect(pairs(1, 0)).toMatchObject({ difference: -7, won: 6, lost: 0, isTold: true });
    expect(pairs(1, 0)?.interval?.high).toBeLessThan(0);
  });
});

describe("entries that lack cells", () => {
  const twenty = "11111111111111111111";
  const stated = { scenarios: [...twenty].map((_, scenario) => ({ scenario })), tiers: [0] };
  const lacking = (verdicts: string) => [...verdicts].map((run) => (run === "." ? "" : run));

  it("are ranked from 90 %, with what they lack counted as lost", () => {
    const cells = board(lacking(twenty), lacking(`..${twenty.slice(2)}`), lacking(`...${twenty.slice(3)}`));
    const { standings } = rank(cells, { stated });
    expect(
      standings.map(({ entry, rank: own, covered, coverable }) => [entry, own !== null, covered, coverable]),
    ).toEqual([
      [0, true, 20, 20],
      [1, true, 18, 20],
      [2, false, 17, 20],
    ]);
    expect(standings.map(({ estimate, atMost }) => [estimate.value, atMost])).toEqual([
      [1, 1],
      [0.9, 1],
      [1, 1],
    ]);
    // R 4.2.2: binom.test(18, 20)$conf.int, binom.test(20, 20)$conf.int
    expect(standings[1]?.estimate.interval?.low).toBeCloseTo(0.6830172859809177, 10);
    expect(standings[1]?.estimate.interval?.high).toBe(1);
  });

  it("are better only if they are with all of it lost", () => {
    // Six more scenarios than the other: p = 2·0.5^6 = 0.03125; with one of them lacking 0.0625.
    const with6 = rank(board(lacking(twenty), lacking(`000000${twenty.slice(6)}`)), { stated });
    expect(with6).toMatchObject({ first: 0 });
    const with5 = rank(board(lacking(`.${twenty.slice(1)}`), lacking(`000000${twenty.slice(6)}`)), { stated });
    expect(with5.pairs(0, 1)).toMatchObject({ won: 5, open: 1, pValue: 0.0625, isTold: false });
    const doubtful = rank(board(lacking(twenty), lacking(`.00000${twenty.slice(6)}`)), { stated });
    expect(doubtful.pairs(1, 0)).toMatchObject({ pValue: 0.0625, isTold: false });
  });

  it("stand in the group that they have with all of it lost, though they could be first with all of it won", () => {
    const { standings, first } = rank(board(lacking(twenty), lacking(`.00000${twenty.slice(6)}`)), { stated });
    expect(standings.map((row) => [row.group, row.rank, couldBeFirst(row)])).toEqual([
      [1, { from: 1, to: 2 }, false],
      [2, { from: 1, to: 2 }, true],
    ]);
    expect(first).toBeNull();
  });

  it("stay without rank where scores have no stated ends", () => {
    const cells = scoredBoard(
      Array.from({ length: 20 }, (_, place) => place / 7),
      Array.from({ length: 20 }, (_, place) => place / 9),
    ).slice(0, -1);
    const ranked = (ends?: { low: number; high: number }) =>
      rank(cells, { metric: "score", stated: { ...stated, ends } }).standings.map(({ rank: own }) => own !== null);
    expect(ranked()).toEqual([true, false]);
    expect(ranked({ low: 0, high: 3 })).toEqual([true, true]);
  });

  it("are compared over what they share where they are not ranked", () => {
    const { pairs } = rank(board(["1", "1", ""], ["0", "0", "0"], ["0", "0", "0"], ["", "", "1"]));
    expect(pairs(0, 1)).toMatchObject({ n: 2, won: 2, difference: 1, adjustedPValue: 0.5, isTold: false });
    expect(pairs(0, 3)).toBeUndefined();
    expect(pairs(0, 0)).toBeUndefined();
    expect(pairs(0, 99)).toBeUndefined();
  });
});

describe("any leaderboard", () => {
  const runs = fc.tuple(fc.nat(3), fc.nat(3)).map(([pass, fail]) => "1".repeat(pass) + "0".repeat(fail));
  const shape = { scenarios: 6, entries: 5, tiers: 2 };
  const entryInTier = fc.array(runs, { minLength: shape.scenarios, maxLength: shape.scenarios });
  const anyCells = fc
    .array(fc.array(entryInTier, { minLength: shape.entries, maxLength: shape.entries }), {
      minLength: 1,
      maxLength: shape.tiers,
    })
    .map((tiers) =>
      tiers.flatMap((entries, tier) => entries.flatMap((verdicts, entry) => makeVerdicts(entry, verdicts, tier))),
    );
  const rows = (cells: Cell[]) => rank(cells, { entries: entriesOf(shape.entries) }).standings;

  it("contains each estimate in its interval, within 0 to 1", () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        for (const { estimate } of rows(cells)) {
          if (estimate.value === null) continue;
          expect(estimate.interval?.low).toBeGreaterThanOrEqual(0);
          expect(estimate.interval?.low).toBeLessThanOrEqual(estimate.value);
          expect(estimate.interval?.high).toBeGreaterThanOrEqual(estimate.value);
          expect(estimate.interval?.high).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 1 },
    );
  });

  it("contains in its rank intervals each entry's place by estimate, and in the groups no entry below a worse group", () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        const ranked = rows(cells).filter(({ rank: own }) => own !== null);
        const estimateOf = ({ estimate }: (typeof ranked)[number]) => estimate.value ?? 0;
        for (const row of ranked) {
          const above = ranked.filter((other) => estimateOf(other) > estimateOf(row) + 1e-9).length;
          const below = ranked.filter((other) => estimateOf(other) < estimateOf(row) - 1e-9).length;
          expect(row.rank?.from).toBeLessThanOrEqual(1 + above);
          expect(row.rank?.to).toBeGreaterThanOrEqual(ranked.length - below);
          expect(row.jointRank?.from).toBeLessThanOrEqual(row.rank?.from ?? 0);
          expect(row.jointRank?.to).toBeGreaterThanOrEqual(row.rank?.to ?? 0);
        }
        expect(ranked.map(({ group }) => group)).toEqual(ranked.map(({ group }) => group ?? 0).sort((a, b) => a - b));
      }),
      { seed: 1 },
    );
  });

  it("never calls an entry better, nor puts it into a higher group, for a cell that it left out", () => {
    const stated = { scenarios: Array.from({ length: 20 }, (_, scenario) => ({ scenario })), tiers: [0] };
    const verdicts = fc.array(fc.constantFrom<string>("1", "0"), { minLength: 20, maxLength: 20 });
    const entry = fc
      .tuple(verdicts, fc.constantFrom(0, 10, 20))
      .map(([runs, failed]) => runs.map((run, place) => (place < failed ? "0" : run)));
    fc.assert(
      fc.property(fc.array(entry, { minLength: 2, maxLength: 4 }), fc.nat(19), (entries, left) => {
        const [own = [], ...others] = entries;
        const at = (run: string) => rank(board(own.with(left, run), ...others), { stated });
        const [without, lost, won] = [at(""), at("0"), at("1")];
        others.forEach((_, place) => {
          const isBetter = ({ pairs }: typeof without) => {
            const pair = pairs(0, place + 1);
            return (pair?.isTold ?? false) && (pair?.difference ?? 0) > 0;
          };
          if (isBetter(without)) expect([isBetter(lost), isBetter(won)]).toEqual([true, true]);
        });
        const groupOf = ({ standings }: typeof without) => standings.find((row) => row.entry === 0)?.group ?? 0;
        expect(groupOf(without)).toBe(groupOf(lost));
        expect(groupOf(without)).toBeGreaterThanOrEqual(groupOf(won));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("does not depend on the order of the cells", () => {
    const shuffled = anyCells.chain((cells) =>
      fc.record({ cells: fc.constant(cells), other: fc.shuffledSubarray(cells, { minLength: cells.length }) }),
    );
    fc.assert(
      fc.property(shuffled, ({ cells, other }) => {
        expect(rows(other)).toEqual(rows(cells));
      }),
      { seed: 1 },
    );
  });

  it("keeps every success rate whatever infrastructure errors and unfinished runs there are", () => {
    const errors = fc.array(
      fc.record({ scenario: fc.nat(7), entry: fc.nat(4), tier: fc.nat(2), runs: fc.integer({ min: 1, max: 5 }) }),
    );
    fc.assert(
      fc.property(anyCells, errors, (cells, failures) => {
        const disturbed = cells.map((cell) => ({ ...cell }));
        for (const { runs, ...key } of failures) {
          const hit = disturbed.find(
            ({ scenario, entry, tier }) => scenario === key.scenario && entry === key.entry && tier === key.tier,
          );
          if (hit) hit.infrastructureError += runs;
          else disturbed.push(makeCell({ ...key, infrastructureError: runs, notFinal: 1 }));
        }
        const before = new Map(rows(cells).map((row) => [row.entry, row]));
        for (const { entry, estimate, rank: own, covered } of rows(disturbed)) {
          expect(estimate.value).toBe(before.get(entry)?.estimate.value ?? null);
          expect(estimate).toEqual(before.get(entry)?.estimate ?? estimate);
          expect([own, covered]).toEqual([before.get(entry)?.rank ?? null, before.get(entry)?.covered ?? 0]);
        }
      }),
      { seed: 1 },
    );
  });
});
