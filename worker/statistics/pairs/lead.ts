import { cellMean, type Observation } from "../cells/observation.ts";
import { errorOfRuns } from "../cells/run-error.ts";
import type { Scale } from "../cells/scale.ts";
import { studentTCumulative } from "../distributions/student-t.ts";
import { boschlooExact } from "./boschloo.ts";
import type { Contender } from "./contender.ts";
import { discordant } from "./discordant.ts";
import { fisherExact } from "./fisher.ts";
import { mcnemarExact } from "./mcnemar.ts";
import { pairedMean, pValueOfMean } from "./paired-mean.ts";

/** What a comparison's p-value comes from. */
export type Test = "mcnemar" | "student" | "boschloo" | "fisher" | "welch" | "normal" | "none";

/** Which of two entries is ahead, and how likely a difference as large would be by chance. */
export interface Lead {
  /** Positive: the first is ahead, whatever is lacking; negative: the second is; 0: neither. */
  sign: number;
  /** Two-sided, of no difference; 1 where neither is ahead. */
  pValue: number;
}

/** Above so many runs of one cell Fisher's test takes the place of Boschloo's, which would take too long and hardly differ. */
const MOST_BOSCHLOO_RUNS = 100;

/** What two entries are tested by. */
export const testOf = (a: Contender, b: Contender, { binary }: Scale): Test => {
  if (a.cell && b.cell) {
    if (binary) return Math.max(a.cell.runs, b.cell.runs) > MOST_BOSCHLOO_RUNS ? "fisher" : "boschloo";
    const error = errorOfRuns([a.cell, b.cell], 1);
    return error ? (error.degreesOfFreedom === Number.POSITIVE_INFINITY ? "normal" : "welch") : "none";
  }
  return a.worst.bits && b.worst.bits ? "mcnemar" : "student";
};

const shareOf = ({ sum, runs }: Observation) => ({ passes: sum, runs });

const pValueOfCells = (a: Observation, b: Observation, test: Test): number => {
  if (test === "boschloo") return boschlooExact(shareOf(a), shareOf(b));
  if (test === "fisher") return fisherExact(shareOf(a), shareOf(b));
  const error = errorOfRuns([a, b], 1);
  if (!error) return 1;
  const difference = Math.abs(cellMean(a) - cellMean(b));
  return 2 * studentTCumulative(-difference / error.standardError, error.degreesOfFreedom);
};

/** The p-value with which a is ahead of b, a at its worst and b at its best; null if it is not ahead then. */
const pValueAhead = (a: Contender, b: Contender, scale: Scale): number | null => {
  if (a.worst.bits && b.best.bits) {
    const { won, lost } = discordant(a.worst.bits, b.best.bits);
    return won > lost ? mcnemarExact(won, lost) : null;
  }
  const ahead = pairedMean(a, b, scale.width);
  return ahead.mean > 0 ? pValueOfMean(ahead) : null;
};

/**
 * Which of two entries is ahead over the cells that both are compared over: the exact test of McNemar where every unit is one binary run
 * of each; Student's t over the units and one added scenario otherwise; over a single cell the exact test of Boschloo, or Fisher's, or
 * Welch's of graded scores, the normal one where their standard errors are stated. What an entry lacks counts against it.
 */
export const leadOf = (a: Contender, b: Contender, scale: Scale): Lead => {
  if (a.cell && b.cell) {
    const sign = Math.sign(cellMean(a.cell) - cellMean(b.cell));
    return { sign, pValue: sign === 0 ? 1 : pValueOfCells(a.cell, b.cell, testOf(a, b, scale)) };
  }
  const ahead = pValueAhead(a, b, scale);
  if (ahead !== null) return { sign: 1, pValue: ahead };
  const behind = pValueAhead(b, a, scale);
  return behind === null ? { sign: 0, pValue: 1 } : { sign: -1, pValue: behind };
};
