import * as z from "zod";

/** One thing wrong with a request. */
export const IssueSchema = z.strictObject({
  path: z.array(z.union([z.string(), z.number()])).describe("Where in the body or query: field names and indexes."),
  message: z.string().describe("What is wrong there and what to do."),
});
export type Issue = z.infer<typeof IssueSchema>;

/** The status codes that a problem can have, and their names. */
export const PROBLEM_TITLES = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  503: "Service Unavailable",
} as const;
export type ProblemStatus = keyof typeof PROBLEM_TITLES;

/** An error, as RFC 9457 puts it, with the one-line `error` that older clients read. */
export const ProblemSchema = z.strictObject({
  type: z.literal("about:blank").describe("The title says it all: the meaning is the status code's."),
  title: z.string().describe("The name of the status."),
  status: z.int().describe("The HTTP status code."),
  detail: z.string().describe("What happened, for a person."),
  error: z.string().describe("The same in one line, for older clients."),
  issues: z.array(IssueSchema).optional().describe("Each thing wrong, when there are several or they have a place."),
  id: z
    .string()
    .optional()
    .describe("For status 500: names the entry in the server's log, like the header X-Request-Id."),
});
export type Problem = z.infer<typeof ProblemSchema>;

/** The most issues that an answer lists, so that a broken megabyte does not come back as several. */
export const MAX_ISSUES = 100;

/** The issues of a failed parse in words that name the value's place; at most MAX_ISSUES of them. */
export const issuesOf = (error: z.ZodError): Issue[] =>
  error.issues.slice(0, MAX_ISSUES).map(({ path, message }) => ({
    path: path.map((part) => (typeof part === "symbol" ? String(part) : part)),
    message,
  }));

/** Where a value is: `evaluations[0].score`. */
const placeOf = (path: Issue["path"]): string =>
  path.map((part, position) => (typeof part === "number" ? `[${part}]` : position === 0 ? part : `.${part}`)).join("");

/** A message that says something of its value goes on with the value's name: "suite is missing". */
const PREDICATE = /^(?:is|must|has|does|names|needs) /;

/** One line for an issue: "suite is missing", "evaluations[0].score must be at most …", "telemetry: unknown field …". */
export const formatIssue = ({ path, message }: Issue): string =>
  path.length === 0 ? message : `${placeOf(path)}${PREDICATE.test(message) ? " " : ": "}${message}`;
