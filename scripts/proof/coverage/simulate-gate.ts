import type { GateCell } from "#statistics/gate/checks.ts";
import { type Check, type GateRules, judgeSuites } from "#statistics/gate/judge.ts";
import { GateConfigSchema } from "../../gate/gate-config.ts";
import type { Side } from "../../gate/read-side.ts";
import { type Draws, drawsOf } from "./draw.ts";
import { type Finding, findingOf } from "./setting.ts";

/** What counts where nobody says otherwise. */
const { significance, suite, scenario } = GateConfigSchema.parse({});
const RULES: GateRules = { significance, suite, scenario };
const UNUSED = { before: { runs: 0, sum: 0 }, after: { runs: 0, sum: 0 } };

/** The true loss, in shares: none, five points and ten. */
export const LOSSES = [0, 0.05, 0.1] as const;

/** A suite with so many scenarios and runs of each on either side. */
export interface GateSetting {
  scenarios: number;
  runs: number;
}

export const GATE_SETTINGS: readonly GateSetting[] = [
  { scenarios: 9, runs: 5 },
  { scenarios: 9, runs: 50 },
  { scenarios: 50, runs: 3 },
  { scenarios: 500, runs: 1 },
];

type Counts = Pick<GateCell, "before" | "after">;

const judged = (suites: readonly (readonly Counts[])[]): Check[] =>
  judgeSuites(
    suites.map((cells) =>
      cells.map((cell, scenario) => ({ ...cell, scenario, tier: 0, cost: UNUSED, duration: UNUSED })),
    ),
    RULES,
  ).flat();

/** How often gates over what is drawn find a regression: falsely, at most in 5 %, where nothing was lost. */
const gateOver = (setting: string, loss: number, replicates: number, draw: () => readonly (readonly Counts[])[]) => {
  let hits = 0;
  for (let replicate = 0; replicate < replicates; replicate++) {
    if (judged(draw()).some(({ verdict }) => verdict === "fail")) hits++;
  }
  const counts = { hits, trials: replicates };
  return loss === 0
    ? findingOf("the gate raises a false alarm", setting, counts, { most: RULES.significance })
    : findingOf("the gate finds a loss", `${setting}, ${100 * loss} points lost`, counts);
};

/** Runs of scenarios whose rates are .6 on average and differ much, on two sides of which the second passes less often by `loss`. */
export const simulateGate = ({ scenarios, runs }: GateSetting, loss: number, replicates: number): Finding => {
  const draws = drawsOf("gate", scenarios, runs, loss);
  const rate = 0.6;
  return gateOver(`${scenarios} scenarios, ${runs} runs of each a side`, loss, replicates, () => [
    Array.from({ length: scenarios }, () => {
      const own = draws.rate(rate, 0.4);
      const before = { passes: draws.passes(runs, own), runs };
      return { before, after: { passes: draws.passes(runs, own * (1 - loss / rate)), runs } };
    }),
  ]);
};

/** Draws so many of some runs without putting any back; gives how many of them passed. */
const drawHalf = ({ passes, runs }: { passes: number; runs: number }, half: number, { uniform }: Draws): number => {
  let left = passes;
  for (let drawn = 0; drawn < half; drawn++) if (uniform() * (runs - drawn) < left) left--;
  return passes - left;
};

/** Splits the runs of a cell at random into two halves of one size; of the second each pass is lost with some chance. */
const split = (cell: { passes: number; runs: number }, chance: number, draws: Draws): Counts => {
  const half = Math.floor(cell.runs / 2);
  const first = drawHalf(cell, half, draws);
  const second = drawHalf({ passes: cell.passes - first, runs: cell.runs - half }, half, draws);
  return {
    before: { passes: first, runs: half },
    after: { passes: second - draws.passes(second, chance), runs: half },
  };
};

/** The cells of every entry of a side that have two runs or more. */
const repeatedCells = ({ suites }: Side) =>
  [...suites.values()]
    .flatMap(({ entries }) => [...entries.values()])
    .map((cells) => [...cells.values()].filter(({ runs }) => runs >= 2))
    .filter((cells) => cells.some(({ passes }) => passes > 0));

/**
 * How often a gate errs, and how often it finds a loss, over real runs: those of each cell are split at random into two halves. Once of one
 * entry at a time, each in its turn; once of all entries together, which are a gate each time, fewer times.
 */
export const resampleGate = (side: Side, loss: number, replicates: number): Finding[] => {
  const entries = repeatedCells(side);
  const draws = drawsOf("halves", loss);
  const chanceFor = (cells: (typeof entries)[number]) => {
    const rate = cells.reduce((sum, { passes, runs }) => sum + passes / runs, 0) / cells.length;
    return Math.min(1, loss / rate);
  };
  const halves = (cells: (typeof entries)[number]) => cells.map((cell) => split(cell, chanceFor(cells), draws));
  let turn = 0;
  const one = () =>
    entries
      .slice(turn++ % entries.length)
      .slice(0, 1)
      .map(halves);
  const all = Math.max(40, Math.ceil(replicates / 10));
  return [
    gateOver(`${side.name}, halves of one of ${entries.length} entries`, loss, replicates, one),
    gateOver(`${side.name}, halves of all ${entries.length} entries together`, loss, all, () => entries.map(halves)),
  ];
};
