import * as z from "zod";
import { EXAMPLE, exampleLines, exampleRun } from "../openapi/example-runs.ts";
import { operations } from "../service/operation.ts";
import { BulkSubmittedSchema, MAX_BULK_BYTES, MAX_BULK_LINES, MAX_RUN_BYTES } from "./bulk.ts";
import {
  DecidedSchema,
  DecisionListSchema,
  DecisionQuerySchema,
  DecisionRequestSchema,
  PurgeRequestSchema,
} from "./decision.ts";
import { ExportQuerySchema } from "./export.ts";
import {
  EvaluationSchema,
  PublicTelemetrySchema,
  RunDetailsSchema,
  RunListSchema,
  RunSchema,
  SubmittedSchema,
} from "./run.ts";
import { RunQuerySchema } from "./run-query.ts";

const names = { runId: { description: "The run's name.", example: EXAMPLE.runId } };

const bytes = (count: number) => `${count.toLocaleString("en")} bytes`;

/** What harnesses send about runs, and the runs as they are stored. */
export const runOperations = operations({
  submitRun: {
    method: "POST",
    path: "/api/results",
    tag: "Submit",
    summary: "Submit a run",
    description:
      "One run with its evaluations and telemetry. The same run again changes nothing; the same runId with different content is refused with 409, unless the stored state is running or incomplete, which is replaced.",
    scope: "submit",
    body: {
      name: "run",
      description: `The run, at most ${bytes(MAX_RUN_BYTES)}.`,
      type: "application/json",
      schema: RunSchema,
      maxBytes: MAX_RUN_BYTES,
      example: exampleRun,
    },
    answers: {
      201: { description: "The run went in.", schema: SubmittedSchema },
      200: { description: "It was already stored, or it replaced an earlier state.", schema: SubmittedSchema },
    },
    problems: [409],
  },
  submitBulk: {
    method: "POST",
    path: "/api/results/bulk",
    tag: "Submit",
    summary: "Submit many runs, one a line",
    description: `NDJSON of at most ${MAX_BULK_LINES.toLocaleString("en")} lines and ${bytes(MAX_BULK_BYTES)}. A bad line does not stop the good ones. Every line goes in wholly or not at all, also when the connection is cut, and sending the lines again is safe.`,
    scope: "submit",
    body: {
      name: "lines",
      description: "A run a line; the schema is that of a line.",
      type: "application/x-ndjson",
      schema: RunSchema,
      maxBytes: MAX_BULK_BYTES,
      example: exampleLines,
    },
    answers: { 200: { description: "What became of each line.", schema: BulkSubmittedSchema } },
  },
  listRuns: {
    method: "GET",
    path: "/api/runs",
    tag: "Runs",
    summary: "List runs, newest first",
    description:
      "In pages: the headers Link and X-Next-Cursor lead to the next one. With filters that no index serves, a page may hold fewer runs than its limit, even none, and still have a next one.",
    query: RunQuerySchema,
    queryExample: { suite: EXAMPLE.suite, limit: "1" },
    answers: { 200: { description: "A page of runs.", schema: RunListSchema, headers: ["Link", "X-Next-Cursor"] } },
  },
  getRun: {
    method: "GET",
    path: "/api/runs/:runId",
    tag: "Runs",
    summary: "Read a run",
    description:
      "The run as it was submitted, its evaluations and telemetry, what it counts as, and the decisions about it. The prompt and the workspace's folder are never public.",
    names,
    answers: { 200: { description: "The run with all that is public of it.", schema: RunDetailsSchema } },
    problems: [404],
  },
  getEvaluations: {
    method: "GET",
    path: "/api/runs/:runId/evaluations",
    tag: "Runs",
    summary: "Read a run's evaluations",
    description: "The scores that evaluators gave the run, in the order in which they were submitted.",
    names,
    answers: { 200: { description: "The evaluators' scores.", schema: z.array(EvaluationSchema) } },
    problems: [404],
  },
  getTelemetry: {
    method: "GET",
    path: "/api/runs/:runId/telemetry",
    tag: "Runs",
    summary: "Read what a run used",
    description:
      "What the run used: tool calls, tokens, money and time. A value that the run does not state is absent.",
    names,
    answers: { 200: { description: "null: it reported nothing.", schema: PublicTelemetrySchema.nullable() } },
    problems: [404],
  },
});

