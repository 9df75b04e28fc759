import { MAX_BULK_BYTES } from "../runs/bulk.ts";
import { BackupLineSchema, BackupQuerySchema, RestoredSchema } from "./backup.ts";
import { operations } from "./operation.ts";

/** Everything there is, for whoever runs the server. */
export const backupOperations = operations({
  readBackup: {
    method: "GET",
    path: "/api/backup",
    tag: "Backup",
    summary: "Read everything there is",
    description:
      "Runs, batches, manifests, decisions and keys, row by row, in pages: the headers Link and X-Next-Cursor lead to the next one. What is private is in it, but for the secrets of keys, of which not even the hashes are. Ends in 409 where a decision was made while it was read: then begin again.",
    query: BackupQuerySchema,
    scope: "admin",
    answers: {
      200: {
        description: "A row a line; the schema is that of a line.",
        schema: BackupLineSchema,
        type: "application/x-ndjson",
        headers: ["Content-Disposition", "Link", "X-Next-Cursor"],
      },
    },
    problems: [409],
  },
  restoreBackup: {
    method: "POST",
    path: "/api/backup",
    tag: "Backup",
    summary: "Restore a backup",
    description:
      "Takes the lines of a backup in their order, some in each request, and leaves rows that are here as they are, so that sending lines again is safe. Restored into an empty database, they give the same snapshot. Keys come back without their secrets: rotate those that are still needed.",
    scope: "admin",
    body: {
      name: "lines",
      description: "A row a line; the schema is that of a line.",
      type: "application/x-ndjson",
      schema: BackupLineSchema,
      maxBytes: MAX_BULK_BYTES,
      example: [
        {
          kind: "key",
          row: {
            id: "0123456789ab",
            name: "nightly harness",
            scope: "submit",
            suites: '["example-suite"]',
            createdAt: 1785621600000,
            expiresAt: null,
            revokedAt: null,
            lastUsedAt: null,
          },
        },
      ],
    },
    answers: { 200: { description: "These lines are in.", schema: RestoredSchema } },
  },
});
