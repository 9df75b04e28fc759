import { EXAMPLE } from "../openapi/example-runs.ts";
import {
  BatchGivenSchema,
  KeyIssuedSchema,
  KeyListSchema,
  KeyQuerySchema,
  KeyRequestSchema,
  KeySchema,
  KeySelfSchema,
} from "./key.ts";
import { operations } from "./operation.ts";

const names = { id: { description: "The key's id.", example: "id" } };

/** Keys, which only admins can make and list. */
export const keyOperations = operations({
  listKeys: {
    method: "GET",
    path: "/api/keys",
    tag: "Keys",
    summary: "List the named keys",
    description:
      "Every named key, newest first, in pages, with what it may do and when it was last used. Secrets are not kept and cannot be listed.",
    query: KeyQuerySchema,
    queryExample: { limit: "10" },
    scope: "admin",
    answers: {
      200: {
        description: "A page of keys, without their secrets.",
        schema: KeyListSchema,
        headers: ["Link", "X-Next-Cursor"],
      },
    },
  },
  getKeySelf: {
    method: "GET",
    path: "/api/keys/self",
    tag: "Keys",
    summary: "Ask what a key may do",
    description:
      "What the key that is sent with the request may do, for a harness that wants to know before it starts.",
    scope: "any",
    answers: { 200: { description: "The key at hand.", schema: KeySelfSchema } },
  },
  createKey: {
    method: "POST",
    path: "/api/keys",
    tag: "Keys",
    summary: "Make a key",
    description: "The token is shown in this answer only: the server keeps nothing but a hash of its secret.",
    scope: "admin",
    body: {
      name: "key",
      description: "What the key is called and may do.",
      type: "application/json",
      schema: KeyRequestSchema,
      // A name and a hundred suites fit several times.
      maxBytes: 1024 * 1024,
      example: { name: "nightly harness", scope: "submit", suites: ["example-suite"] },
    },
    answers: { 201: { description: "The key, with its token, which is shown only now.", schema: KeyIssuedSchema } },
    once: true,
  },
  giveBatch: {
    method: "PUT",
    path: "/api/keys/:id/batches/:batchId",
    tag: "Keys",
    summary: "Hand a batch to a key",
    description:
      "A batch belongs to the key that first named it, and no other but an admin's may add to it or change what is claimed of it. Where that key has expired or is lost, an admin hands the batch to another.",
    names: { ...names, batchId: { description: "The batch's name.", example: EXAMPLE.batchId } },
    scope: "admin",
    answers: { 200: { description: "The batch belongs to the key now.", schema: BatchGivenSchema } },
    problems: [404, 409],
  },
  rotateKey: {
    method: "POST",
    path: "/api/keys/:id/rotate",
    tag: "Keys",
    summary: "Give a key a new secret",
    description: "The old secret stops working at once.",
    names,
    scope: "admin",
    answers: { 200: { description: "The key, with its new token.", schema: KeyIssuedSchema } },
    problems: [404, 409],
  },
  revokeKey: {
    method: "DELETE",
    path: "/api/keys/:id",
    tag: "Keys",
    summary: "Revoke a key",
    description:
      "The key is refused from then on, for good. It stays in the list, since runs and decisions refer to it.",
    names,
    scope: "admin",
    answers: { 200: { description: "The key, revoked.", schema: KeySchema } },
    problems: [404],
  },
});
