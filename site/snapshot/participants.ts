import { compareNames } from "#contract/names/compare-names.ts";
import type { Standing } from "#statistics/ranks/standing.ts";
import { type Board, boardOf, boardsOf, standingOf } from "./boards.ts";
import { type Scenario, scenariosOf } from "./scenarios.ts";
import type { SuiteVersion } from "./suites.ts";

/** An agent or a model, and the entries (by position) it has in each version of each suite. */
export interface Participant {
  name: string;
  role: "agent" | "model";
  appearances: readonly { version: SuiteVersion; entries: readonly number[] }[];
}

/** Everything that appears as an agent, or as a model, in some version of a suite; by name. */
export const participantsOf = (versions: readonly SuiteVersion[], role: Participant["role"]): Participant[] => {
  const participants = new Map<string, Map<SuiteVersion, number[]>>();
  for (const version of versions) {
    version.entries.forEach((entry, position) => {
      const name = entry[role];
      if (name === undefined) return;
      const appearances = participants.get(name) ?? new Map<SuiteVersion, number[]>();
      participants.set(name, appearances);
      appearances.set(version, [...(appearances.get(version) ?? []), position]);
    });
  }
  return [...participants]
    .sort(([a], [b]) => compareNames(a, b))
    .map(([name, appearances]) => ({
      name,
      role,
      appearances: [...appearances].map(([version, entries]) => ({ version, entries })),
    }));
};

/** An entry's place on the boards of a suite's version: over all tiers, and in each tier in their order. */
export interface Placement {
  entry: number;
  /** By success rate and, if graded, by score. */
  overall: readonly { board: Board; standing: Standing }[];
  tiers: readonly { board: Board; standing: Standing | undefined }[];
}

/** The places of some entries of a version, in the leaderboard's order. */
export const placementsOf = (version: SuiteVersion, entries: readonly number[]): Placement[] => {
  const wanted = new Set(entries);
  return boardOf(version, undefined)
    .standings.filter(({ entry }) => wanted.has(entry))
    .map(({ entry }) => ({
      entry,
      overall: boardsOf(version, undefined).flatMap((board) => {
        const standing = standingOf(board, entry);
        return standing ? [{ board, standing }] : [];
      }),
      tiers: version.tierOrder.map((tier) => {
        const board = boardOf(version, tier);
        return { board, standing: standingOf(board, entry) };
      }),
    }));
};

/** How some entries do at a scenario, and how far that is from the mean of all entries. */
export interface Contrast {
  scenario: Scenario;
  rate: number;
  pass: number;
  counted: number;
  /** The scenario's mean over all entries. */
  mean: number;
  difference: number;
}

const contrastAt = (scenario: Scenario, wanted: ReadonlySet<number>): Contrast[] => {
  const own = scenario.squares.filter(({ entry, rate }) => wanted.has(entry) && rate !== null);
  if (own.length === 0 || scenario.mean === null) return [];
  const rate = own.reduce((sum, square) => sum + (square.rate ?? 0), 0) / own.length;
  const pass = own.reduce((sum, square) => sum + square.pass, 0);
  const counted = own.reduce((sum, square) => sum + square.counted, 0);
  return [{ scenario, rate, pass, counted, mean: scenario.mean, difference: rate - scenario.mean }];
};

/**
 * The scenarios at which some entries of a version are furthest above and below the mean of all entries, at most `most` of each.
 * Both are empty if nothing else ran there to compare with.
 */
export const contrastsOf = (
  version: SuiteVersion,
  entries: readonly number[],
  most: number,
): { strengths: Contrast[]; weaknesses: Contrast[] } => {
  const wanted = new Set(entries);
  const contrasts = scenariosOf(version)
    .flatMap((scenario) => contrastAt(scenario, wanted))
    .sort((a, b) => b.difference - a.difference);
  return {
    strengths: contrasts.filter(({ difference }) => difference > 0).slice(0, most),
    weaknesses: contrasts
      .filter(({ difference }) => difference < 0)
      .reverse()
      .slice(0, most),
  };
};

/** Whether some run behind a participant's figures is made up. */
export const hasSyntheticRuns = ({ appearances }: Participant): boolean =>
  appearances.some(({ version, entries }) =>
    entries.some((entry) => version.cellsByEntry[entry]?.some(({ syntheticRuns }) => syntheticRuns > 0)),
  );
