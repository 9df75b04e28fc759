import type { Manifest } from "#contract/suites/manifest.ts";
import { type Place, placeKey } from "../cells/place.ts";

/** What a manifest says of a board, in positions; what it leaves out is found from the runs. */
export interface StatedBoard {
  /** Its scenarios, those that nobody ran too; each with its tiers where it has tiers of its own. */
  scenarios?: readonly { scenario: number; tiers?: readonly number[] | undefined }[] | undefined;
  /** How many scenarios it has, where only that is known. */
  scenarioCount?: number | undefined;
  tiers?: readonly number[] | undefined;
  /** The first position that no scenario has. */
  scenarioEnd?: number;
  /** The least and the most that a run can score. */
  ends?: { low: number; high: number } | undefined;
  lowerIsBetter?: boolean | undefined;
  /** The share of cells that ranks. */
  share?: number | undefined;
  /** How much worse a bargain may be, as a share of runs. */
  margin?: number | undefined;
}

/** Finds the positions of names; those that are not among the known ones come after them. */
const positionsOf = (known: readonly string[]) => {
  const positions = new Map(known.map((name, position) => [name, position]));
  const at = (name: string): number => {
    const position = positions.get(name) ?? positions.size;
    positions.set(name, position);
    return position;
  };
  return { at, end: () => positions.size };
};

/** What a manifest says of the board of a version of a suite whose runs have these scenarios and tiers. */
export const statedBoard = (
  { scenarios, scenarioCount, tiers, scale, share, margin }: Manifest,
  known: { scenarios: readonly string[]; tiers: readonly string[] },
): StatedBoard => {
  const [ofScenarios, ofTiers] = [positionsOf(known.scenarios), positionsOf(known.tiers)];
  return {
    scenarios: scenarios?.map(({ scenario, tiers: own }) => ({
      scenario: ofScenarios.at(scenario),
      tiers: own?.map(ofTiers.at),
    })),
    scenarioCount,
    tiers: tiers?.map(({ tier }) => ofTiers.at(tier)),
    scenarioEnd: ofScenarios.end(),
    ends: scale?.min === undefined || scale.max === undefined ? undefined : { low: scale.min, high: scale.max },
    lowerIsBetter: scale?.lowerIsBetter,
    share,
    margin,
  };
};

/** The same of the board of one tier alone; that of a tier which is not stated is found from its runs. */
export const statedForTier = (stated: StatedBoard, tier: number): StatedBoard => {
  const { scenarios, scenarioCount, tiers, ...rest } = stated;
  const hasTier = (own: readonly number[] | undefined) => (own ?? tiers)?.includes(tier) ?? true;
  const left = scenarios?.filter((scenario) => hasTier(scenario.tiers));
  if (left?.length === 0 || (!left && !hasTier(tiers))) return rest;
  return { ...rest, scenarios: left?.map(({ scenario }) => ({ scenario })), scenarioCount, tiers: tiers && [tier] };
};

/** The scenarios that count where only their number is stated: those that were run, and as many more as are missing; null if more were run. */
const countedScenarios = (count: number, run: readonly Place[], end: number): { scenario: number }[] | null => {
  const known = [...new Set(run.map(({ scenario }) => scenario))];
  if (known.length > count) return null;
  return [...known, ...Array.from({ length: count - known.length }, (_, n) => end + n)].map((scenario) => ({
    scenario,
  }));
};

/**
 * The cells that a manifest states; null where it states none. `run`: the cells with runs that count. `found`: the cells that are widely run,
 * whose tiers count where the manifest states none, so that a stray run in a tier of its own changes nothing.
 */
export const statedPlaces = (
  { scenarios, scenarioCount, tiers, scenarioEnd = 0 }: StatedBoard,
  run: readonly Place[],
  found: () => readonly Place[],
): Place[] | null => {
  const stated = scenarios ?? (scenarioCount === undefined ? null : countedScenarios(scenarioCount, run, scenarioEnd));
  if (!stated) return null;
  let widelyRun: number[] | undefined;
  const common = () => {
    widelyRun ??= [...new Set(found().map(({ tier }) => tier))];
    return widelyRun;
  };
  const places = stated.flatMap(({ scenario, ...own }: { scenario: number; tiers?: readonly number[] | undefined }) =>
    (own.tiers ?? tiers ?? common()).map((tier) => ({ scenario, tier })),
  );
  return [...new Map(places.map((place) => [placeKey(place), place])).values()];
};
