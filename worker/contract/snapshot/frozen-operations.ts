import { exampleIndex, examplePart, examplePartId } from "../openapi/example-snapshot.ts";
import { operations } from "../service/operation.ts";
import {
  FrozenQuerySchema,
  FrozenSnapshotListSchema,
  KeptPartSchema,
  KeptSnapshotSchema,
  MAX_INDEX_BYTES,
  MAX_PART_BYTES,
} from "./frozen.ts";
import { PartSchema } from "./parts.ts";
import { SnapshotIndexSchema } from "./snapshot.ts";

/** Snapshots that are kept for good, where the server has a bucket. */
export const frozenOperations = operations({
  putSnapshotPart: {
    method: "PUT",
    path: "/api/snapshots/parts/:id",
    tag: "Snapshots",
    summary: "Keep a part of a snapshot for good",
    description:
      "Under the SHA-256 of its bytes, which is checked. Snapshots that have the same part share it. It is read at /api/snapshot/parts/:id.",
    names: { id: { description: "The SHA-256 of the body.", example: examplePartId } },
    scope: "publish",
    body: {
      name: "part",
      description: `The part as the snapshot has it, at most ${MAX_PART_BYTES.toLocaleString("en")} bytes.`,
      type: "application/json",
      schema: PartSchema,
      maxBytes: MAX_PART_BYTES,
      example: examplePart,
      asSent: true,
    },
    answers: {
      201: { description: "The part is kept.", schema: KeptPartSchema },
      200: { description: "It was kept already.", schema: KeptPartSchema },
    },
    problems: [501],
  },
  freezeSnapshot: {
    method: "POST",
    path: "/api/snapshots",
    tag: "Snapshots",
    summary: "Keep a snapshot for good",
    description:
      "Takes its index, once all parts are kept: before that it is refused with 409, and the issues name parts that are missing, 100 at a time. What is kept never changes.",
    scope: "publish",
    body: {
      name: "index",
      description: `The index, with its id and no pending part, at most ${MAX_INDEX_BYTES.toLocaleString("en")} bytes.`,
      type: "application/json",
      schema: SnapshotIndexSchema,
      maxBytes: MAX_INDEX_BYTES,
      example: exampleIndex,
    },
    answers: {
      201: { description: "The snapshot is kept.", schema: KeptSnapshotSchema },
      200: { description: "It was kept already.", schema: KeptSnapshotSchema },
    },
    problems: [409, 501],
  },
  listFrozenSnapshots: {
    method: "GET",
    path: "/api/snapshots",
    tag: "Snapshots",
    summary: "List the snapshots that are kept for good",
    description: "The newest data first, in pages.",
    query: FrozenQuerySchema,
    queryExample: { limit: "10" },
    answers: {
      200: {
        description: "A page of snapshots.",
        schema: FrozenSnapshotListSchema,
        headers: ["Link", "X-Next-Cursor"],
      },
    },
    problems: [501],
  },
  getFrozenSnapshot: {
    method: "GET",
    path: "/api/snapshots/:id",
    tag: "Snapshots",
    summary: "Read the index of a snapshot that is kept for good",
    description:
      "By its id, or the beginning of it that no other has, at least 8 digits. Its parts are at /api/snapshot/parts/:id.",
    names: { id: { description: "The id, or its beginning.", example: exampleIndex.id } },
    answers: { 200: { description: "The index; it never changes.", schema: SnapshotIndexSchema } },
    problems: [404, 501],
  },
});
