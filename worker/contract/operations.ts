import { batchDecisionOperations, batchOperations } from "./batches/operations.ts";
import { entryOperations, statsOperations } from "./figures/operations.ts";
import { decisionOperations, exportOperations, purgeOperations, runOperations } from "./runs/operations.ts";
import { backupOperations } from "./service/backup-operations.ts";
import { keyOperations } from "./service/key-operations.ts";
import type { Operation } from "./service/operation.ts";
import { serviceOperations } from "./service/service-operations.ts";
import { frozenOperations } from "./snapshot/frozen-operations.ts";
import { snapshotOperations } from "./snapshot/operations.ts";
import { suiteOperations } from "./suites/operations.ts";

/**
 * All that the API can be asked, once: the route table, parsing, authorization, the OpenAPI document, the client and the tests of all
 * routes are made from it. Their examples follow on each other: what the first submit, the later read.
 */
export const OPERATIONS = {
  ...runOperations,
  ...exportOperations,
  ...batchOperations,
  ...statsOperations,
  ...entryOperations,
  ...decisionOperations,
  ...suiteOperations,
  ...keyOperations,
  ...serviceOperations,
  ...snapshotOperations,
  ...frozenOperations,
  ...backupOperations,
  ...purgeOperations,
  ...batchDecisionOperations,
};
export type Operations = typeof OPERATIONS;
export type OperationId = keyof Operations;

/** An operation with its id, whichever it is. */
export interface NamedOperation extends Operation {
  id: OperationId;
}

/** The operations in their order. */
export const OPERATION_LIST: readonly NamedOperation[] = Object.entries<Operation>(OPERATIONS).map(
  ([id, operation]) => ({ id: id as OperationId, ...operation }),
);
