import { group, max, sum } from "d3-array";
import type { CellMeasure } from "#contract/snapshot/measures.ts";
import type { Cell } from "#contract/snapshot/snapshot.ts";
import { type Metric, type Observation, observationOf, observationsOf } from "../cells/observation.ts";
import { countedRuns } from "../cells/outcome.ts";
import { isGraded, scaleOf } from "../cells/scale.ts";
import { type Usage, usageOf } from "../costs/usage.ts";
import { type Estimate, estimateOf } from "../intervals/estimate.ts";
import { type PairedDifference, pairedDifference } from "../pairs/paired.ts";
import { type Comparisons, compareAll, type RankInterval, rankIntervals, SIGNIFICANCE, tieGroups } from "./ranks.ts";

/** One entry's row of a leaderboard. */
export interface Standing {
  /** Position in the suite's entries. */
  entry: number;
  estimate: Estimate;
  /** Among the complete entries; null for an entry that has not run every cell. */
  rank: RankInterval | null;
  /** From 1; entries of one group are not told apart by the data. Null where the rank is. */
  tieGroup: number | null;
  /** Whether it has a run that counts in every cell that any entry has one in. */
  complete: boolean;
  /** Cells with a run that counts in the metric, and cells in which any entry has one. Coverage is their ratio. */
  covered: number;
  coverable: number;
  /** Runs that count in the success rate; below, the runs of each outcome. */
  counted: number;
  pass: number;
  fail: number;
  timeout: number;
  unknownFailure: number;
  infrastructureError: number;
  notStated: number;
  notFinal: number;
  /** By decisions. */
  excluded: number;
  usage: Usage;
  syntheticRuns: number;
  /** Seconds since 1970. */
  lastRunAt: number;
}

/** Two entries of a board, compared. */
export interface Comparison extends PairedDifference {
  /** The p-value after Holm's correction, where that is on and both are complete; else the plain one. */
  adjustedPValue: number;
  /** Whether the adjusted p-value is below 0.05. */
  significant: boolean;
}

/** The entries of a suite, best first, with how sure that order is. */
export interface Leaderboard {
  metric: Metric;
  /** Whether run scores take more than two values, so that the mean score says more than the success rate. */
  graded: boolean;
  /** Whether ranks and significance are corrected for the number of comparisons. */
  holm: boolean;
  /** Complete entries by estimate, then incomplete ones by estimate, then those without one. */
  standings: Standing[];
  /** Entry a minus entry b, by their positions in the suite; undefined if they share no cell or are the same. */
  pairs: (a: number, b: number) => Comparison | undefined;
}

interface Contender {
  standing: Standing;
  observations: readonly Observation[];
}

/** Cells in which any of the given ones has a run that counts. A cell that only ever met infrastructure errors is not one. */
const countCoverable = (cells: readonly Cell[], metric: Metric): number => {
  const tiersOfScenarios = new Map<number, Set<number>>();
  for (const cell of cells) {
    if (!observationOf(cell, metric)) continue;
    const tiers = tiersOfScenarios.get(cell.scenario);
    if (tiers) tiers.add(cell.tier);
    else tiersOfScenarios.set(cell.scenario, new Set([cell.tier]));
  }
  return sum(tiersOfScenarios.values(), (tiers) => tiers.size);
};

const standingOf = (
  entry: number,
  cells: readonly Cell[],
  { estimate, covered, coverable }: Pick<Standing, "estimate" | "covered" | "coverable">,
): Standing => {
  const total = (measure: CellMeasure) => sum(cells, (cell) => cell[measure]);
  return {
    entry,
    estimate,
    rank: null,
    tieGroup: null,
    complete: covered > 0 && covered === coverable,
    covered,
    coverable,
    counted: sum(cells, countedRuns),
    pass: total("pass"),
    fail: total("fail"),
    timeout: total("timeout"),
    unknownFailure: total("unknownFailure"),
    infrastructureError: total("infrastructureError"),
    notStated: total("notStated"),
    notFinal: total("notFinal"),
    excluded: total("excluded"),
    usage: usageOf(cells),
    syntheticRuns: total("syntheticRuns"),
    lastRunAt: max(cells, ({ lastRunAt }) => lastRunAt) ?? 0,
  };
};

const compareStandings = ({ standing: a }: Contender, { standing: b }: Contender): number => {
  const byCompleteness = Number(b.complete) - Number(a.complete);
  if (byCompleteness !== 0) return byCompleteness;
  const valueA = a.estimate.value ?? Number.NEGATIVE_INFINITY;
  const valueB = b.estimate.value ?? Number.NEGATIVE_INFINITY;
  return valueA === valueB ? a.entry - b.entry : valueB - valueA;
};

/** Writes rank intervals and tie groups into the standings of the complete contenders, who come best first. */
const rankContenders = (complete: readonly Contender[], comparisons: Comparisons): void => {
  const ranks = rankIntervals(complete.length, comparisons);
  const groups = tieGroups(ranks);
  complete.forEach(({ standing }, position) => {
    standing.rank = ranks[position] ?? null;
    standing.tieGroup = groups[position] ?? null;
  });
};

/**
 * The leaderboard of some cells: those of one suite version, perhaps of one tier alone. Ranks by the success rate or by the mean score;
 * `holm` corrects the comparisons behind the ranks for their number (all pairs of complete entries). Does not depend on the order of
 * the cells.
 */
export const leaderboard = (
  cells: readonly Cell[],
  { metric, holm = false }: { metric: Metric; holm?: boolean },
): Leaderboard => {
  const scale = scaleOf(cells, metric);
  const coverable = countCoverable(cells, metric);
  const contenders = Array.from(
    group(cells, ({ entry }) => entry),
    ([entry, cellsOfEntry]): Contender => {
      const observations = observationsOf(cellsOfEntry, metric);
      const estimate = estimateOf(observations, scale);
      return {
        observations,
        standing: standingOf(entry, cellsOfEntry, { estimate, covered: observations.length, coverable }),
      };
    },
  ).sort(compareStandings);

  const complete = contenders.filter(({ standing }) => standing.complete);
  const comparisons = compareAll(
    complete.map(({ observations }) => observations),
    scale,
    holm,
  );
  rankContenders(complete, comparisons);

  const positions = new Map(contenders.map(({ standing }, position) => [standing.entry, position]));
  const pairs = (a: number, b: number): Comparison | undefined => {
    const [positionA = -1, positionB = -1] = [positions.get(a), positions.get(b)];
    const [ours, theirs] = [contenders[positionA], contenders[positionB]];
    if (!ours || !theirs || ours === theirs) return undefined;
    const difference = pairedDifference(ours.observations, theirs.observations, scale);
    if (difference.shared === 0) return undefined;
    const areRanked = positionA < complete.length && positionB < complete.length;
    const adjustedPValue = areRanked ? comparisons.pValue(positionA, positionB) : difference.pValue;
    return { ...difference, adjustedPValue, significant: adjustedPValue < SIGNIFICANCE };
  };
  return { metric, graded: isGraded(cells), holm, standings: contenders.map(({ standing }) => standing), pairs };
};
