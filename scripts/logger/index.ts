// What a harness imports: `import { BenchmarkLogger, WorkerClient } from "ze-benchmarks/client"`.
export { InvalidAnswerError, RefusedError, TimeoutError, UnreachableError, WorkerError } from "#client/errors.ts";
export { type CallOptions, WorkerClient, type WorkerClientOptions } from "#client/worker-client.ts";
export { type BatchEnd, type BatchStart, BenchmarkLogger, type LoggerOptions } from "./benchmark-logger.ts";
export type { Delivery } from "./outbox.ts";
export type {
  RunEnd,
  RunFailure,
  RunStart,
  SubmittedEvaluation,
  SubmittedRun,
  SubmittedTelemetry,
} from "./run-forms.ts";
