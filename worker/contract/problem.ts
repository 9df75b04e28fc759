import * as z from "zod";

/** One thing wrong with a request. */
export const IssueSchema = z.strictObject({
  path: z.array(z.union([z.string(), z.number()])).describe("Where in the body or query: field names and indexes."),
  message: z.string().describe("What is wrong there and what to do."),
});
export type Issue = z.infer<typeof IssueSchema>;

/** An error, as RFC 9457 puts it, with the one-line `error` that older clients read. */
export const ProblemSchema = z.strictObject({
  type: z.literal("about:blank").describe("The title says it all: the meaning is the status code's."),
  title: z.string().describe("The name of the status."),
  status: z.int().describe("The HTTP status code."),
  detail: z.string().describe("What happened, for a person."),
  error: z.string().describe("The same in one line, for older clients."),
  issues: z.array(IssueSchema).optional().describe("Each thing wrong, when there are several or they have a place."),
  id: z.string().optional().describe("Names the entry in the server's log; for status 500."),
});
export type Problem = z.infer<typeof ProblemSchema>;

/** The issues of a failed parse in words that name the value's place. */
export const issuesOf = (error: z.ZodError): Issue[] =>
  error.issues.map(({ path, message }) => ({
    path: path.map((part) => (typeof part === "symbol" ? String(part) : part)),
    message,
  }));

/** One line for an issue: `evaluations.0.score: must be …`. */
export const formatIssue = ({ path, message }: Issue): string =>
  path.length === 0 ? message : `${path.join(".")}: ${message}`;
