import {
  formatIssue,
  type Issue,
  PROBLEM_TITLES,
  type Problem,
  type ProblemStatus,
} from "#contract/service/problem.ts";

/** An error that speaks for itself: thrown anywhere, answered as a problem document (RFC 9457) by the one boundary. */
export class StatusError extends Error {
  readonly status: ProblemStatus;
  readonly issues: Issue[] | undefined;
  readonly headers: Record<string, string>;

  /** `detail` is for the person who sent the request: what is wrong, with the value, and what to do. */
  constructor(
    status: ProblemStatus,
    detail: string,
    extra: { issues?: Issue[]; headers?: Record<string, string> } = {},
  ) {
    super(detail);
    this.name = "StatusError";
    this.status = status;
    this.issues = extra.issues;
    this.headers = extra.headers ?? {};
  }
}

/** The error for a value that breaks the contract: 422 for a body, 400 for a query. */
export const invalidError = (what: string, issues: Issue[], status: 400 | 422 = 422): StatusError =>
  new StatusError(status, `${what} is not valid: ${issues.map(formatIssue).join("; ").slice(0, 1000)}`, { issues });

/**
 * The answer for an error. One that does not speak for itself is logged whole under the request's id, and only the id is told.
 */
export const problemResponse = (
  error: unknown,
  requestId: string,
  log: (message: string, cause: unknown) => void = console.error,
): Response => {
  let known: StatusError;
  let id: string | undefined;
  if (error instanceof StatusError) {
    known = error;
  } else {
    id = requestId;
    log(`internal error ${id}`, error);
    known = new StatusError(500, `something went wrong: the server's log has the details under ${id}`);
  }
  const problem: Problem = {
    type: "about:blank",
    title: PROBLEM_TITLES[known.status],
    status: known.status,
    detail: known.message,
    error: known.message,
    ...(known.issues && { issues: known.issues }),
    ...(id && { id }),
  };
  return new Response(JSON.stringify(problem), {
    status: known.status,
    headers: {
      ...known.headers,
      "content-type": "application/problem+json; charset=utf-8",
      "cache-control": "no-store",
    },
  });
};
