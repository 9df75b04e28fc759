import { REFERENCE_AGENTS, type ReferenceAgent } from "#contract/names/reference-agents.ts";
import { OUTCOMES, type Outcome } from "#contract/runs/outcomes.ts";

/** A run of a reference agent, as far as it counts here. */
export interface ReferenceRun {
  scenario: string;
  tier: string;
  agent: string;
  outcome: Outcome;
  trials?: number | undefined;
  passes?: number | undefined;
}

/** A scenario in which a reference agent did not do what it should. */
export interface GateFailure {
  scenario: string;
  /** The tier; null: the agent has not run the scenario at all. */
  tier: string | null;
  agent: ReferenceAgent;
  passes: number;
  runs: number;
}

const attemptsOf = ({ outcome, trials = 1, passes }: ReferenceRun): { runs: number; passes: number } => {
  // A result that stands for many has no verdict of its own.
  if (passes !== undefined && outcome === "not-stated") return { runs: trials, passes };
  if (OUTCOMES[outcome].counts === "not counted") return { runs: 0, passes: 0 };
  return { runs: trials, passes: passes ?? (outcome === "pass" ? trials : 0) };
};

const failuresOf = (scenario: string, agent: ReferenceAgent, runs: readonly ReferenceRun[]): GateFailure[] => {
  const own = runs.filter((run) => run.agent === agent && run.scenario === scenario);
  const tiers = [...Map.groupBy(own, ({ tier }) => tier)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([tier, ofTier]) => {
      const attempts = ofTier.map(attemptsOf);
      const sum = (key: "runs" | "passes") => attempts.reduce((total, one) => total + one[key], 0);
      return { scenario, tier, agent, passes: sum("passes"), runs: sum("runs") };
    })
    .filter((tier) => tier.runs > 0);
  if (tiers.length === 0) return [{ scenario, tier: null, agent, passes: 0, runs: 0 }];
  return tiers.filter(({ passes, runs: all }) => (agent === "oracle" ? passes < all : passes > 0));
};

/**
 * Where a suite fails its release gate: the oracle, which applies the solution, has to pass every run of every scenario, and the agent that does
 * nothing, none. A scenario that one of them has not run fails too.
 */
export const gateFailures = (scenarios: readonly string[], runs: readonly ReferenceRun[]): GateFailure[] =>
  scenarios.flatMap((scenario) => REFERENCE_AGENTS.flatMap((agent) => failuresOf(scenario, agent, runs)));

/** What is wrong in one place, in words. */
export const describeFailure = ({ tier, agent, passes, runs }: GateFailure): string =>
  tier === null
    ? `${agent} has no run that counts`
    : `${agent} passed ${passes} of ${runs}, but should pass ${agent === "oracle" ? "all" : "none"}`;
