import { EffectSchema } from "#contract/figures/effect.ts";
import { keysOf } from "#contract/names/records.ts";
import { OUTCOME_NAMES, outcomeMeasure } from "#contract/runs/outcomes.ts";
import type { Cell } from "#contract/snapshot/cells.ts";
import { COST_UNITS, DURATION_UNITS, SCORE_UNITS } from "#contract/snapshot/units.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import { effectFigures } from "#statistics/findings/board-effects.ts";
import type { Batch } from "../../snapshot/batches.ts";
import { boardsOf, mainBoardOf } from "../../snapshot/boards.ts";
import { effectsOf } from "../../snapshot/findings.ts";
import type { Matrix } from "../../snapshot/matrix.ts";
import { type Participant, placementsOf } from "../../snapshot/participants.ts";
import { type Scenario, squaresOf } from "../../snapshot/scenarios.ts";
import type { SuiteVersion } from "../../snapshot/suites.ts";
import { BATCH_COLUMNS } from "../batch-columns.ts";
import { type Column, fileTable } from "../column.ts";
import { PARTICIPANT_COLUMNS } from "../participant-columns.ts";
import { SCENARIO_COLUMNS, scenarioRowsOf } from "../scenario-columns.ts";
import { STANDING_COLUMNS } from "../standing-columns.ts";
import { type StandingRow, standingRows } from "../standing-row.ts";
import type { Table } from "./table.ts";

/** A leaderboard; where scores are graded, by success rate and then by score. */
export const leaderboardTable = (version: SuiteVersion, tier: number | undefined): Table =>
  fileTable(
    STANDING_COLUMNS,
    boardsOf(version, tier).flatMap((board) => standingRows(board)),
  );

/** The cells that a leaderboard measures all entries by, and those with runs that are not part of it; by each metric that it has. */
export const boardCellsTable = (version: SuiteVersion, tier: number | undefined): Table => ({
  columns: ["metric", "scenario", "tier", "isPart"],
  rows: boardsOf(version, tier).flatMap(({ metric, places, outside }) =>
    [places, outside].flatMap((cells, kind) =>
      cells.map((cell) => [metric, version.scenarios[cell.scenario], version.tiers[cell.tier], kind === 0]),
    ),
  ),
});

/** The scenarios, the hardest first. */
export const scenariosTable = (version: SuiteVersion): Table => fileTable(SCENARIO_COLUMNS, scenarioRowsOf(version));

interface CellRow {
  version: SuiteVersion;
  cell: Cell;
}

const mean = (sum: number, runs: number): number | null => (runs === 0 ? null : sum / runs);

const entryOf = ({ version, cell }: CellRow) => version.entries[cell.entry];

const CELL_COLUMNS: readonly Column<CellRow>[] = [
  {
    fields: {
      agent: (row) => entryOf(row)?.agent,
      model: (row) => entryOf(row)?.model,
      variant: (row) => entryOf(row)?.variant,
      tier: ({ version, cell }) => version.tiers[cell.tier],
      counted: ({ cell }) => countedRuns(cell),
    },
  },
  ...OUTCOME_NAMES.map(outcomeMeasure).map((measure) => ({
    fields: { [measure]: ({ cell }: CellRow) => cell[measure] },
  })),
  {
    fields: {
      scoreMean: ({ cell }) => mean(cell.scoreSum / SCORE_UNITS, cell.scoreRuns),
      scoreRuns: ({ cell }) => cell.scoreRuns,
      costUsdMean: ({ cell }) => mean(cell.costSum / COST_UNITS, cell.costRuns),
      costRuns: ({ cell }) => cell.costRuns,
      tokensMean: ({ cell }) => mean(cell.tokensInSum + cell.tokensOutSum, cell.tokenRuns),
      tokenRuns: ({ cell }) => cell.tokenRuns,
      durationMsMean: ({ cell }) => mean(cell.durationSum / DURATION_UNITS, cell.durationRuns),
      durationRuns: ({ cell }) => cell.durationRuns,
    },
  },
];

/** What each entry did at a scenario, a row a tier. */
export const scenarioTable = (version: SuiteVersion, scenario: Scenario): Table =>
  fileTable(
    CELL_COLUMNS,
    squaresOf(version, scenario).flatMap(({ cells }) => cells.map((cell) => ({ version, cell }))),
  );

/** Success rates, a row an entry, a column a scenario; empty where no run counts. */
export const matrixTable = ({ version, entries, scenarios, rows }: Matrix): Table => ({
  columns: ["agent", "model", "variant", ...scenarios.map(({ name }) => name)],
  rows: entries.map((position, row) => {
    const { agent, model, variant } = version.entries[position] ?? {};
    return [agent, model, variant, ...(rows[row] ?? []).map((square) => square?.rate)];
  }),
});

const EFFECT_COLUMNS = keysOf(EffectSchema.shape);

/** All effects on a version's main board, of which its page shows a selection, kind by kind, the clearest first. */
export const effectsTable = (version: SuiteVersion): Table => {
  const board = mainBoardOf(version);
  const names = { entries: version.entries, tiers: version.tiers, metric: board.metric };
  return {
    columns: EFFECT_COLUMNS,
    rows: effectsOf(board)
      .flatMap(({ effects }) => effects)
      .map((effect) => {
        const figures = effectFigures(effect, names);
        return EFFECT_COLUMNS.map((column) => figures[column]);
      }),
  };
};

const PLACE_COLUMNS: readonly Column<StandingRow>[] = [
  {
    fields: {
      suite: ({ board }) => board.version.suite,
      suiteVersion: ({ board }) => board.version.suiteVersion,
      tier: ({ board }) => (board.tier === undefined ? undefined : board.version.tiers[board.tier]),
    },
  },
  ...STANDING_COLUMNS,
];

/** Where an agent or a model stands: over all tiers of each suite, and in each tier. */
export const participantTable = ({ appearances }: Participant): Table => {
  const places = appearances.flatMap(({ version, entries }) =>
    placementsOf(version, entries).flatMap(({ overall, tiers }) => [...overall, ...tiers]),
  );
  return fileTable(
    PLACE_COLUMNS,
    places.flatMap(({ board, standing }) => (standing ? standingRows(board, [standing]) : [])),
  );
};

/** Agents or models with how often they appear. */
export const participantsTable = (participants: readonly Participant[]): Table =>
  fileTable(PARTICIPANT_COLUMNS, participants);

/** Batches, the newest first: what is claimed of them and what their runs add up to. */
export const batchesTable = (batches: readonly Batch[]): Table => fileTable(BATCH_COLUMNS, batches);
