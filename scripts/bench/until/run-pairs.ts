import { compareUntilKnown } from "#statistics/planning/stopping.ts";
import type { Cell, PlannedRun } from "../planning/plan-runs.ts";
import { isCounted, outcomeOfResult } from "../results/summarize.ts";
import { type RunAllOptions, runAll } from "../running/run-all.ts";
import type { RunResult } from "../running/run-once.ts";
import { drawOrder } from "./draw-order.ts";

/** What a comparison of two entries is to end by. */
export interface Until {
  /** The entry that is run beside the one that is asked about, at each of its cells. */
  against: Pick<Cell, "agent" | "model" | "variant">;
  /** US dollars, of the runs of both. */
  budget: number;
  /** How far apart two success rates may be that count as equal, as a share. */
  margin: number;
  /** What the random orders are drawn by. */
  seed: string;
  /** How often every cell is drawn at most. */
  rounds: number;
  /** Whether only the budget is to end it, so that the costs have to be known. */
  needsCosts: boolean;
}

/** How a comparison ended. */
export interface Ending {
  /** What is known of the entry that was asked about, or why nothing more is tried. */
  reason: "better" | "worse" | "equivalent" | "budget" | "rounds" | "unpriced" | "spoilt";
  /** Whether it is at least known to be no worse than the margin. */
  isNoWorse: boolean;
  /** Pairs that counted, and pairs in which the infrastructure failed. */
  pairs: number;
  spoilt: number;
  /** US dollars, of the runs that report them; and how many do not. */
  spent: number;
  withoutCost: number;
}

/** After so many pairs in a row that the infrastructure spoilt nothing more is tried. */
const MOST_SPOILT = 5;

const nameOf = ({ scenario, tier }: Cell): string => JSON.stringify([scenario.suite, scenario.id, tier]);

/** The cells of a comparison without end but that of its rounds, each round in a random order of its own. */
function* drawnCells(cells: readonly Cell[], { seed, rounds }: Until): Generator<{ cell: Cell; round: number }> {
  for (let round = 1; round <= rounds; round += 1) {
    for (const cell of drawOrder(cells, nameOf, seed, round)) yield { cell, round };
  }
}

const passOf = (result: RunResult): number => Number(outcomeOfResult(result) === "pass");

/**
 * Runs two entries side by side in cells drawn at random until it is known which is better, until they are known to differ by no more than the
 * margin, or until the money is spent: see compareUntilKnown. A pair that the infrastructure spoilt says nothing.
 */
export const runPairs = async (cells: readonly Cell[], until: Until, options: RunAllOptions): Promise<Ending> => {
  const comparison = compareUntilKnown({ margin: until.margin });
  const ending: Ending = { reason: "rounds", isNoWorse: false, pairs: 0, spoilt: 0, spent: 0, withoutCost: 0 };
  let inARow = 0;
  for (const { cell, round } of drawnCells(cells, until)) {
    const draw = { seed: until.seed, pair: ending.pairs + ending.spoilt + 1 };
    const pair: PlannedRun[] = [cell, { ...cell, ...until.against }].map((one) => ({ ...one, trial: round, draw }));
    const results = new Map<PlannedRun, RunResult>();
    await runAll(pair, {
      ...options,
      onEnded: (result) => {
        results.set(result.planned, result);
        options.onEnded(result);
      },
    });
    const [ours, theirs] = pair.flatMap((planned) => results.get(planned) ?? []);
    if (!ours || !theirs) continue;
    for (const { usage } of [ours, theirs]) {
      ending.spent += usage.costUsd ?? 0;
      ending.withoutCost += Number(usage.costUsd === undefined);
    }
    if ([ours, theirs].every((result) => isCounted(outcomeOfResult(result)))) {
      ending.pairs += 1;
      inARow = 0;
      const verdict = comparison.add(passOf(ours) - passOf(theirs));
      ending.isNoWorse = comparison.isNoWorse();
      if (verdict !== "open") return { ...ending, reason: verdict };
      if (until.needsCosts && ending.withoutCost === 2 * ending.pairs) return { ...ending, reason: "unpriced" };
    } else {
      ending.spoilt += 1;
      inARow += 1;
      if (inARow === MOST_SPOILT) return { ...ending, reason: "spoilt" };
    }
    if (ending.spent >= until.budget) return { ...ending, reason: "budget" };
  }
  return ending;
};
