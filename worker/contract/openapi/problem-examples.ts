import { PROBLEM_TITLES, type Problem, type ProblemStatus } from "../service/problem.ts";

const DETAILS: Record<ProblemStatus, string> = {
  400: "the query is not valid: limit: must be a whole number from 1 on",
  401: "this needs a key: send the header `Authorization: Bearer <key>`",
  403: "the key is not valid here",
  404: "no run is called unknown",
  405: "DELETE is not possible at /api/runs, but HEAD, GET",
  408: "the body did not come in time: send it again, without a pause",
  409: "run unknown is here with other content: isSuccessful",
  413: "the body is over 1,048,576 bytes, the most this takes in one request",
  415: "content type text/html is not taken here: send application/json",
  422: "the run is not valid: suite: must not be empty; leave an optional field out instead",
  429: "too many requests: wait 60 seconds, and send many runs as lines of one request",
  500: "something went wrong here; the log has it under 4d0c4f5e-2a4c-4f0e-8f0e-0c9a3a0d7c11",
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
