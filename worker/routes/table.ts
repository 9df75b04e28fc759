import { OPERATION_LIST, type OperationId } from "#contract/operations.ts";
import type { Route } from "../http/dispatch.ts";
import { readBackup, restoreBackup } from "./backup.ts";
import { compareBatches } from "./compare-batches.ts";
import { compareEntries } from "./compare-entries.ts";
import { removeBatch, takeBackBatch } from "./decide-batches.ts";
import { listDecisions, makeDecision, purgeRun } from "./decisions.ts";
import { exportRunsAsCsv, exportRunsAsNdjson } from "./export-runs.ts";
import { freezeSnapshot, getFrozenSnapshot, listFrozenSnapshots, putSnapshotPart } from "./frozen-snapshots.ts";
import { getAgentStats, getModelStats } from "./get-agent-stats.ts";
import { getBatch, getBatchAnalytics } from "./get-batch.ts";
import { getBoard } from "./get-board.ts";
import { getEvaluatorReport } from "./get-evaluator-report.ts";
import { getEvaluatorStats, getEvaluatorTrends } from "./get-evaluator-stats.ts";
import { getEvaluations, getRun, getTelemetry } from "./get-run.ts";
import { getSnapshot, getSnapshotPart } from "./get-snapshot.ts";
import { getStats } from "./get-stats.ts";
import { getScenarioStats, getSuiteStats } from "./get-suite-stats.ts";
import type { Handler } from "./handler.ts";
import { getHealth } from "./health.ts";
import { createKey, getKeySelf, giveBatch, listKeys, revokeKey, rotateKey } from "./keys.ts";
import { listBatches } from "./list-batches.ts";
import { listRuns } from "./list-runs.ts";
import { exportManifests, getManifest, getSuite, listSuites, putManifest } from "./manifests.ts";
import { getOpenApi } from "./openapi.ts";
import { planRuns } from "./plan-runs.ts";
import { submitBatch } from "./submit-batch.ts";
import { submitBulk } from "./submit-bulk.ts";
import { submitRun } from "./submit-run.ts";

/** What answers each operation of the contract: one that is missing here, or answers what its schemas do not take, is a type error. */
const HANDLERS: { [Id in OperationId]: Handler<Id> } = {
  submitRun,
  submitBulk,
  listRuns,
  getRun,
  getEvaluations,
  getTelemetry,
  exportRunsAsNdjson,
  exportRunsAsCsv,
  exportManifests,
  submitBatch,
  listBatches,
  compareBatches,
  getBatch,
  getBatchAnalytics,
  getStats,
  getAgentStats,
  getModelStats,
  getSuiteStats,
  getScenarioStats,
  getEvaluatorStats,
  getEvaluatorTrends,
  getBoard,
  getEvaluatorReport,
  compareEntries,
  planRuns,
  makeDecision,
  listDecisions,
  putManifest,
  getManifest,
  listSuites,
  getSuite,
  listKeys,
  getKeySelf,
  createKey,
  giveBatch,
  rotateKey,
  revokeKey,
  getHealth,
  getOpenApi,
  getSnapshot,
  getSnapshotPart,
  putSnapshotPart,
  freezeSnapshot,
  listFrozenSnapshots,
  getFrozenSnapshot,
  readBackup,
  restoreBackup,
  purgeRun,
  takeBackBatch,
  removeBatch,
};

/** The route table: every operation with its handler. */
export const ROUTES: readonly Route[] = OPERATION_LIST.map((operation) => ({
  operation,
  handle: HANDLERS[operation.id],
}));
