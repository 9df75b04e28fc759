import type { Simulation } from "./setting.ts";
import { CHANGES_SETTINGS, simulateChanges } from "./simulate-changes.ts";
import { simulateCosts } from "./simulate-costs.ts";
import { GATE_SETTINGS, LOSSES, simulateGate } from "./simulate-gate.ts";
import { simulateJudge } from "./simulate-judges.ts";
import { RANK_SETTINGS, simulateRanks } from "./simulate-ranks.ts";
import { RATE_SETTINGS, simulateOneMorePass, simulateRate } from "./simulate-rates.ts";
import { simulateSkipping } from "./simulate-skipping.ts";
import { simulateStopping } from "./simulate-stopping.ts";

/** A board takes as long as many intervals: so many times fewer of them. */
const BOARDS = 20;
const STREAMS = 4;

/** Each entry of a board leaves cells out in turn, so that boards of some twenty entries have to do. */
const SKIPPING_SETTINGS = RANK_SETTINGS.filter(
  ({ entries, scenarios, lacking }) => entries <= 20 && scenarios === 50 && lacking === 0,
);

/** All that is simulated, in the order in which it is told. */
export const SIMULATIONS: readonly Simulation[] = [
  { name: "rates", run: (replicates) => RATE_SETTINGS.map((setting) => simulateRate(setting, replicates)) },
  {
    name: "passes",
    run: (replicates) =>
      [...new Set(RATE_SETTINGS.map(({ scenarios }) => scenarios))].map((scenarios) =>
        simulateOneMorePass(scenarios, Math.ceil(replicates / BOARDS)),
      ),
  },
  { name: "costs", run: (replicates) => [8, 10, 15, 30, 100].map((scenarios) => simulateCosts(scenarios, replicates)) },
  {
    name: "ranks",
    run: (replicates) => RANK_SETTINGS.flatMap((setting) => simulateRanks(setting, Math.ceil(replicates / BOARDS))),
  },
  {
    name: "skipping",
    run: (replicates) => SKIPPING_SETTINGS.map((setting) => simulateSkipping(setting, Math.ceil(replicates / BOARDS))),
  },
  {
    name: "stopping",
    run: (replicates) =>
      [0, 0.05, 0.1, 0.2].map((difference) => simulateStopping(difference, Math.ceil(replicates / STREAMS))),
  },
  {
    name: "judges",
    run: (replicates) =>
      [0, 0.05, 0.2].flatMap((error) => [50, 200].map((byBoth) => simulateJudge(error, byBoth, replicates))),
  },
  {
    name: "gate",
    run: (replicates) =>
      GATE_SETTINGS.flatMap((setting) =>
        LOSSES.map((loss) => simulateGate(setting, loss, Math.ceil(replicates / STREAMS))),
      ),
  },
  {
    name: "changes",
    run: (replicates) => CHANGES_SETTINGS.map((setting) => simulateChanges(setting, Math.ceil(replicates / BOARDS))),
  },
];
