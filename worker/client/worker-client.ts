import * as z from "zod";
import { type Batch, type BatchSchema, type BatchSubmitted, BatchSubmittedSchema } from "#contract/batches/batch.ts";
import {
  type BatchAnalytics,
  BatchAnalyticsSchema,
  type BatchComparison,
  BatchComparisonSchema,
  type BatchDetails,
  BatchDetailsSchema,
  BatchListSchema,
  type BatchSummary,
} from "#contract/batches/batch-details.ts";
import type { BatchQuerySchema } from "#contract/batches/batch-query.ts";
import { type ComparisonAnswer, type ComparisonQuerySchema, ComparisonSchema } from "#contract/figures/comparison.ts";
import { type Plan, type PlanQuerySchema, PlanSchema } from "#contract/figures/plan.ts";
import {
  type AgentStats,
  AgentStatsSchema,
  type EvaluatorStats,
  EvaluatorStatsSchema,
  type EvaluatorTrends,
  EvaluatorTrendsSchema,
  type ModelStats,
  ModelStatsSchema,
  type ScenarioStats,
  ScenarioStatsSchema,
  type Stats,
  StatsSchema,
  type SuiteStats,
  SuiteStatsSchema,
} from "#contract/figures/stats.ts";
import type { AgentStatsQuerySchema, StatsQuerySchema, SuiteStatsQuerySchema } from "#contract/figures/stats-query.ts";
import { type BulkSubmitted, BulkSubmittedSchema } from "#contract/runs/bulk.ts";
import {
  type Decided,
  DecidedSchema,
  type Decision,
  DecisionListSchema,
  type DecisionQuerySchema,
  type DecisionRequestSchema,
} from "#contract/runs/decision.ts";
import type { ExportQuerySchema } from "#contract/runs/export.ts";
import {
  type Evaluation,
  EvaluationSchema,
  type PublicTelemetry,
  PublicTelemetrySchema,
  type Run,
  type RunDetails,
  RunDetailsSchema,
  RunListSchema,
  RunSchema,
  type RunSummary,
  type Submitted,
  SubmittedSchema,
} from "#contract/runs/run.ts";
import type { RunQuerySchema } from "#contract/runs/run-query.ts";
import { type Health, HealthSchema } from "#contract/service/health.ts";
import {
  type Key,
  type KeyIssued,
  KeyIssuedSchema,
  KeyListSchema,
  type KeyRequestSchema,
  KeySchema,
} from "#contract/service/key.ts";
import { type Snapshot, SnapshotSchema } from "#contract/snapshot/snapshot.ts";
import { bulkRequest, linesOf, pathTo, writeRequest } from "./request.ts";
import { type CallOptions, parsed, Transport, type WorkerClientOptions } from "./transport.ts";

export type { CallOptions, WorkerClientOptions } from "./transport.ts";

/** The parameters of a query, as its schema names them: texts and numbers as they are, moments as ISO 8601. */
export type QueryOf<S extends z.ZodType> = { [name in keyof z.input<S>]?: string | number | undefined };

/** What GET /api/runs filters by: names as they are, moments as ISO 8601, limit 1 to 200, cursor from the page before. */
export type RunsQuery = QueryOf<typeof RunQuerySchema>;

const OpenApiSchema = z.looseObject({ openapi: z.string() });

/**
 * Talks to a Worker from Node, workerd or a browser: a method for each endpoint, and every answer is parsed by the contract.
 *
 * Lost connections, timeouts, 429 and passing server errors are tried again with exponential backoff and full jitter, and
 * Retry-After is honoured; any other refusal is final. That is safe for writes too: a run that went in before its answer was lost is
 * a duplicate the second time. Every failure is a WorkerError: RefusedError, UnreachableError, TimeoutError or InvalidAnswerError.
 */
export class WorkerClient {
  readonly url: string;
  readonly #transport: Transport;

  constructor(options: WorkerClientOptions) {
    this.#transport = new Transport(options);
    this.url = this.#transport.url;
  }

  /** What the Worker says of itself, also while its database does not answer. Asked once: how long to wait is the caller's business. */
  async health({ signal }: Pick<CallOptions, "signal"> = {}): Promise<Health> {
    return this.#transport.askOnce(HealthSchema, { path: "/health" }, signal);
  }

  /** Submits one run with its evaluations and telemetry. RefusedError 409: the runId is there with other content. */
  async submitRun(run: z.input<typeof RunSchema>, options?: CallOptions): Promise<Submitted> {
    return this.#transport.ask(SubmittedSchema, writeRequest("/api/results", run), options);
  }

  /** Creates a batch or updates the fields that are stated. */
  async submitBatch(batch: z.input<typeof BatchSchema> | Batch, options?: CallOptions): Promise<BatchSubmitted> {
    return this.#transport.ask(BatchSubmittedSchema, writeRequest("/api/results/batch", batch), options);
  }

