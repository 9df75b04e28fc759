import type { Entry } from "#contract/names/entry.ts";
import { BILLION, type Cell } from "#contract/snapshot/snapshot.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import type { Standing } from "#statistics/ranks/leaderboard.ts";
import type { CsvValue } from "#words/csv.ts";
import type { Batch } from "../../snapshot/batches.ts";
import { type Board, boardsOf } from "../../snapshot/boards.ts";
import type { Matrix } from "../../snapshot/matrix.ts";
import { type Participant, type Placement, placementsOf } from "../../snapshot/participants.ts";
import type { Scenario } from "../../snapshot/scenarios.ts";
import type { SuiteVersion } from "../../snapshot/suites.ts";
import type { Table } from "./table.ts";

const entryColumns = ["agent", "model", "variant"];
const entryValues = (entry: Entry | undefined): CsvValue[] => [entry?.agent, entry?.model, entry?.variant];

const moment = (seconds: number): CsvValue => (seconds === 0 ? null : new Date(seconds * 1000).toISOString());

const standingColumns = [
  ...["metric", "estimate", "intervalLow", "intervalHigh", "intervalMethod", "standardError", "scenarios"],
  ...["rankFrom", "rankTo", "tieGroup", "complete", "coveredCells", "coverableCells"],
  ...[
    "pass",
    "counted",
    "fail",
    "timeout",
    "unknownFailure",
    "infrastructureError",
    "notStated",
    "notFinal",
    "excluded",
  ],
  ...["costUsdMean", "costShare", "costUsdPerSuccess", "tokensMean", "tokensShare", "durationMsMean", "durationShare"],
  ...["toolCallsMean", "toolCallsShare", "syntheticRuns", "lastRunAt"],
];

const standingValues = ({ metric }: Board, standing: Standing): CsvValue[] => {
  const { estimate, rank, tieGroup, complete, covered, coverable, usage } = standing;
  return [
    ...[metric, estimate.value, estimate.interval?.low, estimate.interval?.high, estimate.method],
    ...[estimate.standardError, estimate.scenarios, rank?.from, rank?.to, tieGroup, complete, covered, coverable],
    ...[standing.pass, standing.counted, standing.fail, standing.timeout, standing.unknownFailure],
    ...[standing.infrastructureError, standing.notStated, standing.notFinal, standing.excluded],
    ...[usage.cost.mean, usage.cost.share, usage.costPerSuccess, usage.tokens.mean, usage.tokens.share],
    ...[usage.duration.mean, usage.duration.share, usage.toolCalls.mean, usage.toolCalls.share],
    ...[standing.syntheticRuns, moment(standing.lastRunAt)],
  ];
};

/** A leaderboard; where scores are graded, by success rate and then by score. */
export const leaderboardTable = (version: SuiteVersion, tier: number | undefined): Table => ({
  columns: [...entryColumns, ...standingColumns],
  rows: boardsOf(version, tier).flatMap((board) =>
    board.standings.map((standing) => [
      ...entryValues(version.entries[standing.entry]),
      ...standingValues(board, standing),
    ]),
  ),
});

/** The scenarios, the hardest first. */
export const scenariosTable = (scenarios: readonly Scenario[]): Table => ({
  columns: ["scenario", "meanSuccessRate", "entries", "solvedBy", "pass", "counted", "infrastructureError"],
  rows: scenarios.map(({ name, mean, entries, solvedBy, pass, counted, infrastructureError }) => [
    ...[name, mean, entries, solvedBy, pass, counted, infrastructureError],
  ]),
});

const mean = (sum: number, runs: number): CsvValue => (runs === 0 ? null : sum / runs);

const cellColumns = [
  ...[
    "tier",
    "pass",
    "counted",
    "fail",
    "timeout",
    "unknownFailure",
    "infrastructureError",
    "notStated",
    "notFinal",
    "excluded",
  ],
  ...["scoreMean", "scoreRuns", "costUsdMean", "costRuns", "tokensMean", "tokenRuns", "durationMsMean", "durationRuns"],
];

const cellValues = ({ tiers }: SuiteVersion, cell: Cell): CsvValue[] => [
  ...[tiers[cell.tier], cell.pass, countedRuns(cell), cell.fail, cell.timeout, cell.unknownFailure],
  ...[cell.infrastructureError, cell.notStated, cell.notFinal, cell.excluded],
  ...[mean(cell.scoreSum / BILLION, cell.scoreRuns), cell.scoreRuns],
  ...[mean(cell.costSum / BILLION, cell.costRuns), cell.costRuns],
  ...[mean(cell.tokensInSum + cell.tokensOutSum, cell.tokenRuns), cell.tokenRuns],
  ...[mean(cell.durationSum, cell.durationRuns), cell.durationRuns],
];

