import type { Entry } from "#contract/names/entry.ts";
import { isReferenceAgent, REFERENCE_AGENTS, type ReferenceAgent } from "#contract/names/reference-agents.ts";
import type { Cell } from "#contract/snapshot/cells.ts";
import { countedRuns } from "./outcome.ts";
import type { Place } from "./place.ts";

/** What an agent that tries the suite did: one that applies the solution, or one that does nothing. */
export interface ReferenceRuns {
  agent: ReferenceAgent;
  passes: number;
  runs: number;
  cells: number;
  /** Cells where it did not do what it should: that the oracle failed in, or the no-op agent passed. */
  wrong: Place[];
  /** Whether it has runs, and did what it should in all of them. */
  isSound: boolean;
}

const hasFailed = (agent: ReferenceAgent, { pass }: Cell, runs: number): boolean =>
  agent === "oracle" ? pass < runs : pass > 0;

/** What the reference agents did in a version of a suite: `oracle` has to pass every run and `no-op` none. */
export const referenceRuns = (cells: readonly Cell[], entries: readonly Entry[]): ReferenceRuns[] =>
  REFERENCE_AGENTS.map((agent) => {
    const own = cells.filter((cell) => entries[cell.entry]?.agent === agent && countedRuns(cell) > 0);
    const wrong = own.filter((cell) => hasFailed(agent, cell, countedRuns(cell)));
    return {
      agent,
      passes: own.reduce((sum, { pass }) => sum + pass, 0),
      runs: own.reduce((sum, cell) => sum + countedRuns(cell), 0),
      cells: own.length,
      wrong: wrong.map(({ scenario, tier }) => ({ scenario, tier })),
      isSound: own.length > 0 && wrong.length === 0,
    };
  });

/** The cells of those who compete. */
export const competingCells = (cells: readonly Cell[], entries: readonly Entry[]): readonly Cell[] =>
  entries.some(({ agent }) => isReferenceAgent(agent))
    ? cells.filter(({ entry }) => !isReferenceAgent(entries[entry]?.agent ?? ""))
    : cells;
