import { sum } from "d3-array";
import { cellMean, type Observation } from "../cells/observation.ts";
import { SHARES } from "../cells/scale.ts";
import { clusteredMean } from "../intervals/clustered.ts";
import { type Contender, type SharedObservations, sharedContenders, sharedObservations } from "../pairs/contender.ts";
import { type PairedDifference, sharedDifference } from "../pairs/paired.ts";
import { allocateRuns, expectedRunVariance, type Stratum, varianceOf } from "./allocation.ts";
import { type Aim, powerOfDifference, runsFor, scenariosFor, standardErrorFor } from "./plan.ts";

/** A cell that two entries share, and how many runs each should have there. */
interface PlannedRuns {
  scenario: number;
  tier: number;
  runsA: number;
  runsB: number;
  addA: number;
  addB: number;
}

/** What it would take to tell two entries apart. */
export interface Separation {
  now: PairedDifference;
  /** Whether the p-value is below alpha already. */
  separated: boolean;
  /** Of the true difference from scenario to scenario; null with fewer than two shared scenarios. */
  betweenVariance: number | null;
  /** What the runs add to a scenario's difference at present, on average; null likewise. */
  withinVariance: number | null;
  /** Null with fewer than two shared scenarios, or no difference. */
  powerNow: number | null;
  /** The cells with runs to add, the most first; null if no number of runs of these scenarios gives the power. */
  cells: PlannedRuns[] | null;
  /** Scenarios like these, with as many runs each as now, that would give the power; null if none would. */
  scenariosNeeded: number | null;
}

interface SharedCell {
  ours: Observation;
  theirs: Observation;
  /** What the cell's difference weighs in the mean over the scenarios. */
  weight: number;
}

/** The cells that both ran, from the lists of each, which are of the same cells. */
const sharedCellsOf = ([a, b]: SharedObservations): SharedCell[] => {
  const tiers = new Map<number, number>();
  for (const { scenario } of a) tiers.set(scenario, (tiers.get(scenario) ?? 0) + 1);
  return a.flatMap((ours, place) => {
    const theirs = b[place];
    return theirs ? [{ ours, theirs, weight: 1 / (tiers.size * (tiers.get(ours.scenario) ?? 1)) }] : [];
  });
};

const stratumOf = ({ sum: passes, runs }: Observation, weight: number): Stratum => ({
  runs,
  variance: expectedRunVariance(passes, runs),
  weight,
});

const strataOf = (shared: readonly SharedCell[]): Stratum[] =>
  shared.flatMap(({ ours, theirs, weight }) => [stratumOf(ours, weight), stratumOf(theirs, weight)]);

const planned = (shared: readonly SharedCell[], runs: readonly number[]): PlannedRuns[] =>
  shared
    .map(({ ours, theirs }, position) => ({
      scenario: ours.scenario,
      tier: ours.tier,
      runsA: ours.runs,
      runsB: theirs.runs,
      addA: (runs[2 * position] ?? 0) - ours.runs,
      addB: (runs[2 * position + 1] ?? 0) - theirs.runs,
    }))
    .filter(({ addA, addB }) => addA + addB > 0)
    .sort((a, b) => b.addA + b.addB - (a.addA + a.addB) || a.scenario - b.scenario || a.tier - b.tier);

/** One scenario has no error from scenario to scenario: the runs of its tiers tell two rates apart, or do not. */
const planOneScenario = (shared: readonly SharedCell[], aim: Aim): PlannedRuns[] | null => {
  const rate = (side: "ours" | "theirs") => sum(shared, (cell) => cellMean(cell[side]) * cell.weight);
  const runs = runsFor(rate("ours"), rate("theirs"), aim);
  if (runs === null) return null;
  const each = Math.ceil(runs / shared.length);
  return planned(
    shared,
    shared.flatMap(({ ours, theirs }) => [Math.max(ours.runs, each), Math.max(theirs.runs, each)]),
  );
};

/** The variance of the mean difference from scenario to scenario, as it is seen. */
const seenVarianceOf = (ours: Contender, theirs: Contender): number => {
  const differences = ours.worst.values.map((value, unit) => value - (theirs.worst.values[unit] ?? 0));
  return (clusteredMean(differences, 1).standardError ?? 0) ** 2;
};

/** How much the differences of two entries vary from scenario to scenario, and in which parts. `strata`: what they ran. */
const variancesOf = (ours: Contender, theirs: Contender, strata: readonly Stratum[]) => {
  const scenarios = ours.worst.values.length;
  const withinVariance = scenarios * varianceOf(strata);
  const betweenVariance = Math.max(0, scenarios * seenVarianceOf(ours, theirs) - withinVariance);
  return { withinVariance, betweenVariance, variance: betweenVariance + withinVariance };
};

const planScenarios = (
  { difference, n: scenarios }: PairedDifference,
  [ours, theirs]: readonly [Contender, Contender],
  shared: readonly SharedCell[],
  aim: Aim,
) => {
  const strata = strataOf(shared);
  const { variance, ...variances } = variancesOf(ours, theirs, strata);
  if (difference === 0) return { ...variances, powerNow: null, cells: null, scenariosNeeded: null };
  const target = standardErrorFor(difference, scenarios - 1, aim) ** 2 - variances.betweenVariance / scenarios;
  const runs = allocateRuns(strata, target);
  return {
    ...variances,
    powerNow: powerOfDifference(difference, Math.sqrt(variance / scenarios), scenarios - 1, aim.alpha),
    cells: runs && planned(shared, runs),
    scenariosNeeded: scenariosFor(difference, Math.sqrt(variance), aim),
  };
};

/** `scenariosNeeded` of `planSeparation` alone, without the plan of runs, which takes most of the time. Takes the same. */
export const scenariosToSeparate = (a: readonly Observation[], b: readonly Observation[], aim: Aim): number | null => {
  const [ours, theirs] = sharedContenders(a, b, SHARES) ?? [];
  if (!ours || !theirs || ours.unit !== "scenario") return null;
  const { variance } = variancesOf(ours, theirs, strataOf(sharedCellsOf(sharedObservations(a, b))));
  return scenariosFor(ours.worst.mean - theirs.worst.mean, Math.sqrt(variance), aim);
};

/**
 * Which cells would need how many runs so that a paired t test finds the difference in success rate of entry a and entry b, if it is as
 * large as it looks now. Takes the observations of each.
 *
 * The variance of a scenario's difference has two parts: that of the runs, which more runs lessen, and that of the true differences from
 * scenario to scenario, which only more scenarios lessen. A cell's runs are taken to vary as `expectedRunVariance` says; what the
 * scenarios' differences vary beyond that is between them.
 */
export const planSeparation = (a: readonly Observation[], b: readonly Observation[], aim: Aim): Separation => {
  const now = sharedDifference(a, b, SHARES);
  const separated = now.pValue <= aim.alpha;
  const shared = sharedCellsOf(sharedObservations(a, b));
  const contenders = sharedContenders(a, b, SHARES);
  if (!contenders || now.unit !== "scenario") {
    const cells = separated ? [] : contenders ? planOneScenario(shared, aim) : null;
    const unknown = { betweenVariance: null, withinVariance: null, powerNow: null, scenariosNeeded: null };
    return { now, separated, ...unknown, cells };
  }
  const plan = planScenarios(now, contenders, shared, aim);
  return { now, separated, ...plan, cells: separated ? [] : plan.cells };
};
