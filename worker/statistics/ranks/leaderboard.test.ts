import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell } from "#contract/snapshot/snapshot.ts";
import { makeCell, makeScoredCell, makeVerdicts } from "../cells/sample-cells.ts";
import { leaderboard } from "./leaderboard.ts";

const success = { metric: "success" } as const;
const board = (...entries: string[][]): Cell[] => entries.flatMap((verdicts, entry) => makeVerdicts(entry, verdicts));
const find = (cells: Cell[], entry: number) => leaderboard(cells, success).standings.find((row) => row.entry === entry);

describe("leaderboard", () => {
  it("ranks entries by intervals and groups those not told apart", () => {
    const cells = board([..."000000000000"], [..."111111111111"], [..."111111111110"]);
    const { standings } = leaderboard(cells, success);
    expect(standings.map(({ entry, rank, tieGroup }) => ({ entry, rank, tieGroup }))).toEqual([
      { entry: 1, rank: { from: 1, to: 2 }, tieGroup: 1 },
      { entry: 2, rank: { from: 1, to: 2 }, tieGroup: 1 },
      { entry: 0, rank: { from: 3, to: 3 }, tieGroup: 2 },
    ]);
  });

  it("widens ranks with Holm's correction", () => {
    // p of the first against the last: 2·0.5^6 = 0.03125; over three comparisons 0.09375
    const cells = board([..."111111"], [..."111000"], [..."000000"]);
    expect(leaderboard(cells, success).standings[0]?.rank).toEqual({ from: 1, to: 2 });
    const corrected = leaderboard(cells, { metric: "success", holm: true });
    expect(corrected.standings[0]?.rank).toEqual({ from: 1, to: 3 });
    expect(corrected.pairs(0, 2)).toMatchObject({ pValue: 0.03125, adjustedPValue: 0.09375, significant: false });
    expect(leaderboard(cells, success).pairs(2, 0)).toMatchObject({
      adjustedPValue: 0.03125,
      significant: true,
      lost: 6,
    });
  });

  it("gives no rank to an incomplete entry and lists it after the complete ones", () => {
    const cells = board(["1", "1", ""], ["0", "0", "0"], ["", "", ""], ["1", "0", ""]);
    const { standings } = leaderboard([...cells, makeCell({ entry: 2, infrastructureError: 3 })], success);
    expect(standings.map(({ entry, complete, covered, coverable }) => [entry, complete, covered, coverable])).toEqual([
      [1, true, 3, 3],
      [0, false, 2, 3],
      [3, false, 1 + 1, 3],
      [2, false, 0, 3],
    ]);
    expect(standings.map(({ rank }) => rank)).toEqual([{ from: 1, to: 1 }, null, null, null]);
    expect(standings[3]?.estimate.value).toBeNull();
  });

  it("does not ask for a cell in which nobody has a run that counts", () => {
    const cells = [...board(["1", "1"], ["0", "1"]), makeCell({ scenario: 2, entry: 0, infrastructureError: 1 })];
    expect(leaderboard(cells, success).standings.map(({ complete }) => complete)).toEqual([true, true]);
  });

  it("counts outcomes, made-up runs and the last run over all cells of an entry", () => {
    const cells = [
      makeCell({ scenario: 0, pass: 1, fail: 2, timeout: 3, syntheticRuns: 1, lastRunAt: 70 }),
      makeCell({ scenario: 1, unknownFailure: 4, infrastructureError: 5, notStated: 6, notFinal: 7, lastRunAt: 50 }),
    ];
    expect(find(cells, 0)).toMatchObject({
      counted: 10,
      pass: 1,
      fail: 2,
      timeout: 3,
      unknownFailure: 4,
      infrastructureError: 5,
      notStated: 6,
      notFinal: 7,
      syntheticRuns: 1,
      lastRunAt: 70,
    });
  });

  it("ranks graded scores, which need no verdict", () => {
    const cells = [0, 1].flatMap((entry) =>
      [0.5, 0.7, 0.9, 0.8].map((score, scenario) =>
        makeScoredCell([score - entry * 0.3 - scenario * 0.01], { entry, scenario }),
      ),
    );
    const { graded, standings } = leaderboard(cells, { metric: "score" });
    expect(graded).toBe(true);
    expect(standings.map(({ entry, complete }) => [entry, complete])).toEqual([
      [0, true],
      [1, true],
    ]);
    expect(standings[0]?.estimate.method).toBe("student");
    expect(leaderboard(cells, success).standings.map(({ estimate, rank }) => [estimate.value, rank])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it("compares incomplete entries too, over what they share", () => {
    const { pairs } = leaderboard(board(["1", "1", ""], ["0", "0", "0"], ["", "", "1"]), success);
    expect(pairs(0, 1)).toMatchObject({ shared: 2, won: 2, difference: 1 });
    expect(pairs(0, 2)).toBeUndefined();
    expect(pairs(0, 0)).toBeUndefined();
    expect(pairs(0, 99)).toBeUndefined();
  });

  it("returns an empty board for no cells", () => {
    expect(leaderboard([], success)).toMatchObject({ graded: false, standings: [] });
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
  const rows = (cells: Cell[], holm = false) => leaderboard(cells, { metric: "success", holm }).standings;

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

  it("contains the plain rank of each complete entry in its rank interval", () => {
    const dense = anyCells.map((cells) =>
      Array.from({ length: shape.entries * shape.scenarios }, (_, position) => {
        const key = { entry: position % shape.entries, scenario: Math.floor(position / shape.entries) };
        const known = cells.find((cell) => cell.entry === key.entry && cell.scenario === key.scenario);
        return makeCell({ ...key, pass: known?.pass ?? 0, fail: (known?.fail ?? 0) + 1 });
      }),
    );
    fc.assert(
      fc.property(dense, fc.boolean(), (cells, holm) => {
        let lastGroup = 1;
        for (const [position, { rank, tieGroup, complete }] of rows(cells, holm).entries()) {
          expect(complete).toBe(true);
          expect(rank?.from).toBeLessThanOrEqual(position + 1);
          expect(rank?.to).toBeGreaterThanOrEqual(position + 1);
          expect(tieGroup).toBeGreaterThanOrEqual(lastGroup);
          lastGroup = tieGroup ?? lastGroup;
        }
      }),
      { seed: 1 },
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
        for (const { entry, estimate, rank, complete } of rows(disturbed)) {
          expect(estimate.value).toBe(before.get(entry)?.estimate.value ?? null);
          expect(estimate).toEqual(before.get(entry)?.estimate ?? estimate);
          expect({ rank, complete }).toEqual({
            rank: before.get(entry)?.rank ?? null,
            complete: before.get(entry)?.complete ?? false,
          });
        }
      }),
      { seed: 1 },
    );
  });
});
