import { mean } from "d3-array";
import { meansByScenario } from "../cells/units.ts";
import type { Leaderboard } from "../ranks/leaderboard.ts";

/** How many of the best entries saturation looks at. */
const TOP = 20;

/** How many entries below an entry of the table are its neighbours. */
const NEIGHBOURS = 10;

/** How well a scenario tells entries apart. */
interface ScenarioHealth {
  /** Position in the suite's scenarios. */
  scenario: number;
  /** The mean over the ranked entries that ran it, each weighing the same; how many those are. */
  mean: number;
  entries: number;
  /** Whether every one of them passes it in every run, or none in any. */
  isAlwaysSolved: boolean;
  isNeverSolved: boolean;
  /** Whether all of the best 20 ranked entries, or as many as there are, always pass it, or none ever does; "some": it tells them apart. */
  solvedByBest: "all" | "none" | "some";
  /**
   * How an entry's result there goes with its mean over the other scenarios, from −1 to 1: the corrected item-total correlation. Null where
   * one of the two does not vary. Source: Allen and Yen (1979), Introduction to Measurement Theory, section 6.3.
   */
  discrimination: number | null;
  /** Of neighbours in the table that are not told apart yet: how often one run of each would differ there, on average. Null without such. */
  separation: number | null;
}

/** What is left of a suite to tell entries apart by. */
export interface SuiteHealth {
  scenarios: ScenarioHealth[];
  /** Over the best 20 ranked entries, or as many as there are: scenarios that all of them always pass, that none ever does, and the others. */
  saturation: { entries: number; allSolve: number; noneSolve: number; tellApart: number };
}

interface Row {
  entry: number;
  /** The mean at each scenario, by its position; NaN: not run. */
  means: Float64Array;
  /** How many scenarios it ran, and the sum of their means. */
  scenarios: number;
  total: number;
}

const rowsOf = (board: Leaderboard): Row[] => {
  const length = 1 + board.places.reduce((last, { scenario }) => Math.max(last, scenario), -1);
  return board.standings.flatMap(({ entry, rank }) => {
    if (rank === null) return [];
    const means = meansByScenario(board.observed(entry) ?? [], length);
    const known = means.filter((mean) => !Number.isNaN(mean));
    return [{ entry, means, scenarios: known.length, total: known.reduce((sum, mean) => sum + mean, 0) }];
  });
};

/** Pearson's correlation of two lists; null where one of the two does not vary. */
const correlationOf = (xs: readonly number[], ys: readonly number[]): number | null => {
  const [meanX, meanY] = [mean(xs) ?? 0, mean(ys) ?? 0];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [place, x] of xs.entries()) {
    const y = ys[place] ?? 0;
    xx += (x - meanX) ** 2;
    yy += (y - meanY) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  return xx < 1e-12 || yy < 1e-12 ? null : xy / Math.sqrt(xx * yy);
};

/** Pairs of neighbours in the table that are not told apart. Takes the ranked rows in its order. */
const openPairs = (rows: readonly Row[], isAbove: Leaderboard["isAbove"]): [Row, Row][] =>
  rows.flatMap((a, place) =>
    rows
      .slice(place + 1, place + 1 + NEIGHBOURS)
      .flatMap((b): [Row, Row][] => (isAbove(a.entry, b.entry) || isAbove(b.entry, a.entry) ? [] : [[a, b]])),
  );

/** The chance that a run of each differs, where they pass with these rates; how far apart they are, where runs are graded. */
const differenceOf = (a: number, b: number, isRate: boolean): number =>
  isRate ? a * (1 - b) + b * (1 - a) : Math.abs(a - b);

/** How often two of a pair would differ at a scenario, on average of those pairs that both ran it; null: none did. */
const separationOf = (scenario: number, open: readonly [Row, Row][], isRate: boolean): number | null => {
  let [sum, pairs] = [0, 0];
  for (const [a, b] of open) {
    const difference = differenceOf(a.means[scenario] ?? Number.NaN, b.means[scenario] ?? Number.NaN, isRate);
    if (Number.isNaN(difference)) continue;
    sum += difference;
    pairs += 1;
  }
  return pairs === 0 ? null : sum / pairs;
};

const solvedByBestOf = (scenario: number, best: readonly Row[]): ScenarioHealth["solvedByBest"] => {
  if (best.every(({ means }) => means[scenario] === 1)) return "all";
  return best.every(({ means }) => !means[scenario]) ? "none" : "some";
};

/** The rows of the table, the best of them, and pairs of neighbours that are not told apart. */
interface Field {
  rows: readonly Row[];
  best: readonly Row[];
  open: readonly [Row, Row][];
  isRate: boolean;
}

const healthOf = (scenario: number, { rows, best, open, isRate }: Field): ScenarioHealth => {
  const having = rows.filter(({ means }) => !Number.isNaN(means[scenario] ?? Number.NaN));
  const results = having.map(({ means }) => means[scenario] ?? 0);
  const rests = having.map(({ scenarios, total }, place) =>
    scenarios > 1 ? (total - (results[place] ?? 0)) / (scenarios - 1) : 0,
  );
  return {
    scenario,
    mean: mean(results) ?? 0,
    entries: having.length,
    isAlwaysSolved: having.length > 0 && results.every((result) => result === 1),
    isNeverSolved: having.length > 0 && results.every((result) => result === 0),
    solvedByBest: solvedByBestOf(scenario, best),
    discrimination: correlationOf(results, rests),
    separation: separationOf(scenario, open, isRate),
  };
};

const saturationOf = (entries: number, scenarios: readonly ScenarioHealth[]): SuiteHealth["saturation"] => {
  if (entries === 0) return { entries, allSolve: 0, noneSolve: 0, tellApart: 0 };
  const count = (whom: ScenarioHealth["solvedByBest"]) =>
    scenarios.filter(({ solvedByBest }) => solvedByBest === whom).length;
  return { entries, allSolve: count("all"), noneSolve: count("none"), tellApart: count("some") };
};

/**
 * Whether a suite still tells entries apart, scenario by scenario, over the board's cells and its ranked entries. Scenarios come with the one
 * that separates best what is not told apart yet first.
 */
export const suiteHealth = (board: Leaderboard): SuiteHealth => {
  const rows = rowsOf(board);
  const best = rows.toSorted((a, b) => b.total - a.total).slice(0, TOP);
  const scenarios = [...new Set(board.places.map(({ scenario }) => scenario))];
  const field = { rows, best, open: openPairs(rows, board.isAbove), isRate: board.metric === "success" };
  const health = scenarios.map((scenario) => healthOf(scenario, field));
  return {
    scenarios: health.sort((a, b) => (b.separation ?? -1) - (a.separation ?? -1) || a.scenario - b.scenario),
    saturation: saturationOf(best.length, health),
  };
};
