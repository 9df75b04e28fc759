import { ratioInterval } from "#statistics/costs/ratio.ts";
import { drawsOf } from "./draw.ts";
import { type Finding, findingOf } from "./setting.ts";

/** The mean of a lognormal cost whose logarithm has a mean of 0 and this spread. */
const meanCost = (sigma: number): number => Math.exp((sigma * sigma) / 2);

const SIGMA = 1;

/** In how many of the drawn samples the interval of a mean cost holds it: costs of one run a scenario, lognormal. */
export const simulateCosts = (scenarios: number, replicates: number): Finding => {
  const draws = drawsOf("costs", scenarios);
  let hits = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const parts = Array.from({ length: scenarios }, () => ({ amount: draws.logNormal(SIGMA), count: 1 }));
    const interval = ratioInterval(parts);
    if (interval && interval.low <= meanCost(SIGMA) && meanCost(SIGMA) <= interval.high) hits++;
  }
  const name = `${scenarios} scenarios, lognormal, sigma ${SIGMA}`;
  return findingOf("the interval of a cost holds it", name, { hits, trials: replicates }, { least: 0.9 });
};
