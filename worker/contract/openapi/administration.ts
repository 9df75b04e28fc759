import {
  DecidedSchema,
  DecisionListSchema,
  DecisionQuerySchema,
  DecisionRequestSchema,
} from "#contract/runs/decision.ts";
import { KeyIssuedSchema, KeyListSchema, KeyRequestSchema, KeySchema } from "#contract/service/key.ts";
import type { Operation } from "./operation.ts";
import { runName } from "./runs.ts";

const keyName = { id: { description: "The key's id.", example: "id" } };

/** Decisions about runs, which everybody can read, and keys, which only admins can. */
export const administration: Operation[] = [
  {
    method: "POST",
    path: "/api/runs/:runId/decisions",
    id: "makeDecision",
    tag: "Decisions",
    summary: "Decide about a run",
    description:
      "A wrong run is not edited: a decision says, for everybody to read, what counts instead and why. Only runs that are completed or failed can be decided about. What was submitted stays readable.",
    names: runName,
    key: "admin",
    body: {
      description: "The decision.",
      schema: DecisionRequestSchema,
      type: "application/json",
      example: { kind: "re-price", reason: "The provider corrected its bill.", costUsd: 0.05 },
    },
    answers: { 201: { description: "The decision stands.", schema: DecidedSchema } },
    problems: [400, 404, 408, 409, 413, 415, 422],
  },
  {
    method: "GET",
    path: "/api/decisions",
    id: "listDecisions",
    tag: "Decisions",
    summary: "List decisions, newest first",
    query: DecisionQuerySchema,
    queryExample: { limit: "10" },
    answers: {
      200: { description: "A page of decisions.", schema: DecisionListSchema, headers: ["Link", "X-Next-Cursor"] },
    },
    problems: [400],
  },
  {
    method: "GET",
    path: "/api/keys",
    id: "listKeys",
    tag: "Keys",
    summary: "List the named keys",
    key: "admin",
    answers: { 200: { description: "The keys, without their secrets.", schema: KeyListSchema } },
    problems: [],
  },
  {
    method: "POST",
    path: "/api/keys",
    id: "createKey",
    tag: "Keys",
    summary: "Make a key",
    key: "admin",
    body: {
      description: "What the key is called and may do.",
      schema: KeyRequestSchema,
      type: "application/json",
      example: { name: "nightly harness", scope: "submit", suites: ["example-suite"] },
    },
    answers: { 201: { description: "The key, with its token, which is told this once.", schema: KeyIssuedSchema } },
    problems: [400, 408, 413, 415, 422],
  },
  {
    method: "POST",
    path: "/api/keys/:id/rotate",
    id: "rotateKey",
    tag: "Keys",
    summary: "Give a key a new secret",
    description: "The old secret is not valid any more from then on.",
    names: keyName,
    key: "admin",
    answers: { 200: { description: "The key, with its new token.", schema: KeyIssuedSchema } },
    problems: [400, 404, 409],
  },
  {
    method: "DELETE",
    path: "/api/keys/:id",
    id: "revokeKey",
    tag: "Keys",
    summary: "Revoke a key",
    names: keyName,
    key: "admin",
    answers: { 200: { description: "The key, revoked.", schema: KeySchema } },
    problems: [400, 404],
  },
];
