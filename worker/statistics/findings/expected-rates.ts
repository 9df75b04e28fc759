import type { Observation } from "../cells/observation.ts";
import { placeKey } from "../cells/place.ts";

/** Adds what every cell is given: one run of half a pass, so that who passed all, or nothing, has an ability too. */
const ADDED_RUNS = 1;
const ADDED_PASSES = 0.5;

const MOST_ROUNDS = 200;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** One of the numbers that are fitted, and the cells that it is part of. */
interface Effect {
  value: number;
  cells: { other: Effect; passes: number; runs: number }[];
}

/** A step of Newton's towards the value at which the effect's cells have as many passes as expected; gives its size. */
const improve = (effect: Effect): number => {
  let excess = 0;
  let information = 0;
  for (const { other, passes, runs } of effect.cells) {
    const rate = logistic(effect.value + other.value);
    excess += passes - runs * rate;
    information += runs * rate * (1 - rate);
  }
  // A step of more than 1 would overshoot where nearly all is passed or failed.
  const step = Math.max(-1, Math.min(1, excess / information));
  effect.value += step;
  return Math.abs(step);
};

/**
 * The rate that is expected of each entry in each cell of a board: logistic(aₑ + bₛ), an ability of the entry and an ease of the cell, fitted
 * by maximum likelihood with one run of half a pass added to every cell. Takes the success observations of each entry; gives a function of an
 * entry's position in that list and a cell.
 * Source: Rasch (1960), Probabilistic Models for Some Intelligence and Attainment Tests; the likelihood is maximized by turns, an effect at a
 * time, which cannot but rise as it is concave.
 */
export const expectedRates = (entries: readonly (readonly Observation[])[]) => {
  const places = new Map<number, Effect>();
  const abilities = entries.map((cells): Effect => {
    const ability: Effect = { value: 0, cells: [] };
    for (const cell of cells) {
      const ease = places.get(placeKey(cell)) ?? { value: 0, cells: [] };
      places.set(placeKey(cell), ease);
      const counts = { passes: cell.sum + ADDED_PASSES, runs: cell.runs + ADDED_RUNS };
      ability.cells.push({ other: ease, ...counts });
      ease.cells.push({ other: ability, ...counts });
    }
    return ability;
  });
  const effects = [...places.values(), ...abilities.filter(({ cells }) => cells.length > 0)];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let largest = 0;
    for (const effect of effects) largest = Math.max(largest, improve(effect));
    if (largest < 1e-9) break;
  }
  return (entry: number, cell: Pick<Observation, "scenario" | "tier">): number =>
    logistic((abilities[entry]?.value ?? 0) + (places.get(placeKey(cell))?.value ?? 0));
};
