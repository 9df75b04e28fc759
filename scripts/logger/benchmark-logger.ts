import { randomUUID } from "node:crypto";
import type * as z from "zod";
import { WorkerClient } from "#client/worker-client.ts";
import type { BatchSchema } from "#contract/batches/batch.ts";
import { DEFAULT_URL, keyFor } from "../command/local-worker.ts";
import { LoggerWithMovedCalls } from "./moved-calls.ts";
import { type Delivery, Outbox } from "./outbox.ts";
import {
  detailsOf,
  failureOf,
  finishRun,
  mergeFields,
  type RunEnd,
  type RunFailure,
  type RunStart,
  type RunState,
  type SubmittedEvaluation,
  type SubmittedTelemetry,
  statedFields,
} from "./run-forms.ts";
import { Spool, spoolFolder } from "./spool.ts";

export interface LoggerOptions {
  /** The Worker. Default: ZE_BENCHMARKS_WORKER_URL, else the one on this machine. */
  url?: string | undefined;
  /** Its key. Default: ZE_BENCHMARKS_API_KEY, else for a Worker on this machine the key of local development. */
  key?: string | undefined;
  /** The folder for what is not delivered. Default: ZE_BENCHMARKS_SPOOL, else .ze-benchmarks/spool below the working directory. */
  spool?: string | undefined;
  /** The most milliseconds that one try may take. Default: 15,000. */
  timeoutMs?: number;
  /** How often a request is tried again before the result is left in the spool. Default: 4. */
  retries?: number;
  /** After a failure, for how many milliseconds results go to the spool without a try. Default: 30,000. */
  pauseMs?: number;
  /** Ends all sending; results then stay in the spool. */
  signal?: AbortSignal | undefined;
  /** Gets what a person should know, a line each. Default: the standard error output. */
  notice?: (line: string) => void;
}

type SubmittedBatch = z.input<typeof BatchSchema>;
/** What is said of a batch when it starts. */
export type BatchStart = Partial<Pick<SubmittedBatch, "batchId" | "createdAt" | "metadata">>;
/** What a harness claims of a batch when it ends. */
export type BatchEnd = Omit<SubmittedBatch, "batchId">;

/** What to log about which run. */
type ForRun<T> = T & { /** Which run; the one that was started last if absent. */ runId?: string | undefined };

type Maybe<T> = T | null | undefined;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** The telemetry of any of the forms that logTelemetry takes, and the run that it names. */
const telemetryOf = (
  first: Maybe<number> | string | ForRun<SubmittedTelemetry>,
  second: Maybe<number> | SubmittedTelemetry,
  rest: SubmittedTelemetry,
): ForRun<SubmittedTelemetry> => {
  if (isObject(first)) return first;
  if (typeof first !== "string") return { toolCalls: first, ...(!isObject(second) && { tokensIn: second }), ...rest };
  if (isObject(second)) return { ...second, runId: first };
  throw new TypeError(`logTelemetry takes a run's name and an object, an object, or numbers: ${first}`);
};

/**
 * Logs benchmark runs and delivers them. A result is on the disk before the call that ends the run returns, whether that is awaited or not, and
 * leaves it when the Worker has it: what cannot be delivered waits for the next start or for `npm run flush`. Trouble on the way is never thrown;
 * a wrong call is, at once. Several runs may be under way: a call that names no run is about the one that was started last.
 */
export class BenchmarkLogger extends LoggerWithMovedCalls {
  static #instance: BenchmarkLogger | undefined;
  readonly #outbox: Outbox;
  readonly #notice: (line: string) => void;
  readonly #runs = new Map<string, RunState>();
  readonly #batches = new Map<string, SubmittedBatch>();
  #lastRunId: string | undefined;
  #lastBatchId: string | undefined;

  /** The process's logger. The first call makes it and begins to deliver what waits from before; options of later ones do nothing. */
  static getInstance(options?: LoggerOptions): BenchmarkLogger {
    BenchmarkLogger.#instance ??= new BenchmarkLogger(options);
    return BenchmarkLogger.#instance;
  }

  constructor(options: LoggerOptions = {}) {
    super();
    const url = options.url || process.env["ZE_BENCHMARKS_WORKER_URL"] || DEFAULT_URL;
    if (!URL.canParse(url)) throw new Error(`url must be a URL such as ${DEFAULT_URL}: ${url}`);
    const { timeoutMs = 15_000, retries = 4, pauseMs = 30_000, signal } = options;
    this.#notice = options.notice ?? ((line) => console.warn(`ze-benchmarks: ${line}`));
    const client = new WorkerClient({ url, key: options.key ?? keyFor(url), timeoutMs, retries });
    const spool = new Spool(spoolFolder(options.spool));
    this.#outbox = new Outbox({ client, spool, pauseMs, signal, notice: this.#notice });
    this.#outbox.start();
  }

