import type { Observation } from "../cells/observation.ts";
import { betaTails } from "../distributions/incomplete-beta.ts";
import { holmAdjusted } from "../ranks/holm.ts";
import { LEVEL } from "../ranks/told-apart.ts";
import { expectedRates } from "./expected-rates.ts";

/** A cell in which an entry did clearly better or worse than is expected of it there. */
export interface Extreme {
  /** Position in the list of entries. */
  entry: number;
  scenario: number;
  tier: number;
  passes: number;
  runs: number;
  /** The rate that is expected of the entry in the cell. */
  expected: number;
  /** Corrected for the number of cells that are looked at. */
  pValue: number;
}

/**
 * The two-sided p-value of so many passes in so many runs at a rate: twice the smaller tail, at most 1.
 * R: min(1, 2 * min(pbinom(passes, runs, rate), pbinom(passes - 1, runs, rate, lower = FALSE))).
 */
export const binomialPValue = (passes: number, runs: number, rate: number): number => {
  // P(X ≥ k) is the beta distribution's P(B ≤ rate) with k and runs − k + 1.
  const atLeast = (k: number) => (k <= 0 ? 1 : k > runs ? 0 : betaTails(rate, k, runs - k + 1).lower);
  const atMost = (k: number) => (k < 0 ? 0 : k >= runs ? 1 : betaTails(rate, k + 1, runs - k).upper);
  return Math.min(1, 2 * Math.min(atLeast(passes), atMost(passes)));
};

/** The success observations of every entry of a board, by its position: a list, or what makes them when they are asked for. */
export type ObservedEntries = Iterable<readonly Observation[]> & Pick<readonly (readonly Observation[])[], "at">;

/** Finds the extremes among the cells of some entries, given by their positions. */
export type FindExtremes = (wanted: readonly number[]) => Extreme[];

/**
 * Finds the cells of some entries whose passes are beyond what chance would make of the expected rates, after Holm's correction over all
 * cells of those entries; the clearest first. Takes the success observations of every entry of the board, and fits the rates once.
 * Against the plain mean of all entries a good entry would be above everywhere.
 */
export const extremesAmong = (entries: ObservedEntries): FindExtremes => {
  const expectedRate = expectedRates(entries);
  const known: Float64Array[] = [];
  // Kept, since an entry is looked at by itself, with its agent's others and with its model's.
  const pValuesOf = (entry: number, cells: readonly Observation[]): Float64Array => {
    known[entry] ??= Float64Array.from(cells, (cell) => binomialPValue(cell.sum, cell.runs, expectedRate(entry, cell)));
    return known[entry];
  };
  return (wanted) => {
    const own = wanted.map((entry) => ({ entry, cells: entries.at(entry) ?? [] }));
    const adjusted = holmAdjusted(own.flatMap(({ entry, cells }) => [...pValuesOf(entry, cells)])).values();
    return own
      .flatMap(({ entry, cells }) =>
        cells.flatMap(({ scenario, tier, sum: passes, runs }): Extreme[] => {
          const pValue = adjusted.next().value ?? 1;
          if (pValue > LEVEL) return [];
          return [{ entry, scenario, tier, passes, runs, expected: expectedRate(entry, { scenario, tier }), pValue }];
        }),
      )
      .sort((a, b) => a.pValue - b.pValue || a.entry - b.entry || a.scenario - b.scenario || a.tier - b.tier);
  };
};
