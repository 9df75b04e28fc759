import type { Entry } from "#contract/names/entry.ts";
import { type Metric, observationsOf } from "#statistics/cells/observation.ts";
import { type ReferenceRuns, referenceRuns } from "#statistics/cells/reference-runs.ts";
import { unitOf, unitValues } from "#statistics/cells/units.ts";
import { type AgentModelParts, agentModelParts } from "#statistics/findings/agent-model.ts";
import { boardEffects } from "#statistics/findings/board-effects.ts";
import type { Effects } from "#statistics/findings/effects.ts";
import { type BoardRecord, recordsOf } from "#statistics/findings/records.ts";
import { type SuiteHealth, suiteHealth } from "#statistics/findings/suite-health.ts";
import { fewestRuns, flipRate, passAtK, passHatK, type RepeatedRate } from "#statistics/repeats/pass-at-k.ts";
import { type Board, cellsOn } from "./boards.ts";
import type { SuiteVersion } from "./suites.ts";

/** What is left of a board's suite to tell entries apart by, scenario by scenario. */
export const healthOf = (board: Board): SuiteHealth => suiteHealth(board);

/** What the agents did that try a version of a suite: the oracle and the one that does nothing. */
export const referencesOf = ({ cells, entries }: SuiteVersion): ReferenceRuns[] => referenceRuns(cells, entries);

/** Each new best of a board, in the order of time. */
export const boardRecords = (board: Board): BoardRecord[] => recordsOf(board);

/** What an entry does when it tries again: over its cells of the board, up to as many tries as each of them has. */
export interface Repeats {
  /** The tries that every cell has; the rates are null where one has a single one. */
  tries: number;
  atLeastOnce: RepeatedRate | null;
  everyTime: RepeatedRate | null;
  flips: RepeatedRate | null;
}

const observedOn = (board: Board, entry: number, metric: Metric) =>
  (metric === board.metric ? board.observed(entry) : undefined) ?? observationsOf(cellsOn(board, entry), metric);

/** What an entry of a board (by its position) does when it tries again: pass@k and pass^k for as many tries as every cell has. */
export const repeatsOf = (board: Board, entry: number, tries?: number): Repeats => {
  const observations = observedOn(board, entry, "success");
  const most = fewestRuns(observations);
  const k = Math.min(tries ?? most, most);
  if (k < 2) return { tries: k, atLeastOnce: null, everyTime: null, flips: null };
  return {
    tries: k,
    atLeastOnce: passAtK(observations, k),
    everyTime: passHatK(observations, k),
    flips: flipRate(observations),
  };
};

const effects = new WeakMap<Board, Effects[]>();

/** What changing one thing does on a board, kind by kind, the clearest first. Computed once a board. */
export const effectsOf = (board: Board): Effects[] => {
  const { entries, tiers, cellsByEntry } = board.version;
  const { metric, scale, tier } = board;
  const found = effects.get(board) ?? boardEffects({ entries, tiers, cellsByEntry, metric, scale, tier });
  effects.set(board, found);
  return found;
};

/** What an agent and what a model adds on a board: over the ranked entries that state a model and lack no cell; null where that tells nothing. */
export const agentModelOf = (board: Board): AgentModelParts | null => {
  const crossed = board.standings.flatMap(({ entry, rank, covered, coverable }) => {
    const { agent, model }: Partial<Entry> = board.version.entries[entry] ?? {};
    if (rank === null || covered < coverable || agent === undefined || model === undefined) return [];
    const observations = observedOn(board, entry, board.metric);
    return unitOf(observations) === "scenario" ? [{ agent, model, values: [...unitValues(observations)] }] : [];
  });
  return agentModelParts(crossed);
};
