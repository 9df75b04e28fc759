import * as z from "zod";
import { ExportQuerySchema } from "#contract/runs/export.ts";
import {
  EvaluationSchema,
  PublicTelemetrySchema,
  RunDetailsSchema,
  RunListSchema,
  RunSchema,
} from "#contract/runs/run.ts";
import { RunQuerySchema } from "#contract/runs/run-query.ts";
import { EXAMPLE } from "./example-runs.ts";
import type { Operation } from "./operation.ts";

export const runName = { runId: { description: "The run's name.", example: EXAMPLE.runId } };

const EXPORT_NOTE =
  "Streamed, in no particular order. If something fails on the way, the connection breaks off: a body that ends is whole. On a plan with few database queries a request, fetch parts with limit and go on with after.";

/** The runs as they are stored. */
export const runs: Operation[] = [
  {
    method: "GET",
    path: "/api/runs",
    id: "listRuns",
    tag: "Runs",
    summary: "List runs, newest first",
    description:
      "In pages: the headers Link and X-Next-Cursor lead to the next one. With filters that no index serves, a page may hold fewer runs than its limit, even none, and still have a next one.",
    query: RunQuerySchema,
    queryExample: { suite: EXAMPLE.suite, limit: "1" },
    answers: { 200: { description: "A page of runs.", schema: RunListSchema, headers: ["Link", "X-Next-Cursor"] } },
    problems: [400],
  },
  {
    method: "GET",
    path: "/api/runs/:runId",
    id: "getRun",
    tag: "Runs",
    summary: "Read a run",
    names: runName,
    answers: { 200: { description: "The run with all that is public of it.", schema: RunDetailsSchema } },
    problems: [400, 404],
  },
  {
    method: "GET",
    path: "/api/runs/:runId/evaluations",
    id: "getEvaluations",
    tag: "Runs",
    summary: "Read a run's evaluations",
    names: runName,
    answers: { 200: { description: "The evaluators' scores.", schema: z.array(EvaluationSchema) } },
    problems: [400, 404],
  },
  {
    method: "GET",
    path: "/api/runs/:runId/telemetry",
    id: "getTelemetry",
    tag: "Runs",
    summary: "Read what a run used",
    names: runName,
    answers: { 200: { description: "null: it reported nothing.", schema: PublicTelemetrySchema.nullable() } },
    problems: [400, 404],
  },
  {
    method: "GET",
    path: "/api/export/runs.ndjson",
    id: "exportRunsAsNdjson",
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
        headers: ["Content-Disposition"],
      },
    },
    problems: [400],
  },
  {
    method: "GET",
    path: "/api/export/runs.csv",
    id: "exportRunsAsCsv",
    tag: "Export",
    summary: "Export runs as a table",
    description: `${EXPORT_NOTE} A row a run, as RFC 4180 has it. Evaluations and metadata are columns of JSON. A text that a spreadsheet would take for a formula has an apostrophe in front. The outcome is what the run counts as after the decisions; scores and costs are as submitted.`,
    query: ExportQuerySchema,
    queryExample: { suite: EXAMPLE.suite },
    answers: {
      200: { description: "The table, with a head.", type: "text/csv", headers: ["Content-Disposition"] },
    },
    problems: [400],
  },
];
