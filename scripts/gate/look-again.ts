import { compareUntilKnown, type Verdict } from "#statistics/planning/stopping.ts";
import { randomOf } from "../sample/random.ts";
import type { Comparison } from "./comparison.ts";
import type { GateConfig } from "./gate-config.ts";

/** What is known of a suite after looking at its pairs of runs one after the other, however often that is done. */
export interface Look {
  suite: string;
  entry: string;
  pairs: number;
  verdict: Verdict;
  /** Whether it is known to be no worse than the margin; null: no margin is set. */
  isNoWorse: boolean | null;
}

/** Puts a list in a random order, the same for the same seed. */
const shuffled = <T>(items: readonly T[], random: () => number): T[] => {
  const order = [...items];
  for (let place = order.length - 1; place > 0; place--) {
    const other = Math.floor(random() * (place + 1));
    [order[place], order[other]] = [order[other] as T, order[place] as T];
  }
  return order;
};

/**
 * Compares a batch with its baseline by pairs of single runs, round by round over all cells, each round in a random order of its own, so that
 * it may be looked at again whenever more runs of both have come in: the first rounds stay what they were. None where only counts are known.
 */
export const lookAgain = (
  { suite, entry, pairs }: Comparison,
  { config, seed, of }: { config: GateConfig; seed: string; of: number },
): Look[] => {
  const margin = config.suite.nonInferiority;
  const known = compareUntilKnown({ ...(margin !== undefined && { margin }), comparisons: of });
  const rounds = Math.min(...pairs.map(({ before, after }) => Math.min(before.results.length, after.results.length)));
  if (pairs.length === 0 || rounds === 0) return [];
  let verdict: Verdict = "open";
  let looked = 0;
  for (let round = 0; round < rounds && verdict === "open"; round++) {
    for (const { before, after } of shuffled(pairs, randomOf("gate", `${seed} ${suite} ${entry} ${round}`))) {
      looked += 1;
      verdict = known.add((after.results[round] ?? 0) - (before.results[round] ?? 0));
      if (verdict !== "open") break;
    }
  }
  return [{ suite, entry, pairs: looked, verdict, isNoWorse: margin === undefined ? null : known.isNoWorse() }];
};