/** What each entry did at a scenario, a row a tier. */
export const scenarioTable = (version: SuiteVersion, { squares }: Scenario): Table => ({
  columns: [...entryColumns, ...cellColumns],
  rows: squares.flatMap(({ entry, cells }) =>
    cells.map((cell) => [...entryValues(version.entries[entry]), ...cellValues(version, cell)]),
  ),
});

/** Success rates, a row an entry, a column a scenario; empty where no run counts. */
export const matrixTable = ({ version, entries, scenarios, rows }: Matrix): Table => ({
  columns: [...entryColumns, ...scenarios.map(({ name }) => name)],
  rows: entries.map((entry, row) => [
    ...entryValues(version.entries[entry]),
    ...(rows[row] ?? []).map((square) => square?.rate),
  ]),
});

const suiteColumns = ["suite", "suiteVersion", "tier"];

const placementRows = (version: SuiteVersion, { entry, overall }: Placement): CsvValue[][] =>
  overall.map(({ board, standing }) => [
    ...[version.suite, version.suiteVersion, null],
    ...entryValues(version.entries[entry]),
    ...standingValues(board, standing),
  ]);

/** Where an agent or a model stands: over all tiers of each suite, and in each tier. */
export const participantTable = ({ appearances }: Participant): Table => ({
  columns: [...suiteColumns, ...entryColumns, ...standingColumns],
  rows: appearances.flatMap(({ version, entries }) =>
    placementsOf(version, entries).flatMap((placement) => [
      ...placementRows(version, placement),
      ...placement.tiers.flatMap(({ board, standing }) =>
        standing
          ? [
              [
                ...[version.suite, version.suiteVersion, version.tiers[board.tier ?? -1]],
                ...entryValues(version.entries[placement.entry]),
                ...standingValues(board, standing),
              ],
            ]
          : [],
      ),
    ]),
  ),
});

/** Agents or models with how often they appear. */
export const participantsTable = (participants: readonly Participant[]): Table => ({
  columns: ["name", "suites", "entries"],
  rows: participants.map(({ name, appearances }) => [
    name,
    new Set(appearances.map(({ version }) => version.suite)).size,
    appearances.reduce((sum, { entries }) => sum + entries.length, 0),
  ]),
});

const isoMoment = (milliseconds: number | null): CsvValue =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

const batchColumns = [
  ...["batchId", "page", "createdAt", "completedAt", "status", "runs", "pass", "counted", "passShare"],
  ...["fail", "timeout", "unknownFailure", "infrastructureError", "notStated", "notFinal", "excluded"],
  ...["claimedTotalRuns", "claimedSuccessfulRuns", "claimedAvgScore", "claimedAvgWeightedScore"],
  ...["avgScore", "avgWeightedScore", "differingClaims"],
  ...["costUsdTotal", "costUsdMean", "costShare", "costUsdPerSuccess", "tokensMean", "tokensShare"],
  ...["durationMsMean", "durationShare", "toolCallsMean", "toolCallsShare", "syntheticRuns"],
];

/** Batches, the newest first: what is claimed of them and what their runs add up to. */
export const batchesTable = (batches: readonly Batch[]): Table => ({
  columns: batchColumns,
  rows: batches.map((batch) => {
    const { claimed, recomputed, usage } = batch;
    return [
      ...[batch.batchId, batch.path, isoMoment(batch.createdAt), isoMoment(batch.completedAt), batch.status],
      ...[batch.runs, batch.pass, batch.counted, batch.passShare, batch.fail, batch.timeout, batch.unknownFailure],
      ...[batch.infrastructureError, batch.notStated, batch.notFinal, batch.excluded],
      ...[claimed.totalRuns, claimed.successfulRuns, claimed.avgScore, claimed.avgWeightedScore],
      ...[recomputed.avgScore, recomputed.avgWeightedScore, batch.hasClaims ? batch.differences.length : null],
      ...[usage.cost.total, usage.cost.mean, usage.cost.share, usage.costPerSuccess],
      ...[usage.tokens.mean, usage.tokens.share, usage.duration.mean, usage.duration.share],
      ...[usage.toolCalls.mean, usage.toolCalls.share, batch.syntheticRuns],
    ];
  }),
});