  /** Submits many runs: NDJSON, one run a line, within MAX_BULK_LINES and MAX_BULK_BYTES. */
  async submitBulk(lines: string | Uint8Array<ArrayBuffer>, options?: CallOptions): Promise<BulkSubmitted> {
    return this.#transport.ask(BulkSubmittedSchema, bulkRequest("/api/results/bulk", lines), options);
  }

  /** The current snapshot with its ETag, or undefined if it is still the one that `etag` names. */
  async snapshot(
    options: CallOptions & { etag?: string | undefined } = {},
  ): Promise<{ snapshot: Snapshot; etag: string | undefined } | undefined> {
    const headers = options.etag === undefined ? {} : { "if-none-match": options.etag };
    const answer = await this.#transport.answer({ path: "/api/snapshot", headers }, options);
    if (answer.status === 304) return undefined;
    return { snapshot: parsed(SnapshotSchema, answer), etag: answer.headers.get("etag") ?? undefined };
  }

  /** A page of runs, newest first, and the cursor of the next page if there is one. */
  async runs(
    query: RunsQuery = {},
    options?: CallOptions,
  ): Promise<{ runs: RunSummary[]; nextCursor: string | undefined }> {
    const path = pathTo`/api/runs${query}`;
    const { items, nextCursor } = await this.#transport.askPage(RunListSchema, { path }, options);
    return { runs: items, nextCursor };
  }

  /** One run with its evaluations and telemetry. RefusedError 404: there is none of this name. */
  async run(runId: string, options?: CallOptions): Promise<RunDetails> {
    return this.#transport.ask(RunDetailsSchema, { path: pathTo`/api/runs/${runId}` }, options);
  }

  /** A run's evaluations. RefusedError 404: there is no such run. */
  async evaluations(runId: string, options?: CallOptions): Promise<Evaluation[]> {
    return this.#transport.ask(z.array(EvaluationSchema), { path: pathTo`/api/runs/${runId}/evaluations` }, options);
  }

  /** What a run used; null: it reported nothing. RefusedError 404: there is no such run. */
  async telemetry(runId: string, options?: CallOptions): Promise<PublicTelemetry | null> {
    const schema = PublicTelemetrySchema.nullable();
    return this.#transport.ask(schema, { path: pathTo`/api/runs/${runId}/telemetry` }, options);
  }

