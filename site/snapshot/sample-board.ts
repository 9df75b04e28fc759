import type { Entry } from "#contract/names/entry.ts";
import type { Relationship } from "#contract/runs/run.ts";
import { DURATION_UNITS, SCORE_UNITS } from "#contract/snapshot/units.ts";
import { type Board, boardOf } from "./boards.ts";
import { type SuiteVersion, suitesOf } from "./suites.ts";

const SCENARIOS = 40;

/** An entry for a test: how many of the first scenarios it passes, of how many it ran; what a run cost; how long ago it ran. */
export interface SampleEntry extends Partial<Entry> {
  passes: number;
  ran?: number;
  /** US dollars a run. */
  cost?: number;
  /** Milliseconds a run. */
  duration?: number;
  /** Seconds since 1970. */
  lastRunAt?: number;
  made?: boolean;
  /** Whether each run is a total that stands for many. */
  isSummed?: boolean;
  /** Who ran it, where somebody says. */
  relationship?: Relationship;
  /** One a tier; left out: one tier. */
  tiers?: readonly number[];
  /** How many of the first scenarios it ran twice. */
  again?: number;
  /** The score of each run, where it has one; of what lies between 0 and 1 a board has a mean score. */
  score?: number;
}

const rowsOf = (entries: readonly SampleEntry[], scenarios: number) =>
  entries.flatMap(
    (
      {
        passes,
        ran = scenarios,
        tiers = [0],
        cost,
        duration,
        lastRunAt = 0,
        made = false,
        isSummed = false,
        relationship,
        again = 0,
        score,
      },
      entry,
    ) =>
      tiers.flatMap((tier) =>
        Array.from({ length: ran }, (_, scenario) => ({
          ...{ entry, scenario, tier, cost, duration, lastRunAt, made, isSummed, relationship, score },
          pass: Number(scenario < passes),
          runs: scenario < again ? 2 : 1,
        })),
      ),
  );

/** The version of a suite of some entries, with one run a cell, for tests. Entries without a name are called "agent 0", "agent 1" … */
export const sampleVersion = (entries: readonly SampleEntry[], scenarios = SCENARIOS, suite = "s"): SuiteVersion => {
  const rows = rowsOf(entries, scenarios);
  const tiers = Math.max(0, ...rows.map(({ tier }) => tier)) + 1;
  const [made] = suitesOf({
    suites: [
      {
        suite,
        scenarios: Array.from({ length: scenarios }, (_, scenario) => `scenario ${scenario}`),
        tiers: Array.from({ length: tiers }, (_, tier) => `L${tier}`),
        entries: entries.map(({ agent, model, variant }, place) => ({
          agent: agent ?? `agent ${place}`,
          ...(model === undefined ? {} : { model }),
          ...(variant === undefined ? {} : { variant }),
        })),
        cells: {
          scenario: rows.map(({ scenario }) => scenario),
          tier: rows.map(({ tier }) => tier),
          entry: rows.map(({ entry }) => entry),
          pass: rows.map(({ pass, runs }) => runs * pass),
          fail: rows.map(({ pass, runs }) => runs * (1 - pass)),
          costRuns: rows.map(({ cost }) => Number(cost !== undefined)),
          costPasses: rows.map(({ cost, pass }) => (cost === undefined ? 0 : pass)),
          costSum: rows.map(({ cost }) => (cost ?? 0) * 1e12),
          durationRuns: rows.map(({ duration }) => Number(duration !== undefined)),
          durationSum: rows.map(({ duration }) => (duration ?? 0) * DURATION_UNITS),
          scoreRuns: rows.map(({ score }) => Number(score !== undefined)),
          scoreSum: rows.map(({ score = 0 }) => score * SCORE_UNITS),
          firstPartyRuns: rows.map((row) => Number(row.relationship === "first-party")),
          thirdPartyRuns: rows.map((row) => Number(row.relationship === "third-party")),
          syntheticRuns: rows.map(({ made: isMade }) => Number(isMade)),
          summedRuns: rows.map(({ isSummed }) => Number(isSummed)),
          lastRunAt: rows.map(({ lastRunAt }) => lastRunAt),
          firstRunAt: rows.map(({ lastRunAt }) => lastRunAt),
        },
      },
    ],
  });
  if (!made) throw new Error("no suite");
  return made.versions[0];
};

/** The board of some entries over all tiers, for tests. */
export const sampleBoard = (entries: readonly SampleEntry[], scenarios = SCENARIOS): Board =>
  boardOf(sampleVersion(entries, scenarios), undefined);
