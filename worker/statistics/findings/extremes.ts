import { sum } from "d3-array";
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
  if (runs === 1) return Math.min(1, 2 * (passes === 1 ? rate : 1 - rate));
  // P(X ≥ k) is the beta distribution's P(B ≤ rate) with k and runs − k + 1.
  const atLeast = (k: number) => (k <= 0 ? 1 : k > runs ? 0 : betaTails(rate, k, runs - k + 1).lower);
  const atMost = (k: number) => (k < 0 ? 0 : k >= runs ? 1 : betaTails(rate, k + 1, runs - k).upper);
  return Math.min(1, 2 * Math.min(atLeast(passes), atMost(passes)));
};

/** What looking at an entry tells: how many cells it has, and those whose p-value is at most LEVEL before it is corrected, as it is then. */
interface Looked {
  cells: number;
  candidates: Extreme[];
}

/** Finds the extremes among the cells of some entries, given by their positions. */
export type FindExtremes = (wanted: readonly number[]) => Extreme[];

/**
 * Finds the cells of some entries whose passes are beyond what chance would make of the expected rates, after Holm's correction over all
 * cells of those entries; the clearest first. Takes the success observations of every entry of the board, and fits the rates once.
 * Against the plain mean of all entries a good entry would be above everywhere.
 */
export const extremesAmong = (entries: readonly (readonly Observation[])[]): FindExtremes => {
  const expectedRate = expectedRates(entries);
  const known: Looked[] = [];
  // Kept, since an entry is looked at by itself, with its agent's others and with its model's.
  const lookAt = (entry: number): Looked => {
    const cells = entries[entry] ?? [];
    const candidates = cells.flatMap(({ scenario, tier, sum: passes, runs }): Extreme[] => {
      const expected = expectedRate(entry, { scenario, tier });
      const pValue = binomialPValue(passes, runs, expected);
      return pValue > LEVEL ? [] : [{ entry, scenario, tier, passes, runs, expected, pValue }];
    });
    return { cells: cells.length, candidates };
  };
  return (wanted) => {
    const looked = wanted.map((entry) => (known[entry] ??= lookAt(entry)));
    const candidates = looked.flatMap((own) => own.candidates);
    const adjusted = holmAdjusted(
      candidates.map(({ pValue }) => pValue),
      sum(looked, ({ cells }) => cells),
    );
    return candidates
      .map((candidate, place) => ({ ...candidate, pValue: adjusted[place] ?? 1 }))
      .filter(({ pValue }) => pValue <= LEVEL)
      .sort((a, b) => a.pValue - b.pValue || a.entry - b.entry || a.scenario - b.scenario || a.tier - b.tier);
  };
};
