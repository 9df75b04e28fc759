import * as z from "zod";
import { unknownFields } from "../names/text.ts";
import { operations } from "../service/operation.ts";
import { PartSchema } from "./parts.ts";
import { SnapshotIndexSchema } from "./snapshot.ts";

/** The query of GET /api/snapshot. */
const SnapshotQuerySchema = z.strictObject(
  {
    settle: z
      .literal("true", { error: "must be true" })
      .optional()
      .describe("Make a few pending parts at the moment of the index."),
  },
  unknownFields("see the API's documentation for the parameters"),
);

/** The aggregate of everything. */
export const snapshotOperations = operations({
  getSnapshot: {
    method: "GET",
    path: "/api/snapshot",
    tag: "Service",
    summary: "Read what the aggregate of everything consists of",
    description:
      "What the site is built from: an index of parts, which hold counts and sums for each cell, for each batch beside what is claimed of it, and the manifests of suites. Runs that come in leave the parts that they change pending: ask for each of those once, then for the index again, until none is. With `settle=true` a few pending parts are made at the moment of the index, and what it names is there for an hour, however fast runs come in. With If-None-Match, a client that already has it is answered 304.",
    query: SnapshotQuerySchema,
    answers: {
      200: { description: "The index; ETag is the snapshot's id.", schema: SnapshotIndexSchema, headers: ["ETag"] },
      304: { description: "The client already has it.", headers: ["ETag"] },
    },
  },
  getSnapshotPart: {
    method: "GET",
    path: "/api/snapshot/parts/:id",
    tag: "Service",
    summary: "Read a part of the snapshot",
    description:
      "By its id, the SHA-256 of its bytes: it never changes, and is there while the present snapshot has it, or a frozen one. By the name of a pending part: makes it.",
    names: { id: { description: "The part's id, or the name of a pending one.", example: "0-" } },
    answers: {
      200: { description: "The part; ETag is its id.", schema: PartSchema, headers: ["ETag"] },
      304: { description: "The client already has it.", headers: ["ETag"] },
      202: { description: "The pending part was split or joined: the index names others in its place." },
    },
    problems: [404],
  },
});
