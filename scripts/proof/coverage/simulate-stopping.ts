import { compareUntilKnown } from "#statistics/planning/stopping.ts";
import { drawsOf } from "./draw.ts";
import { type Finding, findingOf } from "./setting.ts";

/** The most pairs that a comparison goes on for. */
const MOST_PAIRS = 3_000;

/** In how many of all pairs the two results differ. */
const DIFFERING = 0.3;

/** Pairs of runs in which the first passes what the second fails, less those the other way round, with the given mean. */
const simulateDifference = (difference: number, replicates: number) => {
  const draws = drawsOf("stopping", difference);
  const pairs: number[] = [];
  let wrong = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const comparison = compareUntilKnown();
    for (let pair = 1; pair <= MOST_PAIRS; pair++) {
      const chance = draws.uniform();
      const won = (DIFFERING + difference) / 2;
      const verdict = comparison.add(chance < won ? 1 : chance < DIFFERING ? -1 : 0);
      if (verdict === "open" && pair < MOST_PAIRS) continue;
      if (verdict === "worse" || (verdict === "better" && difference === 0)) wrong++;
      pairs.push(pair);
      break;
    }
  }
  return { wrong, median: pairs.sort((a, b) => a - b)[Math.floor(pairs.length / 2)] ?? 0 };
};

/** How often the stopping rule errs at any look, and after how many pairs it knows. At most 5 % are promised. */
export const simulateStopping = (difference: number, replicates: number): Finding => {
  const { wrong, median } = simulateDifference(difference, replicates);
  const after =
    difference === 0 ? `looked at after each of ${MOST_PAIRS} pairs` : `known after ${median} pairs (median)`;
  const counts = { hits: wrong, trials: replicates };
  return findingOf("the stopping rule errs", `difference ${difference}: ${after}`, counts, { most: 0.05 });
};
