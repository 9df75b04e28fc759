import type { Interval } from "../intervals/interval.ts";
import { holmAdjusted } from "../ranks/holm.ts";
import type { Leaderboard } from "../ranks/leaderboard.ts";
import { LEVEL } from "../ranks/told-apart.ts";

/** An entry that was better than all before it. */
export interface BoardRecord {
  /** Position in the suite's entries. */
  entry: number;
  /** When its first run started, in seconds since 1970. */
  at: number;
  value: number;
  interval: Interval | null;
  /** The record before it, and how the two differ; null of the first one. */
  before: {
    entry: number;
    difference: number;
    interval: Interval | null;
    /** Of that step alone, and corrected by Holm for all steps. */
    pValue: number;
    adjustedPValue: number;
    /** Whether the corrected one is at most 0.05: else it may have been chance. */
    isTold: boolean;
  } | null;
}

type Ranked = Pick<Leaderboard, "standings" | "pairs" | "lowerIsBetter">;

/** Ranked entries that set a new best, in the order of time. Of entries of one time only the best can. */
const bestsOf = ({ standings, lowerIsBetter }: Ranked): Omit<BoardRecord, "before">[] => {
  const sign = lowerIsBetter ? -1 : 1;
  const entered = standings
    .flatMap(({ entry, rank, firstRunAt, estimate: { value, interval } }) =>
      rank === null || value === null ? [] : [{ entry, at: firstRunAt, value, interval }],
    )
    .sort((a, b) => a.at - b.at || sign * (b.value - a.value));
  let best = Number.NEGATIVE_INFINITY;
  return entered.filter(({ value }) => {
    if (sign * value <= best) return false;
    best = sign * value;
    return true;
  });
};

/**
 * The records of a board in the order of time: each new best among its ranked entries, and whether it is told apart from the one before. An
 * entry's time is that of its first run. The p-values of the steps are corrected by Holm for their number.
 */
export const recordsOf = (board: Ranked): BoardRecord[] => {
  const bests = bestsOf(board);
  const steps = bests.slice(1).map(({ entry }, step) => {
    const before = bests[step]?.entry ?? entry;
    const pair = board.pairs(entry, before);
    return {
      entry: before,
      difference: pair?.difference ?? 0,
      interval: pair?.interval ?? null,
      pValue: pair?.pValue ?? 1,
    };
  });
  const adjusted = holmAdjusted(steps.map(({ pValue }) => pValue));
  return bests.map((best, place) => {
    const step = steps[place - 1];
    const adjustedPValue = adjusted[place - 1] ?? 1;
    return { ...best, before: step ? { ...step, adjustedPValue, isTold: adjustedPValue <= LEVEL } : null };
  });
};
