import { OPERATION_LIST, type OperationId, type Operations } from "#contract/operations.ts";
import { callOperation } from "./call-operation.ts";
import type { Method } from "./method.ts";
import { Transport, type WorkerClientOptions } from "./transport.ts";

export type { Page } from "./method.ts";
export type { CallOptions, WorkerClientOptions } from "./transport.ts";

/** A method for each operation of the API, under the operation's id. */
type Methods = { readonly [Id in OperationId]: Method<Operations[Id]> };

/**
 * Talks to a Worker from Node, workerd or a browser: `client.getRun({ runId })`, `client.submitRun(run)`. There is a method for every operation
 * of the API, with the types of its schemas, and every answer is parsed by them.
 *
 * Lost connections, timeouts, 429 and passing server errors are tried again with exponential backoff and full jitter, and
 * Retry-After is honoured; any other refusal is final. That is safe for writes too: a run that went in before its answer was lost is
 * a duplicate the second time. What could be done twice, such as a decision, is asked once. Every failure is a WorkerError: RefusedError,
 * UnreachableError, TimeoutError or InvalidAnswerError.
 */
export type WorkerClient = Methods & {
  /** Where the Worker answers, without a slash at the end. */
  readonly url: string;
};

class DerivedClient {
  readonly url: string;

  constructor(options: WorkerClientOptions) {
    const transport = new Transport(options);
    this.url = transport.url;
    const methods = OPERATION_LIST.map((operation) => [
      operation.id,
      (...values: unknown[]) => callOperation(transport, operation, values),
    ]);
    Object.assign(this, Object.fromEntries(methods));
  }
}

/** Makes a client; see the type of the same name. */
export const WorkerClient = DerivedClient as new (options: WorkerClientOptions) => WorkerClient;
