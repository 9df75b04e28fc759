import { fillCells } from "#statistics/board/fill.ts";
import type { Observation } from "#statistics/cells/observation.ts";
import { SHARES } from "#statistics/cells/scale.ts";
import { type Contender, contenderOf } from "#statistics/pairs/contender.ts";
import { compareAll } from "#statistics/ranks/comparisons.ts";
import { rankIntervals } from "#statistics/ranks/ranks.ts";
import { type Told, tellApart } from "#statistics/ranks/told-apart.ts";
import { type Draws, drawsOf } from "./draw.ts";
import { type Finding, findingOfBoards } from "./setting.ts";

/** How entries differ: not at all; in their rate; or in which scenarios they fail, at equal rates. */
type Field = "equal" | "unequal" | "differently failing";

export interface RankSetting {
  field: Field;
  entries: number;
  scenarios: number;
  runs: number;
  /** The share of its cells that each entry lacks, at random. */
  lacking: number;
}

const SIZES = [
  [5, 5],
  [5, 50],
  [20, 5],
  [20, 50],
  [43, 25],
  [81, 100],
  [20, 500],
] as const;

/** The settings in which rank intervals are promised. */
export const RANK_SETTINGS: readonly RankSetting[] = (["equal", "unequal", "differently failing"] as const).flatMap(
  (field) =>
    SIZES.flatMap(([entries, scenarios]) =>
      [1, 5].flatMap((runs) => [0, 0.1].map((lacking) => ({ field, entries, scenarios, runs, lacking }))),
    ),
);

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** The chance of each entry at one scenario; the abilities of unequal ones are a step apart, best first. */
const drawScenario = ({ field, entries }: RankSetting, draws: Draws): number[] => {
  const difficulty = 1.5 * draws.normal();
  return Array.from({ length: entries }, (_, entry) => {
    if (field === "differently failing") return draws.rate(0.5, 0.5);
    const ability = field === "equal" ? 0 : 1.5 - (3 * entry) / (entries - 1);
    return logistic(ability + difficulty);
  });
};

/** Drawn runs: the cells of each entry, one a scenario, without those that it lacks. */
export const drawEntries = (setting: RankSetting, draws: Draws): Observation[][] => {
  const { entries, scenarios, runs, lacking } = setting;
  const cells: Observation[][] = Array.from({ length: entries }, () => []);
  for (let scenario = 0; scenario < scenarios; scenario++) {
    drawScenario(setting, draws).forEach((rate, entry) => {
      const sum = draws.passes(runs, rate);
      if (draws.uniform() >= lacking)
        cells[entry]?.push({ scenario, tier: 0, runs, sum, spread: (sum * (runs - sum)) / runs });
    });
  }
  return cells;
};

/** Entries as they are compared, each cell that one lacks at its worst and at its best. */
export const contendersOf = (cells: readonly (readonly Observation[])[], scenarios: number): Contender[] => {
  const places = Array.from({ length: scenarios }, (_, scenario) => ({ scenario, tier: 0 }));
  return cells.map((own) => {
    const worst = fillCells(own, places, 0);
    return contenderOf(worst, own.length === scenarios ? worst : fillCells(own, places, 1), SHARES);
  });
};

/** A board of drawn runs: who is told apart, by the correction within each entry's comparisons and by that of all pairs. */
const drawBoard = (setting: RankSetting, draws: Draws): { own: Told; all: Told } => {
  const comparisons = compareAll(contendersOf(drawEntries(setting, draws), setting.scenarios), SHARES);
  return { own: tellApart(comparisons, "own"), all: tellApart(comparisons, "all") };
};

/** The share of the rank intervals that miss a rank which is true: of equal entries each of theirs is. */
const missed = (told: Told, isUnequal: boolean): number => {
  const last = told.count - 1;
  const misses = rankIntervals(told).filter(({ from, to }, entry) =>
    isUnequal ? from > entry + 1 || to < entry + 1 : from > 1 || to < last + 1,
  );
  return misses.length / told.count;
};

/** Pairs that are told apart: the wrong way round, or though they are equal; and the right way. */
const countPairs = ({ count, isAbove }: Told, isUnequal: boolean): { wrong: number; right: number } => {
  const counts = { wrong: 0, right: 0 };
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      if (isAbove(a, b)) counts[isUnequal ? "right" : "wrong"]++;
      if (isAbove(b, a)) counts.wrong++;
    }
  }
  return counts;
};

/** How often rank intervals miss a true rank, and boards have a false pair after the correction of all pairs; at most 5 % each. */
export const simulateRanks = (setting: RankSetting, replicates: number): Finding[] => {
  const { field, entries, scenarios, runs, lacking } = setting;
  const draws = drawsOf("ranks", field, entries, scenarios, runs, lacking);
  const isUnequal = field === "unequal";
  const boards = Array.from({ length: replicates }, () => drawBoard(setting, draws));
  const name = `${entries} ${field} entries × ${scenarios} scenarios × ${runs}, lacking ${100 * lacking} %`;
  const pairs = (entries * (entries - 1)) / 2;
  const power = (of: "own" | "all") => boards.map((board) => countPairs(board[of], isUnequal).right / pairs);
  return [
    findingOfBoards(
      "a rank interval misses a true rank",
      name,
      boards.map(({ own }) => missed(own, isUnequal)),
      { most: 0.05 },
    ),
    findingOfBoards(
      "a board has a false pair after Holm over all pairs",
      name,
      boards.map(({ all }) => Number(countPairs(all, isUnequal).wrong > 0)),
      { most: 0.05 },
    ),
    ...(isUnequal
      ? [
          findingOfBoards("power: pairs told apart", name, power("own")),
          findingOfBoards("power: pairs told apart with Holm over all pairs", name, power("all")),
        ]
      : []),
  ];
};
