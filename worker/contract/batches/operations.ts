import { EXAMPLE } from "../openapi/example-runs.ts";
import { MAX_RUN_BYTES } from "../runs/bulk.ts";
import { operations } from "../service/operation.ts";
import { BatchSchema, BatchSubmittedSchema } from "./batch.ts";
import { BatchAnalyticsSchema, BatchComparisonSchema, BatchDetailsSchema, BatchListSchema } from "./batch-details.ts";
import { BatchCompareQuerySchema, BatchQuerySchema } from "./batch-query.ts";
import {
  BatchDecidedSchema,
  BatchDecisionQuerySchema,
  BatchDecisionRequestSchema,
  BatchRemovalQuerySchema,
  BatchRemovedSchema,
  MAX_RUNS_A_STEP,
} from "./decision.ts";

const names = { batchId: { description: "The batch's name.", example: EXAMPLE.batchId } };

/** Batches: what is claimed of them, and what their runs add up to. */
export const batchOperations = operations({
  submitBatch: {
    method: "POST",
    path: "/api/results/batch",
    tag: "Submit",
    summary: "Create or update a batch",
    description:
      "Creates a batch, or updates those of its fields that are stated. Its totals are kept as claims beside what its runs add up to.",
    scope: "submit",
    body: {
      name: "batch",
      description: `The batch, at most ${MAX_RUN_BYTES.toLocaleString("en")} bytes.`,
      type: "application/json",
      schema: BatchSchema,
      maxBytes: MAX_RUN_BYTES,
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
  },
  listBatches: {
    method: "GET",
    path: "/api/batches",
    tag: "Batches",
    summary: "List batches, with what they claim and what their runs add up to",
    description:
      "In pages, newest first or by the share of runs that pass. Where the runs do not bear out what a batch claims, the difference is listed.",
    query: BatchQuerySchema,
    queryExample: { limit: "1" },
    answers: {
      200: { description: "A page of batches.", schema: BatchListSchema, headers: ["Link", "X-Next-Cursor"] },
    },
  },
  compareBatches: {
    method: "GET",
    path: "/api/batches/compare",
    tag: "Batches",
    summary: "Compare two to five batches",
    description:
      "Every scenario that any of the batches ran, with the figures of each batch there, in the order in which they were asked for.",
    query: BatchCompareQuerySchema,
    queryExample: { ids: `${EXAMPLE.batchId},${EXAMPLE.otherBatchId}` },
    answers: { 200: { description: "The batches and their scenarios.", schema: BatchComparisonSchema } },
    problems: [404, 422],
  },
  getBatch: {
    method: "GET",
    path: "/api/batches/:batchId",
    tag: "Batches",
    summary: "Read a batch with its newest runs",
    description:
      "What its harness claims of the batch, what its runs add up to, and the newest of them; the header Link leads to the others.",
    names,
    answers: { 200: { description: "The batch.", schema: BatchDetailsSchema, headers: ["Link"] } },
    problems: [404, 422],
  },
  getBatchAnalytics: {
    method: "GET",
    path: "/api/batches/:batchId/analytics",
    tag: "Batches",
    summary: "Break a batch down by suite, entry and evaluator",
    description:
      "The figures of a batch for each version of a suite and its scenarios, for each entry, and for each evaluator.",
    names,
    answers: { 200: { description: "The three breakdowns.", schema: BatchAnalyticsSchema } },
    problems: [404, 422],
  },
});

/** What takes batches back and away. */
export const batchDecisionOperations = operations({
  takeBackBatch: {
    method: "POST",
    path: "/api/batches/:batchId/decisions",
    tag: "Decisions",
    summary: "Take a batch back",
    description: `Excludes the runs of a batch, each by a public decision of its own. This takes the key that the batch belongs to, or an admin's. A request decides about at most ${MAX_RUNS_A_STEP} runs, newest first; the answer's \`next\` says where to go on. Only runs that are completed or failed are decided about, and those that come in later count.`,
    names,
    query: BatchDecisionQuerySchema,
    scope: "submit",
    body: {
      name: "decision",
      description: "The decision.",
      type: "application/json",
      schema: BatchDecisionRequestSchema,
      maxBytes: 64 * 1024,
      example: { kind: "exclude", reason: "The machine ran out of memory." },
    },
    answers: { 200: { description: "These runs no longer count in any figure.", schema: BatchDecidedSchema } },
    problems: [404],
  },
  removeBatch: {
    method: "DELETE",
    path: "/api/batches/:batchId",
    tag: "Decisions",
    summary: "Remove a batch and its runs",
    description: `For data that must not be kept at all. The first request leaves a public decision with the reason and the number of runs, and takes the batch from its owner; each removes at most ${MAX_RUNS_A_STEP} runs, and the last one the batch. Earlier decisions about its runs stay. Only an admin can send runs of a batch of that name again.`,
    names,
    query: BatchRemovalQuerySchema,
    queryExample: { reason: "Sent by mistake." },
    scope: "admin",
    answers: { 200: { description: "As many runs as one request can remove are gone.", schema: BatchRemovedSchema } },
    problems: [404],
  },
});