const EXPORT_NOTE =
  "In pages, newest first: the headers Link and X-Next-Cursor lead to the next one. A page holds fewer runs than its limit where they are large, or where no index serves the filters: even none, and still has a next one.";

/** The runs as files. */
export const exportOperations = operations({
  exportRunsAsNdjson: {
    method: "GET",
    path: "/api/export/runs.ndjson",
    tag: "Export",
    summary: "Export runs, a line of JSON each",
    description: `${EXPORT_NOTE} Every line is a run as POST /api/results/bulk takes it, as it was submitted, without what is private: importing all lines into an empty database gives the same snapshot, once the decisions are made and the batches' claims are submitted there as well.`,
    query: ExportQuerySchema,
    queryExample: { suite: EXAMPLE.suite },
    answers: {
      200: {
        description: "A run a line; the schema is that of a line.",
        schema: RunSchema,
        type: "application/x-ndjson",
        headers: ["Content-Disposition", "Link", "X-Next-Cursor"],
      },
    },
  },
  exportRunsAsCsv: {
    method: "GET",
    path: "/api/export/runs.csv",
    tag: "Export",
    summary: "Export runs as a table",
    description: `${EXPORT_NOTE} A row a run, as RFC 4180 has it. Evaluations and metadata are columns of JSON. A text that a spreadsheet would take for a formula has an apostrophe in front. The outcome is what the run counts as after the decisions; scores and costs are as submitted.`,
    query: ExportQuerySchema,
    queryExample: { suite: EXAMPLE.suite },
    answers: {
      200: {
        description: "The table, with a header row.",
        type: "text/csv",
        headers: ["Content-Disposition", "Link", "X-Next-Cursor"],
      },
    },
  },
});

/** Decisions about runs, which everybody can read. */
export const decisionOperations = operations({
  makeDecision: {
    method: "POST",
    path: "/api/runs/:runId/decisions",
    tag: "Decisions",
    summary: "Decide about a run",
    description:
      "A wrong run is not edited: a decision says, for everybody to read, what counts instead and why. Admins decide; the key that sent a run, or that its batch belongs to, may take it back: a decision of kind exclude, as public as any other. Only runs that are completed or failed can be decided about. What was submitted stays readable.",
    names,
    scope: "submit",
    body: {
      name: "decision",
      description: "The decision.",
      type: "application/json",
      schema: DecisionRequestSchema,
      maxBytes: 64 * 1024,
      example: { kind: "re-price", reason: "The provider corrected its bill.", costUsd: 0.05 },
    },
    answers: { 201: { description: "The decision stands.", schema: DecidedSchema } },
    problems: [404, 409],
    once: true,
  },
  listDecisions: {
    method: "GET",
    path: "/api/decisions",
    tag: "Decisions",
    summary: "List decisions, newest first",
    description:
      "Every correction of what a run counts as, every purge and every removal of a batch, with its reason. Decisions are only ever added, and stay when what they are about is gone.",
    query: DecisionQuerySchema,
    queryExample: { limit: "10" },
    answers: {
      200: { description: "A page of decisions.", schema: DecisionListSchema, headers: ["Link", "X-Next-Cursor"] },
    },
  },
});

/** What must not stay of a run. */
export const purgeOperations = operations({
  purgeRun: {
    method: "POST",
    path: "/api/runs/:runId/purge",
    tag: "Decisions",
    summary: "Empty a run of its texts",
    description:
      "For data that must not be kept, such as a key in an answer, a name or a prompt. Empties the run's metadata, links, prompt and workspace folder, and the details of its evaluations, for good. The run, its figures and the public decision stay, and the same run that is sent again is a duplicate.",
    names,
    scope: "admin",
    body: {
      name: "purge",
      description: "Why: the reason is public, and must not hold what is purged.",
      type: "application/json",
      schema: PurgeRequestSchema,
      maxBytes: 64 * 1024,
      example: { reason: "An answer held a name." },
    },
    answers: { 201: { description: "The run is purged.", schema: DecidedSchema } },
    problems: [404, 409],
    once: true,
  },
});
