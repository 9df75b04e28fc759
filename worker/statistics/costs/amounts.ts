import type { Cell } from "#contract/snapshot/cells.ts";
import { COST_UNITS, DURATION_UNITS } from "#contract/snapshot/units.ts";
import type { Part } from "./ratio.ts";

/** What the runs of one entry at a scenario used, and how many report it. */
export interface ScenarioPart extends Part {
  scenario: number;
}

type Measure = (cell: Cell) => number;

/** Each thing that runs report: the amount, how many report it, and what an amount is divided by for dollars, tokens or milliseconds. */
export const THINGS = {
  cost: { amount: ({ costSum }: Cell) => costSum, runs: ({ costRuns }: Cell) => costRuns, unit: COST_UNITS },
  tokens: {
    amount: ({ tokensInSum, tokensOutSum }: Cell) => tokensInSum + tokensOutSum,
    runs: ({ tokenRuns }: Cell) => tokenRuns,
    unit: 1,
  },
  duration: {
    amount: ({ durationSum }: Cell) => durationSum,
    runs: ({ durationRuns }: Cell) => durationRuns,
    unit: DURATION_UNITS,
  },
} as const satisfies Record<string, { amount: Measure; runs: Measure; unit: number }>;
export type Thing = keyof typeof THINGS;

/**
 * What an entry used of a thing, scenario by scenario in their order, over its cells in which a run reports it: in the snapshot's units, with
 * what it is to be divided by, the reporting runs unless said otherwise.
 */
export const partsOf = (
  cells: readonly Cell[],
  { amount, runs }: { amount: Measure; runs: Measure },
  counts = runs,
): ScenarioPart[] => {
  const parts = new Map<number, ScenarioPart>();
  for (const cell of cells) {
    if (runs(cell) === 0) continue;
    let part = parts.get(cell.scenario);
    if (!part) {
      part = { scenario: cell.scenario, amount: 0, count: 0 };
      parts.set(cell.scenario, part);
    }
    part.amount += amount(cell);
    part.count += counts(cell);
  }
  return [...parts.values()].sort((a, b) => a.scenario - b.scenario);
};

/** The same in US dollars, tokens or milliseconds: what one side of a comparison needs, however many it is compared with. */
export const amountsOf = (cells: readonly Cell[], thing: Thing): readonly ScenarioPart[] => {
  const parts = partsOf(cells, THINGS[thing]);
  for (const part of parts) part.amount /= THINGS[thing].unit;
  return parts;
};
