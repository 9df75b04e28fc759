import { sum } from "d3-array";
import type { Observation } from "./observation.ts";

/** The standard error of a mean over the cells of one scenario: as it is stated, or from the spread of the runs within each cell. */
export interface RunError {
  standardError: number;
  /** Infinite where the errors are stated: then the normal distribution stands in for Student's. */
  degreesOfFreedom: number;
}

/** √Σ(weight × error)², where every cell's runs state their errors; null otherwise. */
const statedError = (cells: readonly Observation[], weight: number): RunError | null => {
  const errors = cells.flatMap(({ error }) => error ?? []);
  if (errors.length < cells.length) return null;
  const standardError = weight * Math.hypot(...errors);
  return standardError === 0 ? null : { standardError, degreesOfFreedom: Number.POSITIVE_INFINITY };
};

/**
 * The error of Σ weight × cell mean, the runs of a cell being independent: sqrt(Σ vᵢ) with vᵢ = weight²·sᵢ²/nᵢ, and
 * (Σ vᵢ)²/Σ(vᵢ²/(nᵢ − 1)) degrees of freedom. With one cell that is Student's error, with two entries Welch's.
 * Where the runs state the standard errors of their scores, those count instead.
 * Null if a cell has a single run or if no run differs from another: then the runs do not tell their spread.
 * Source: Welch (1947), The generalization of "Student's" problem when several different population variances are involved,
 * Biometrika 34:28–35; degrees of freedom by Satterthwaite (1946).
 */
export const errorOfRuns = (cells: readonly Observation[], weight: number): RunError | null => {
  const stated = statedError(cells, weight);
  if (stated || cells.some(({ runs }) => runs < 2)) return stated;
  const variances = cells.map((cell) => (weight * weight * cell.spread) / (cell.runs * (cell.runs - 1)));
  const variance = sum(variances);
  if (variance === 0) return null;
  const reciprocal = sum(cells, ({ runs }, position) => (variances[position] ?? 0) ** 2 / (runs - 1));
  return { standardError: Math.sqrt(variance), degreesOfFreedom: variance ** 2 / reciprocal };
};
