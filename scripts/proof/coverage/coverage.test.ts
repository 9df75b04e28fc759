import { describe, expect, it } from "vitest";
import { findingOf, findingOfBoards, isBroken } from "./setting.ts";
import { simulateCosts } from "./simulate-costs.ts";
import { simulateJudge } from "./simulate-judges.ts";
import { RANK_SETTINGS, simulateRanks } from "./simulate-ranks.ts";
import { RATE_SETTINGS, simulateRate, worstDropOfOneMorePass } from "./simulate-rates.ts";
import { simulateSkipping } from "./simulate-skipping.ts";
import { simulateStopping } from "./simulate-stopping.ts";

/** Every so many-th: the settings come in a fixed order, so that each kind has its share. */
const some = <Setting>(settings: readonly Setting[], step: number): Setting[] =>
  settings.filter((_, place) => place % step === 0);

const small = RATE_SETTINGS.filter(({ scenarios }) => scenarios <= 50);

describe("the promises of the statistics, by seeded simulation", () => {
  it("are kept by the intervals of rates", () => {
    const findings = some(small, 13).map((setting) => simulateRate(setting, 400));
    expect(findings.filter(isBroken)).toEqual([]);
    const hits = findings.reduce((sum, { share }) => sum + share, 0) / findings.length;
    expect(hits).toBeGreaterThan(0.94);
  });

  it("are kept where intervals by Student's t are not: near 0 and 1", () => {
    const edge = small.filter(({ rate, runs }) => rate === 0.98 && runs === 5);
    expect(edge.map((setting) => simulateRate(setting, 400)).filter(isBroken)).toEqual([]);
  });

  it("hold that one more pass lowers no lower end by more than a point", () => {
    expect(worstDropOfOneMorePass(some(small, 3), 40)).toBeLessThan(0.01);
  });

  it("hold that nobody gains by leaving out what is hardest", () => {
    const settings = (["equal", "unequal", "differently failing"] as const).flatMap((field) =>
      [1, 5].map((runs) => ({ field, entries: 6, scenarios: 20, runs, lacking: 0 })),
    );
    const findings = settings.map((setting) => simulateSkipping(setting, 10));
    expect(findings.filter(({ share }) => share > 0)).toEqual([]);
    expect(findings[0]).toMatchObject({ setting: "6 equal entries × 20 scenarios × 1", most: 0 });
  });

  it("are kept by ranks, whether entries are equal, unequal or fail differently, complete or not", () => {
    const settings = some(
      RANK_SETTINGS.filter(({ entries, scenarios }) => entries <= 20 && scenarios <= 50),
      2,
    );
    const findings = settings.flatMap((setting) => simulateRanks(setting, 40));
    expect(findings.filter(isBroken)).toEqual([]);
    const power = findings.filter(({ promise }) => promise === "power: pairs told apart");
    expect(Math.max(...power.map(({ share }) => share))).toBeGreaterThan(0.4);
  });

  it("are kept by the intervals of costs from eight scenarios on", () => {
    expect([8, 30].map((scenarios) => simulateCosts(scenarios, 1000)).filter(isBroken)).toEqual([]);
  });

  it("are kept by the stopping rule, which finds a difference too", () => {
    expect(isBroken(simulateStopping(0, 30))).toBe(false);
    expect(simulateStopping(0.2, 30)).toMatchObject({
      share: 0,
      setting: expect.stringMatching(/known after \d{2,3} pairs/),
    });
  });

  it("are kept by a judge's corrected mean", () => {
    expect([0, 0.2].map((error) => simulateJudge(error, 50, 300)).filter(isBroken)).toEqual([]);
  });
});

describe("isBroken", () => {
  it("takes the simulation's own error into account", () => {
    const at = (hits: number) => findingOf("holds", "", { hits, trials: 1000 }, { least: 0.93 });
    expect([at(950), at(920), at(900)].map(isBroken)).toEqual([false, false, true]);
    const boards = (share: number) =>
      findingOfBoards("errs", "", [share, share, share + 0.01, share + 0.01], { most: 0.05 });
    expect([boards(0.04), boards(0.06)].map(isBroken)).toEqual([false, true]);
  });
});
