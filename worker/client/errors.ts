import * as z from "zod";
import { formatIssue, type Issue, ProblemSchema } from "#contract/service/problem.ts";

/** A problem document as far as it goes: a proxy between client and Worker may answer with something else. */
export const RefusalSchema = z.object(ProblemSchema.shape).partial();
export type Refusal = z.infer<typeof RefusalSchema>;

/** Whatever can go wrong between a client and a Worker. Catch this one to tell it from a defect. */
export class WorkerError extends Error {
  override name = "WorkerError";
  /** The request's URL. */
  readonly url: string;

  constructor(url: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.url = url;
  }
}

/** The Worker said no. */
export class RefusedError extends WorkerError {
  override name = "RefusedError";
  /** The HTTP status code. */
  readonly status: number;
  /** Each thing wrong, if the Worker told them apart. */
  readonly issues: readonly Issue[];

  constructor(url: string, status: number, problem: Refusal) {
    const issues = problem.issues ?? [];
    const detail = problem.detail || problem.error || problem.title || "no reason given";
    const untold = issues.map(formatIssue).filter((issue) => !detail.includes(issue));
    const more = untold.length > 0 ? ` (${untold.join("; ")})` : "";
    super(url, `${url} answered ${status}: ${detail}${more}`);
    this.status = status;
    this.issues = issues;
  }
}

/** Nothing answered, or the connection was lost, each time it was tried. */
export class UnreachableError extends WorkerError {
  override name = "UnreachableError";

  constructor(url: string, cause: unknown) {
    super(url, `no answer from ${url}: ${reasonOf(cause)}`, { cause });
  }
}

/** No whole answer came within the time allowed, each time it was tried. */
export class TimeoutError extends WorkerError {
  override name = "TimeoutError";

  constructor(url: string, timeoutMs: number) {
    super(url, `no answer from ${url} within ${timeoutMs} ms`);
  }
}

/** An answer came that breaks the contract: not this project's Worker, or another version of it. */
export class InvalidAnswerError extends WorkerError {
  override name = "InvalidAnswerError";

  constructor(url: string, what: string, options?: ErrorOptions) {
    super(url, `${url} gave an answer that breaks the contract: ${what}`, options);
  }
}

/** Node's fetch says only "fetch failed" and hides the reason, such as ECONNREFUSED, in a cause or in several. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return reasonOf(error.cause);
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.message || error.name;
};
