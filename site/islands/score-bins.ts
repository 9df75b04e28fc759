import type { RunSummary } from "#contract/runs/run.ts";
import { formatCount, formatCounted, formatNumber } from "#words/numbers.ts";

const BINS = 10;

/** How many runs have a score from low to high; only the last bin holds its upper end. */
export interface ScoreBin {
  low: number;
  high: number;
  runs: number;
}

/** The scores of runs by tenths: of 0 to 1, or of the range that they take on a scale of their own. Empty if none has a score. */
export const scoreBins = (runs: readonly Pick<RunSummary, "totalScore">[]): ScoreBin[] => {
  const scores = runs.flatMap(({ totalScore }) => totalScore ?? []);
  if (scores.length === 0) return [];
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  const [from, to] = least >= 0 && most <= 1 ? [0, 1] : [least, most];
  const width = (to - from) / BINS || 1;
  const counts = Array.from({ length: BINS }, () => 0);
  for (const score of scores) {
    // Rounded, since 0.3 / 0.1 is less than 3.
    const bin = Math.min(BINS - 1, Math.floor(Number(((score - from) / width).toFixed(9))));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count, bin) => ({ low: from + bin * width, high: from + (bin + 1) * width, runs: count }));
};

/** What the picture of the scores shows, in a sentence. */
export const describeScores = (runs: readonly Pick<RunSummary, "totalScore">[]): string => {
  const scores = runs.flatMap(({ totalScore }) => totalScore ?? []).sort((a, b) => b - a);
  if (scores.length === 0) return "None of these runs has a score.";
  const half = scores[Math.ceil(scores.length / 2) - 1] ?? 0;
  const without = runs.length - scores.length;
  const lack = without === 0 ? "" : ` ${formatCounted(without, "run has", "runs have")} no score.`;
  return `Half of the ${formatCount(scores.length)} scores are ${formatNumber(half)} or more.${lack}`;
};
