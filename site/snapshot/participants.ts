import { compareNames } from "#contract/names/compare-names.ts";
import { observationsOf } from "#statistics/cells/observation.ts";
import { type Extreme, extremesAmong, type FindExtremes } from "#statistics/findings/extremes.ts";
import type { Standing } from "#statistics/ranks/standing.ts";
import { type Board, boardOf, boardsOf, cellsOn, mainBoardOf, standingOf } from "./boards.ts";
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
  return mainBoardOf(version)
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

const finders = new WeakMap<SuiteVersion, FindExtremes>();

/** Finds what is beyond chance on the board of all tiers of a version; its expected rates are fitted once. */
const finderOf = (version: SuiteVersion): FindExtremes => {
  const known = finders.get(version);
  if (known) return known;
  const board = boardOf(version, undefined);
  // Who only tries the suite is not on the board, but tells how easy its cells are.
  const observed = (entry: number) => board.observed(entry) ?? observationsOf(cellsOn(board, entry), "success");
  const finder = extremesAmong(Array.from(version.entries.keys(), observed));
  finders.set(version, finder);
  return finder;
};

/**
 * Where some entries of a version did clearly better and worse than is expected of them, the clearest first; at most `most` of each, and how
 * many there are.
 */
export const contrastsOf = (version: SuiteVersion, entries: readonly number[], most: number) => {
  const extremes = finderOf(version)(entries);
  const [better, worse] = [true, false].map((isBetter) =>
    extremes.filter(({ passes, runs, expected }) => passes / runs > expected === isBetter),
  ) as [Extreme[], Extreme[]];
  return { better: better.slice(0, most), worse: worse.slice(0, most), found: extremes.length };
};
export type Contrasts = ReturnType<typeof contrastsOf>;

/** Whether some run behind a participant's figures is made up. */
export const hasSyntheticRuns = ({ appearances }: Participant): boolean =>
  appearances.some(({ version, entries }) => entries.some((entry) => version.madeUpEntries.includes(entry)));