  /**
   * Every run that passes the filters, as it was submitted but for what is private, streamed. An UnreachableError or TimeoutError on
   * the way means that more runs would have come: ask again with `after`, the runId of the last completed or failed run that came.
   */
  async *exportRuns(query: QueryOf<typeof ExportQuerySchema> = {}, options?: CallOptions): AsyncGenerator<Run> {
    const path = pathTo`/api/export/runs.ndjson${query}`;
    for await (const text of linesOf(this.#transport.stream({ path }, options))) {
      yield parsed(RunSchema, { url: this.url + path, text });
    }
  }

  /** The same runs as a table in CSV, in pieces of text as they come. */
  exportCsv(query: QueryOf<typeof ExportQuerySchema> = {}, options?: CallOptions): AsyncGenerator<string> {
    return this.#transport.stream({ path: pathTo`/api/export/runs.csv${query}` }, options);
  }

  /** A page of batches, each with what it claims and what its runs add up to, and the cursor of the next page if there is one. */
  async batches(
    query: QueryOf<typeof BatchQuerySchema> = {},
    options?: CallOptions,
  ): Promise<{ batches: BatchSummary[]; nextCursor: string | undefined }> {
    const path = pathTo`/api/batches${query}`;
    const { items, nextCursor } = await this.#transport.askPage(BatchListSchema, { path }, options);
    return { batches: items, nextCursor };
  }

  /** A batch with its newest runs. RefusedError 404: there is none of this name. */
  async batch(batchId: string, options?: CallOptions): Promise<BatchDetails> {
    return this.#transport.ask(BatchDetailsSchema, { path: pathTo`/api/batches/${batchId}` }, options);
  }

  /** A batch broken down by suite, entry and evaluator. RefusedError 404: there is no such batch. */
  async batchAnalytics(batchId: string, options?: CallOptions): Promise<BatchAnalytics> {
    return this.#transport.ask(BatchAnalyticsSchema, { path: pathTo`/api/batches/${batchId}/analytics` }, options);
  }

  /** Two to five batches side by side. RefusedError 404: one of them is not there. */
  async compareBatches(batchIds: readonly string[], options?: CallOptions): Promise<BatchComparison> {
    const ids = batchIds.map((id) => id.replace(/[%,]/g, encodeURIComponent)).join(",");
    return this.#transport.ask(BatchComparisonSchema, { path: pathTo`/api/batches/compare${{ ids }}` }, options);
  }

  /** The figures of everything, by time. */
  async stats(query: QueryOf<typeof StatsQuerySchema> = {}, options?: CallOptions): Promise<Stats> {
    return this.#transport.ask(StatsSchema, { path: pathTo`/api/stats${query}` }, options);
  }

  /** The figures of each agent, best success rate first. */
  async agentStats(query: QueryOf<typeof AgentStatsQuerySchema> = {}, options?: CallOptions): Promise<AgentStats> {
    return this.#transport.ask(AgentStatsSchema, { path: pathTo`/api/stats/agents${query}` }, options);
  }

  /** The figures of each model, best success rate first. */
  async modelStats(query: QueryOf<typeof AgentStatsQuerySchema> = {}, options?: CallOptions): Promise<ModelStats> {
    return this.#transport.ask(ModelStatsSchema, { path: pathTo`/api/stats/models${query}` }, options);
  }

  /** The figures of a suite and its scenarios. RefusedError 404: there is no such suite. */
  async suiteStats(
    suite: string,
    query: QueryOf<typeof SuiteStatsQuerySchema> = {},
    options?: CallOptions,
  ): Promise<SuiteStats> {
    return this.#transport.ask(SuiteStatsSchema, { path: pathTo`/api/stats/suites/${suite}${query}` }, options);
  }

  /** The figures of a scenario and its entries. RefusedError 404: there is no such scenario. */
  async scenarioStats(
    suite: string,
    scenario: string,
    query: QueryOf<typeof SuiteStatsQuerySchema> = {},
    options?: CallOptions,
  ): Promise<ScenarioStats> {
    const path = pathTo`/api/stats/scenarios/${suite}/${scenario}${query}`;
    return this.#transport.ask(ScenarioStatsSchema, { path }, options);
  }

  /** What each evaluator gave, by its name. */
  async evaluatorStats(options?: CallOptions): Promise<EvaluatorStats> {
    return this.#transport.ask(EvaluatorStatsSchema, { path: "/api/stats/evaluators" }, options);
  }

  /** What an evaluator gave, day by day. RefusedError 404: there is no such evaluator. */
  async evaluatorTrends(
    evaluatorName: string,
    query: QueryOf<typeof StatsQuerySchema> = {},
    options?: CallOptions,
  ): Promise<EvaluatorTrends> {
    const path = pathTo`/api/stats/evaluators/${evaluatorName}/trends${query}`;
    return this.#transport.ask(EvaluatorTrendsSchema, { path }, options);
  }

  /** Two entries, each as `agent~model~variant`, paired over the scenarios that both have run. */
  async compareEntries(query: QueryOf<typeof ComparisonQuerySchema>, options?: CallOptions): Promise<ComparisonAnswer> {
    return this.#transport.ask(ComparisonSchema, { path: pathTo`/api/compare${query}` }, options);
  }

  /** Which runs would most likely tell an entry from its neighbours. */
  async planRuns(query: QueryOf<typeof PlanQuerySchema>, options?: CallOptions): Promise<Plan> {
    return this.#transport.ask(PlanSchema, { path: pathTo`/api/plan${query}` }, options);
  }

  /** A page of decisions about runs, newest first, and the cursor of the next page if there is one. */
  async decisions(
    query: QueryOf<typeof DecisionQuerySchema> = {},
    options?: CallOptions,
  ): Promise<{ decisions: Decision[]; nextCursor: string | undefined }> {
    const path = pathTo`/api/decisions${query}`;
    const { items, nextCursor } = await this.#transport.askPage(DecisionListSchema, { path }, options);
    return { decisions: items, nextCursor };
  }

  /** Decides about a run, with an admin key. Asked once: a second try could decide twice. */
  async makeDecision(
    runId: string,
    decision: z.input<typeof DecisionRequestSchema>,
    options?: CallOptions,
  ): Promise<Decided> {
    const request = writeRequest(pathTo`/api/runs/${runId}/decisions`, decision);
    return this.#transport.ask(DecidedSchema, request, { retries: 0, ...options });
  }

  /** Every named key, newest first, without secrets. This and the calls for keys below need an admin key. */
  async keys(options?: CallOptions): Promise<Key[]> {
    return this.#transport.ask(KeyListSchema, { path: "/api/keys", authorized: true }, options);
  }

  /** Makes a named key and gives its token, which cannot be read again. Asked once: a second try could make a second key. */
  async createKey(key: z.input<typeof KeyRequestSchema>, options?: CallOptions): Promise<KeyIssued> {
    return this.#transport.ask(KeyIssuedSchema, writeRequest("/api/keys", key), { retries: 0, ...options });
  }

  /** Gives a key another secret; the old one stops at once. RefusedError 404: there is no such key, 409: it is not valid any more. */
  async rotateKey(id: string, options?: CallOptions): Promise<KeyIssued> {
    const path = pathTo`/api/keys/${id}/rotate`;
    return this.#transport.ask(KeyIssuedSchema, { path, method: "POST", authorized: true }, options);
  }

  /** Revokes a key for good. RefusedError 404: there is no such key. */
  async revokeKey(id: string, options?: CallOptions): Promise<Key> {
    return this.#transport.ask(
      KeySchema,
      { path: pathTo`/api/keys/${id}`, method: "DELETE", authorized: true },
      options,
    );
  }

  /** The API's description of itself: OpenAPI 3.1. */
  async openApi(options?: CallOptions): Promise<z.infer<typeof OpenApiSchema>> {
    return this.#transport.ask(OpenApiSchema, { path: "/api/openapi.json" }, options);
  }
}
