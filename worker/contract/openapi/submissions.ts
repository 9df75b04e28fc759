import { BatchSchema, BatchSubmittedSchema } from "#contract/batches/batch.ts";
import { BulkSubmittedSchema, MAX_BULK_BYTES, MAX_BULK_LINES, MAX_RUN_BYTES } from "#contract/runs/bulk.ts";
import { RunSchema, SubmittedSchema } from "#contract/runs/run.ts";
import { EXAMPLE, exampleLines, exampleRun } from "./example-runs.ts";
import type { Operation } from "./operation.ts";

const bytes = (count: number) => `${count.toLocaleString("en")} bytes`;

/** What harnesses send. */
export const submissions: Operation[] = [
  {
    method: "POST",
    path: "/api/results",
    id: "submitRun",
    tag: "Submit",
    summary: "Submit a run",
    description:
      "One run with its evaluations and telemetry. The same run again changes nothing; the same runId with other content is refused with 409, unless the stored state is running or incomplete, which is replaced.",
    key: "submit",
    body: {
      description: `The run, at most ${bytes(MAX_RUN_BYTES)}.`,
      schema: RunSchema,
      type: "application/json",
      example: exampleRun,
    },
    answers: {
      201: { description: "The run went in.", schema: SubmittedSchema },
      200: { description: "It was here already, or replaced an earlier state.", schema: SubmittedSchema },
    },
    problems: [400, 408, 409, 413, 415, 422],
  },
  {
    method: "POST",
    path: "/api/results/batch",
    id: "submitBatch",
    tag: "Submit",
    summary: "Say what a batch is",
    description:
      "Creates a batch, or updates the fields that are stated. Its totals are kept as claims beside what its runs add up to.",
    key: "submit",
    body: {
      description: `The batch, at most ${bytes(MAX_RUN_BYTES)}.`,
      schema: BatchSchema,
      type: "application/json",
      example: {
        batchId: EXAMPLE.batchId,
        createdAt: 1785621600000,
        completedAt: "2026-08-01T22:10:00Z",
        totalRuns: 1,
        successfulRuns: 1,
        avgScore: 0.9,
      },
    },
    answers: { 200: { description: "The batch is as stated.", schema: BatchSubmittedSchema } },
    problems: [400, 408, 413, 415, 422],
  },
  {
    method: "POST",
    path: "/api/results/bulk",
    id: "submitBulk",
    tag: "Submit",
    summary: "Submit many runs, one a line",
    description: `NDJSON of at most ${MAX_BULK_LINES.toLocaleString("en")} lines and ${bytes(MAX_BULK_BYTES)}. A bad line does not stop the good ones. Every line goes in wholly or not at all, also when the connection is cut, and sending the lines again is safe.`,
    key: "submit",
    body: {
      description: "A run a line; the schema is that of a line.",
      schema: RunSchema,
      type: "application/x-ndjson",
      example: exampleLines,
    },
    answers: { 200: { description: "What became of each line.", schema: BulkSubmittedSchema } },
    problems: [400, 408, 413, 415],
  },
];
