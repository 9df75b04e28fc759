import { correctedMean, type JudgedScenario } from "#statistics/judges/corrected-mean.ts";
import { drawsOf } from "./draw.ts";
import { type Finding, findingOf } from "./setting.ts";

const SCALE = { low: 0, high: 1 };
const RATE = 0.7;

/** In how many samples the corrected mean of a judge, who errs in `error` of the runs, holds what people would say. */
export const simulateJudge = (error: number, byBoth: number, replicates: number): Finding => {
  const draws = drawsOf("judge", error, byBoth);
  let hits = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const runs = Array.from({ length: byBoth + 500 }, (_, scenario): JudgedScenario => {
      const person = draws.passes(1, RATE);
      const judge = draws.uniform() < error ? 1 - person : person;
      const difference = person - judge;
      return scenario < byBoth
        ? { alone: { runs: 0, sum: 0 }, both: { runs: 1, sum: difference, squares: difference ** 2 } }
        : { alone: { runs: 1, sum: judge }, both: { runs: 0, sum: 0, squares: 0 } };
    });
    const interval = correctedMean(runs, SCALE)?.interval;
    if (interval && interval.low <= RATE && RATE <= interval.high) hits++;
  }
  const name = `${byBoth} runs judged by both, the judge errs in ${100 * error} %`;
  return findingOf("a judge's corrected interval holds the mean", name, { hits, trials: replicates }, { least: 0.93 });
};
