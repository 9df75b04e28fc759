import type { NamedAgent } from "../agents/read-agents.ts";
import type { Scenario } from "../suites/read-suites.ts";

/** What trials are repeated in: a scenario in a tier by an agent with a model. */
export interface Cell {
  scenario: Scenario;
  tier: string;
  agent: NamedAgent;
  /** The model to work with, if one is stated. */
  model: string | undefined;
  /** What tells it apart from otherwise equal ones, if anything does. */
  variant: string | undefined;
}

/** A cell by the names that its runs are submitted with. */
export const namesOf = ({ scenario, tier, agent, model, variant }: Cell) => ({
  suite: scenario.suite,
  suiteVersion: scenario.suiteVersion,
  scenario: scenario.id,
  tier,
  agent: agent.name,
  model,
  variant,
});

/** One run to be made. */
export interface PlannedRun extends Cell {
  /** Its number within its cell, from 1. */
  trial: number;
  /** Which pair of a comparison it is of, and what their order is drawn by. */
  draw?: { seed: string; pair: number };
}

export interface Plan {
  scenarios: readonly Scenario[];
  /** The tiers asked for; a scenario without a prompt for one leaves it out. */
  tiers: readonly string[];
  agents: readonly NamedAgent[];
  /** Instead of what the agents' files say. */
  model?: string | undefined;
  variant?: string | undefined;
}

/** Every cell of a plan. */
export const cellsOf = ({ scenarios, tiers, agents, model, variant }: Plan): Cell[] =>
  scenarios.flatMap((scenario) =>
    tiers
      .filter((tier) => scenario.prompts.has(tier))
      .flatMap((tier) =>
        agents.map((agent) => ({
          scenario,
          tier,
          agent,
          model: model ?? agent.model,
          variant: variant ?? agent.variant,
        })),
      ),
  );

/**
 * The runs that it takes to have so many trials of every cell, where `present` says how many a cell has. All cells' first ones come before
 * any second one, so that a plan that is cut short covers as much as it can.
 */
export const planRuns = (cells: readonly Cell[], trials: number, present: (cell: Cell) => number): PlannedRun[] => {
  const planned = cells.map((cell) => ({ cell, from: present(cell) }));
  return Array.from({ length: trials }, (_, position) => position + 1).flatMap((trial) =>
    planned.flatMap(({ cell, from }) => (trial > from ? [{ ...cell, trial }] : [])),
  );
};
