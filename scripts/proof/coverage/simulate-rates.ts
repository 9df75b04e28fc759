import type { Observation } from "#statistics/cells/observation.ts";
import { SHARES } from "#statistics/cells/scale.ts";
import { estimateOf } from "#statistics/intervals/estimate.ts";
import { type Draws, drawsOf } from "./draw.ts";
import { type Finding, findingOf } from "./setting.ts";

/** What the promise speaks of: scenarios, runs of each, the rate over scenarios like these, how alike the runs of one are. */
export interface RateSetting {
  scenarios: number;
  runs: number;
  rate: number;
  correlation: number;
}

const cross = <A, B>(as: readonly A[], bs: readonly B[]) => as.flatMap((a) => bs.map((b) => ({ ...a, ...b })));

const RATES = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98].map((rate) => ({ rate }));
const CORRELATIONS = [0, 0.1, 0.3, 0.7].map((correlation) => ({ correlation }));

/** All settings in which intervals of a rate are promised. With one run a scenario how alike its runs are makes no difference. */
export const RATE_SETTINGS: readonly RateSetting[] = [5, 9, 20, 50, 100, 500].flatMap((scenarios) => [
  ...cross([{ scenarios, runs: 1, correlation: 0 }], RATES),
  ...cross(
    cross(
      [2, 3, 5, 10].map((runs) => ({ scenarios, runs })),
      CORRELATIONS,
    ),
    RATES,
  ),
]);

/** How much so many passes among so many runs differ: the sum of the squared differences from their mean. */
const spreadOf = (passes: number, runs: number): number => (passes * (runs - passes)) / runs;

/** One entry's cells, one a scenario. */
const drawCells = ({ scenarios, runs, rate, correlation }: RateSetting, draws: Draws): Observation[] =>
  Array.from({ length: scenarios }, (_, scenario) => {
    const sum = draws.passes(runs, draws.rate(rate, correlation));
    return { scenario, tier: 0, runs, sum, spread: spreadOf(sum, runs) };
  });

/** In how many of the drawn samples the 95 % interval holds the rate. At least 93 % are promised. */
export const simulateRate = (setting: RateSetting, replicates: number): Finding => {
  const { scenarios, runs, rate, correlation } = setting;
  const draws = drawsOf("rate", scenarios, runs, rate, correlation);
  let hits = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const { interval } = estimateOf(drawCells(setting, draws), SHARES);
    if (interval && interval.low <= rate && rate <= interval.high) hits++;
  }
  const name = `${scenarios} scenarios × ${runs}, rate ${rate}, correlation ${correlation}`;
  return findingOf("the interval of a rate holds it", name, { hits, trials: replicates }, { least: 0.93 });
};

/** How far one more pass in some cell lowers the lower end, at most, over drawn samples of the settings. A point is promised. */
export const simulateOneMorePass = (scenarios: number, replicates: number): Finding => {
  const settings = RATE_SETTINGS.filter((setting) => setting.scenarios === scenarios);
  const drop = worstDropOfOneMorePass(settings, replicates);
  return {
    promise: "one more pass lowers a lower end, at most",
    setting: `${scenarios} scenarios, ${settings.length} settings`,
    ...{ share: drop, interval: { low: drop, high: drop }, most: 0.01 },
  };
};

/** The same in so many samples of each of some settings. */
export const worstDropOfOneMorePass = (settings: readonly RateSetting[], replicates: number): number => {
  let worst = 0;
  for (const setting of settings) {
    const draws = drawsOf("one more pass", setting.scenarios, setting.runs, setting.rate, setting.correlation);
    for (let replicate = 0; replicate < replicates; replicate++) {
      const cells = drawCells(setting, draws);
      const failed = cells.findIndex(({ sum, runs }) => sum < runs);
      const cell = cells[failed];
      if (!cell) continue;
      const better = cells.with(failed, { ...cell, sum: cell.sum + 1, spread: spreadOf(cell.sum + 1, cell.runs) });
      const drop = (estimateOf(cells, SHARES).interval?.low ?? 0) - (estimateOf(better, SHARES).interval?.low ?? 0);
      worst = Math.max(worst, drop);
    }
  }
  return worst;
};
