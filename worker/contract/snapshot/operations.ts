import { operations } from "../service/operation.ts";
import { SnapshotSchema } from "./snapshot.ts";

/** The aggregate of everything. */
export const snapshotOperations = operations({
  getSnapshot: {
    method: "GET",
    path: "/api/snapshot",
    tag: "Service",
    summary: "Read the aggregate of everything",
    description:
      "What the site is built from: counts and sums a cell, and a batch beside what is claimed of it. With If-None-Match a client that has it is told so.",
    answers: {
      200: { description: "The snapshot; ETag is its id.", schema: SnapshotSchema, headers: ["ETag"] },
      304: { description: "The client has it.", headers: ["ETag"] },
    },
  },
});
