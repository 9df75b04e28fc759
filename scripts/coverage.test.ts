import { describe, expect, it } from "vitest";
import { command } from "./coverage.ts";
import { findingOf, findingOfBoards, isBroken } from "./proof/coverage/setting.ts";
import { RANK_SETTINGS } from "./proof/coverage/simulate-ranks.ts";
import { RATE_SETTINGS } from "./proof/coverage/simulate-rates.ts";
import { SIMULATIONS } from "./proof/coverage/simulations.ts";
import { runInProcess } from "./testing/run-in-process.ts";

const coverage = (...args: string[]) => runInProcess(command, args);

describe("npm run coverage", () => {
  it("tells a promise with its range, its bound and its worst settings", async () => {
    const { code, output, errors } = await coverage("costs", "--replicates", "200");
    expect(errors).toMatch(/^costs: 5 figures in \d+\.\d s\n$/);
    const [promise, head, ...rows] = output.trimEnd().split("\n");
    expect(promise).toMatch(/^the interval of a cost holds it: \d+\.\d % to \d+\.\d % in 5 settings, at least 90\.0 %/);
    expect(head).toMatch(/^SETTING +SHARE +WITHIN$/);
    expect(rows).toHaveLength(5);
    const shares = rows.map((row) => Number(/ (\d+\.\d) % /.exec(row)?.[1]));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(code).toBe(promise?.includes("BROKEN") ? 1 : 0);
  });

  it("shows five settings of a promise, or all of them", async () => {
    const rowsOf = async (...more: string[]) =>
      (await coverage("judges", "--replicates", "40", ...more)).output
        .split("\n")
        .filter((row) => row.includes("judged")).length;
    expect(await rowsOf()).toBe(5);
    expect(await rowsOf("--all")).toBe(6);
  });

  it.each([
    [
      ["ranks", "luck"],
      "PART must be one of rates, passes, costs, ranks, skipping, stopping, judges, gate, changes: luck",
    ],
    [["costs", "--snapshot", "dist"], "--snapshot is for the PART gate"],
    [["--replicates", "39"], "--replicates must be a whole number from 40 to 1000000: 39"],
  ])("refuses %j", async (args, message) => {
    const { code, errors } = await coverage(...args);
    expect(errors).toContain(message);
    expect(code).toBe(2);
  });
});

describe("what is simulated", () => {
  it("covers few and many scenarios, runs, rates, and runs that are alike or not, each setting once", () => {
    const values = (of: (setting: (typeof RATE_SETTINGS)[number]) => number) => [...new Set(RATE_SETTINGS.map(of))];
    expect(values(({ scenarios }) => scenarios)).toEqual([5, 9, 20, 50, 100, 500]);
    expect(values(({ runs }) => runs)).toEqual([1, 2, 3, 5, 10]);
    expect(values(({ correlation }) => correlation)).toEqual([0, 0.1, 0.3, 0.7]);
    expect(values(({ rate }) => rate)).toEqual([0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98]);
    expect(new Set(RATE_SETTINGS.map((setting) => JSON.stringify(setting))).size).toBe(RATE_SETTINGS.length);
    // One run a scenario is never alike another.
    expect(RATE_SETTINGS.filter(({ runs, correlation }) => runs === 1 && correlation > 0)).toEqual([]);
    expect(RATE_SETTINGS).toHaveLength(6 * (7 + 4 * 4 * 7));
  });

  it("covers fields of every kind, small and large, complete and not", () => {
    expect(RANK_SETTINGS).toHaveLength(3 * 7 * 2 * 2);
    for (const field of ["equal", "unequal", "differently failing"]) {
      const own = RANK_SETTINGS.filter((setting) => setting.field === field);
      expect(own.some(({ entries, lacking }) => entries === 81 && lacking === 0.1)).toBe(true);
      expect(own.some(({ scenarios, runs }) => scenarios === 500 && runs === 5)).toBe(true);
    }
  });

  it("is told in a fixed order", () => {
    expect(SIMULATIONS.map(({ name }) => name)).toEqual([
      "rates",
      "passes",
      "costs",
      "ranks",
      "skipping",
      "stopping",
      "judges",
      "gate",
      "changes",
    ]);
  });
});

describe("a finding", () => {
  const bounds = { promise: "p", setting: "s" };

  it("has the share and the interval that so many trials leave it", () => {
    const { share, interval, least } = findingOf("p", "s", { hits: 95, trials: 100 }, { least: 0.9 });
    expect([share, least]).toEqual([0.95, 0.9]);
    expect(interval.low).toBeCloseTo(0.8872, 4);
    expect(interval.high).toBeCloseTo(0.9836, 4);
  });

  it("of boards has the interval of their mean", () => {
    const { share, interval } = findingOfBoards("p", "s", [0, 0.1, 0.2, 0.1]);
    expect(share).toBeCloseTo(0.1, 12);
    // The variance is 0.02 / 3, that of the mean a quarter of it.
    expect(interval.high - share).toBeCloseTo(1.96 * Math.sqrt(0.02 / 3 / 4), 12);
    expect(share - interval.low).toBeCloseTo(interval.high - share, 12);
  });

  it.each([
    [{ low: 0.8, high: 0.9 }, { least: 0.9 }, false],
    [{ low: 0.8, high: 0.899 }, { least: 0.9 }, true],
    [{ low: 0.05, high: 0.2 }, { most: 0.05 }, false],
    [{ low: 0.051, high: 0.2 }, { most: 0.05 }, true],
    [{ low: 0, high: 1 }, {}, false],
  ])("with the interval %j and the bound %j is broken: %j", (interval, bound, broken) => {
    expect(isBroken({ ...bounds, share: 0.5, interval, ...bound })).toBe(broken);
  });
});
