import { PROBLEM_TITLES, type Problem, type ProblemStatus } from "../service/problem.ts";

const DETAILS: Record<ProblemStatus, string> = {
  400: "the query is not valid: limit must be a whole number of at least 1, in digits alone",
  401: "this needs a key: send the header `Authorization: Bearer <key>`",
  403: "the key is not valid here",
  404: "no run is called unknown",
  405: "DELETE is not allowed at /api/runs: use HEAD, GET",
  408: "the body did not arrive in time: send it again without pausing",
  409: "run unknown already exists with different content: isSuccessful",
  413: "the body is over 1,048,576 bytes, the most that one request may have",
  415: "content type text/html is not accepted here: send application/json",
  422: "the run is not valid: suite is missing",
  429: "too many requests: wait 60 seconds, and send many runs as lines of one request",
  500: "something went wrong: the server's log has the details under 4d0c4f5e-2a4c-4f0e-8f0e-0c9a3a0d7c11",
  501: "this server keeps no frozen snapshots, since it has no bucket: its site keeps the last 20 under /snapshots/",
  503: "writes are off: this server has no API_SECRET_KEY",
};

/** What a problem of a status might say. */
export const problemExample = (status: ProblemStatus): Problem => ({
  type: "about:blank",
  title: PROBLEM_TITLES[status],
  status,
  detail: DETAILS[status],
  error: DETAILS[status],
  ...(status === 500 && { id: "4d0c4f5e-2a4c-4f0e-8f0e-0c9a3a0d7c11" }),
});

/** One of each status, in their order. */
export const PROBLEM_EXAMPLES: readonly Problem[] = Object.keys(PROBLEM_TITLES).map((status) =>
  problemExample(Number(status) as ProblemStatus),
);
