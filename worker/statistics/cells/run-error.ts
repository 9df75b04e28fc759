import { sum } from "d3-array";
import { cellMean, type Observation } from "./observation.ts";

/** The standard error of a mean over the cells of one scenario, from the spread of the runs within each cell. */
export interface RunError {
  standardError: number;
  degreesOfFreedom: number;
}

/**
 * The error of Σ weight × cell mean, the runs of a cell being independent: sqrt(Σ vᵢ) with vᵢ = weight²·sᵢ²/nᵢ, and
 * (Σ vᵢ)²/Σ(vᵢ²/(nᵢ − 1)) degrees of freedom. With one cell that is Student's error, with two entries Welch's.
 * Null if a cell has a single run or if no run differs from another: then the runs do not tell their spread.
 * Source: Welch (1947), The generalization of "Student's" problem when several different population variances are involved,
 * Biometrika 34:28–35; degrees of freedom by Satterthwaite (1946).
 */
export const errorOfRuns = (cells: readonly Observation[], weight: number): RunError | null => {
  if (cells.some(({ runs }) => runs < 2)) return null;
  const variances = cells.map((cell) => (weight * weight * cell.spread) / (cell.runs * (cell.runs - 1)));
  const variance = sum(variances);
  if (variance === 0) return null;
  const reciprocal = sum(cells, ({ runs }, position) => (variances[position] ?? 0) ** 2 / (runs - 1));
  return { standardError: Math.sqrt(variance), degreesOfFreedom: variance ** 2 / reciprocal };
};

/**
 * How many runs of one pooled cell would estimate a proportion as well as these cells of one scenario do when each weighs the same:
 * cells²/Σ(1/runs). It is the number of runs where every cell has equally many.
 * Source: Kish (1965), Survey Sampling: effective sample size under unequal weights.
 */
export const effectiveRuns = (cells: readonly Observation[]): number =>
  cells.length ** 2 / sum(cells, ({ runs }) => 1 / runs);

/** The plain mean of the cells' means. */
export const meanOfCells = (cells: readonly Observation[]): number => sum(cells, cellMean) / cells.length;
