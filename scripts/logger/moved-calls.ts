/**
 * The calls of the original project's BenchmarkLogger that this one does not have, and what to call instead. A harness that was not changed for
 * that must hear of it at once, and not run on with nothing.
 */
export const MOVED_CALLS = {
  checkConnection: "await client.getHealth(), of a WorkerClient",
  markRunIncomplete: 'failRun({ error: reason, errorType: "timeout" }), which ends the run',
  getRuns: "await client.listRuns({ suite, scenario, agent, limit }), of a WorkerClient; the runs are its items",
  getRunHistory: "await client.listRuns({ suite, scenario, agent, limit }), of a WorkerClient; the runs are its items",
  getRunDetails: "await client.getRun({ runId }), of a WorkerClient",
  getDetailedRunStats: "await client.getRun({ runId }), of a WorkerClient",
  getModelPerformanceStats: "await client.getModelStats(), of a WorkerClient",
  getBatches: "await client.listBatches({ limit }), of a WorkerClient; the batches are its items",
  getBatchHistory: "await client.listBatches({ limit }), of a WorkerClient; the batches are its items",
  getAllBatches: "await client.listBatches({ limit }), of a WorkerClient; the batches are its items",
  getBatchDetails: "await client.getBatch({ batchId }), of a WorkerClient",
  getBatchSuccessfulRunsCount: "await client.getBatch({ batchId }), of a WorkerClient",
  getBatchScoreStats: "await client.getBatch({ batchId }), of a WorkerClient",
  getBatchAnalytics: "await client.getBatchAnalytics({ batchId }), of a WorkerClient",
  getFailureBreakdown: 'await client.listRuns({ batchId, status: "failed" }), of a WorkerClient',
  getBatchComparison: "await client.compareBatches({ ids: [batchId, other] }), of a WorkerClient",
  getStats: "await client.getStats(), of a WorkerClient",
  getSuiteStats: "await client.getSuiteStats({ suite }), of a WorkerClient",
  getScenarioStats: "await client.getScenarioStats({ suite, scenario }), of a WorkerClient",
  clearDatabase: "nothing: a database is cleared where it is, locally by removing .wrangler/state",
} as const;

/** A logger that throws, with what to do, at a call that is not here any more. */
export class LoggerWithMovedCalls {}

for (const [name, instead] of Object.entries(MOVED_CALLS)) {
  Object.defineProperty(LoggerWithMovedCalls.prototype, name, {
    value: () => {
      throw new Error(`BenchmarkLogger has no ${name}: call ${instead}`);
    },
  });
}