  /** Starts a batch and gives its name. Runs that are started later and name no batch belong to it, until it is completed. */
  startBatch(batch?: string | BatchStart): string {
    const { batchId = randomUUID(), ...stated } = typeof batch === "string" ? { batchId: batch } : (batch ?? {});
    const started = statedFields({ createdAt: new Date().toISOString(), ...stated, batchId });
    void this.#outbox.post("batch", batchId, started);
    this.#batches.set(batchId, started);
    this.#lastBatchId = batchId;
    return batchId;
  }

  /** Completes a batch, the one that was started last if none is named, with what the harness claims of it. */
  completeBatch(batchId?: string, claims?: BatchEnd): Promise<Delivery>;
  completeBatch(batch: Partial<SubmittedBatch>): Promise<Delivery>;
  completeBatch(first?: string | Partial<SubmittedBatch>, claims: BatchEnd = {}): Promise<Delivery> {
    const { batchId = this.#lastBatchId, ...stated } = isObject(first) ? first : { batchId: first, ...claims };
    if (batchId === undefined) throw new Error("no batch was started: name one, or call startBatch() first");
    const started = this.#batches.get(batchId);
    const metadata = mergeFields(started?.metadata, stated.metadata);
    const completed = {
      completedAt: new Date().toISOString(),
      ...statedFields(stated),
      batchId,
      ...(metadata && { metadata }),
    };
    const delivery = this.#outbox.post("batch", batchId, { ...started, ...completed });
    this.#batches.delete(batchId);
    if (this.#lastBatchId === batchId) this.#lastBatchId = undefined;
    return delivery;
  }

  /** States fields of a batch, as the original's harness does: those that are stated take the place of earlier ones. */
  upsertBatch(batch: SubmittedBatch): Promise<Delivery> {
    const known = this.#batches.get(batch.batchId);
    return this.#outbox.post("batch", batch.batchId, { ...known, ...statedFields(batch) });
  }

  /** Changes the agent's name of a run that is under way, the one that was started last if none is named. */
  updateAgent(agent: string, runId?: string): void {
    this.#find(runId).agent = agent;
  }

  /** Starts a run and gives its name, by which later calls can say which run they are about. */
  startRun(
    suite: string,
    scenario: string,
    tier: string,
    agent: string,
    model?: Maybe<string>,
    batchId?: Maybe<string>,
  ): string;
  startRun(run: RunStart): string;
  startRun(
    first: string | RunStart,
    scenario = "",
    tier = "",
    agent = "",
    model?: Maybe<string>,
    batchId?: Maybe<string>,
  ): string {
    const run = isObject(first) ? first : { suite: first, scenario, tier, agent, model, batchId };
    const { telemetry, evaluations, runId = randomUUID(), ...fields } = statedFields(run);
    if (this.#runs.has(runId)) throw new Error(`run ${runId} has already been started`);
    this.#runs.set(runId, {
      startedAt: new Date().toISOString(),
      ...fields,
      batchId: fields.batchId ?? this.#lastBatchId,
      runId,
      evaluations: [...(evaluations ?? [])],
      ...(telemetry && { telemetry }),
    });
    this.#lastRunId = runId;
    return runId;
  }

  /** Notes an evaluator's score. Details that are no text are kept as JSON. */
  logEvaluation(evaluatorName: string, score: number, maxScore: number, details?: unknown): void;
  logEvaluation(runId: string, evaluation: SubmittedEvaluation): void;
  logEvaluation(evaluation: ForRun<SubmittedEvaluation>): void;
  logEvaluation(
    first: string | ForRun<SubmittedEvaluation>,
    second: number | SubmittedEvaluation = Number.NaN,
    maxScore = 1,
    details?: unknown,
  ): void {
    const { runId, ...evaluation }: ForRun<SubmittedEvaluation> = isObject(first)
      ? first
      : isObject(second)
        ? { ...second, runId: first }
        : { evaluatorName: first, score: second, maxScore, details: detailsOf(details) };
    this.#find(runId).evaluations.push(statedFields(evaluation));
  }

  /** Notes what the run used, as far as it is known; may be called several times, and later figures count. */
  logTelemetry(
    toolCalls?: Maybe<number>,
    tokensIn?: Maybe<number>,
    tokensOut?: Maybe<number>,
    costUsd?: Maybe<number>,
    durationMs?: Maybe<number>,
    workspaceDir?: Maybe<string>,
    promptSent?: Maybe<string>,
  ): void;
  logTelemetry(runId: string, telemetry: SubmittedTelemetry): void;
  logTelemetry(telemetry: ForRun<SubmittedTelemetry>): void;
  logTelemetry(
    first?: Maybe<number> | string | ForRun<SubmittedTelemetry>,
    second?: Maybe<number> | SubmittedTelemetry,
    tokensOut?: Maybe<number>,
    costUsd?: Maybe<number>,
    durationMs?: Maybe<number>,
    workspaceDir?: Maybe<string>,
    promptSent?: Maybe<string>,
  ): void {
    const rest = { tokensOut, costUsd, durationMs, workspaceDir, promptSent };
    const { runId, ...telemetry } = telemetryOf(first, second, rest);
    const run = this.#find(runId);
    run.telemetry = { ...run.telemetry, ...statedFields(telemetry) };
  }

  /**
   * Ends a run that came to its end, and delivers it. The promise tells what became of it and never rejects. The object form takes any field of
   * the contract; its evaluations, if it has them, take the place of the logged ones, its telemetry and metadata are added.
   */
  completeRun(
    totalScore?: Maybe<number>,
    weightedScore?: Maybe<number>,
    metadata?: Maybe<Record<string, unknown>>,
    isSuccessful?: Maybe<boolean>,
    successMetric?: Maybe<number>,
    packageManager?: Maybe<string>,
    testResults?: Maybe<string>,
  ): Promise<Delivery>;
  completeRun(end: RunEnd): Promise<Delivery>;
  completeRun(
    first?: Maybe<number> | RunEnd,
    weightedScore?: Maybe<number>,
    metadata?: Maybe<Record<string, unknown>>,
    isSuccessful?: Maybe<boolean>,
    successMetric?: Maybe<number>,
    packageManager?: Maybe<string>,
    testResults?: Maybe<string>,
  ): Promise<Delivery> {
    if (isObject(first)) return this.#end(first);
    // As the original has it: both go to the metadata, if they say something.
    const more = { ...(packageManager && { packageManager }), ...(testResults && { testResults }) };
    const all = mergeFields(metadata, Object.keys(more).length > 0 ? more : undefined);
    return this.#end({ totalScore: first, weightedScore, metadata: all, isSuccessful, successMetric });
  }

  /** Ends a run that did not come to its end, and delivers it. The error's message is public; an unknown type counts as "unknown". */
  failRun(error: unknown, errorType?: Maybe<string>): Promise<Delivery>;
  failRun(failure: RunFailure): Promise<Delivery>;
  failRun(first: unknown, errorType?: Maybe<string>): Promise<Delivery> {
    const isForm = isObject(first) && !(first instanceof Error) && "error" in first;
    return this.#end(failureOf(isForm ? (first as RunFailure) : { error: first, errorType }));
  }

  /**
   * Waits for what is being sent, tries once more to deliver what waits, and lets go of the process's logger. Gives how many results are
   * not delivered: they wait in the spool, or are lost, where that could not be written; `notice` gets which.
   */
  async close(): Promise<number> {
    if (BenchmarkLogger.#instance === this) BenchmarkLogger.#instance = undefined;
    if (this.#runs.size > 0) {
      this.#notice(
        `started and neither completed nor failed, so that nothing is kept: ${[...this.#runs.keys()].join(", ")}`,
      );
    }
    return await this.#outbox.close();
  }

  #end(end: RunEnd): Promise<Delivery> {
    const isForeign = end.runId !== undefined && !this.#runs.has(end.runId);
    // A run of another process can be ended here by its name, if everything is stated.
    const state = isForeign ? { runId: end.runId as string, evaluations: [] } : this.#find(end.runId);
    const delivery = this.#outbox.post("run", state.runId, finishRun(state, end, new Date()));
    this.#runs.delete(state.runId);
    return delivery;
  }

  #find(runId = this.#lastRunId): RunState {
    const run = runId === undefined ? undefined : this.#runs.get(runId);
    if (run) return run;
    throw new Error(
      runId === undefined
        ? "no run was started: call startRun() first"
        : `run ${runId} is not under way: start it, or name another`,
    );
  }
}
