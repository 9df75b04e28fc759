import { env } from "cloudflare:test";
import { exampleBodyOf, exampleUrlOf } from "#contract/openapi/example-request.ts";
import { OPERATION_LIST, OPERATIONS } from "#contract/operations.ts";
import type { Operation } from "#contract/service/operation.ts";
import { callWith, makeKey } from "./keys.ts";

/** Every operation of the API beside its name, as tests of all routes walk over them. */
export const EVERY_OPERATION = OPERATION_LIST.map((operation) => [operation.id, operation] as const);

/** The path and query of an operation's example, about a key of that id where it is about a key. */
export const examplePathOf = (operation: Operation, keyId: string): string =>
  exampleUrlOf(operation).replace("/keys/id", `/keys/${keyId}`);

/** The same path for a request that only asks what would become of it. */
export const dryPathOf = (path: string): string => `${path}${path.includes("?") ? "&" : "?"}dry=1`;

/** Sends an operation's example with a token, or without; another body where one is given. */
export const sendExample = async (
  operation: Operation,
  token: string | undefined,
  body: string | undefined = exampleBodyOf(operation),
): Promise<Response> => {
  const { key } = await makeKey({ name: "to rotate or revoke" });
  return callWith(token, operation.method, examplePathOf(operation, key.id), body, operation.body?.type);
};

/** Submits what the examples of all other operations ask for. */
export const submitExamples = async (token: string): Promise<void> => {
  for (const operation of [
    OPERATIONS.submitRun,
    OPERATIONS.submitBulk,
    OPERATIONS.submitBatch,
    OPERATIONS.putManifest,
    OPERATIONS.putSnapshotPart,
    OPERATIONS.freezeSnapshot,
  ]) {
    const response = await sendExample(operation, operation.scope === "publish" ? env.API_SECRET_KEY : token);
    if (!response.ok) throw new Error(`${operation.path} refused its example: ${await response.text()}`);
  }
};
