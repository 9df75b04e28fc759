import * as z from "zod";
import { unknownFields } from "../names/text.ts";
import { LimitSchema, UNKNOWN_CURSOR } from "../service/page.ts";
import { HashSchema } from "./hash.ts";
import { ListedSnapshotSchema } from "./published.ts";

/** The most bytes of a part. The largest have 2,000 cells with every measure and what six evaluators of each gave two by two. */
export const MAX_PART_BYTES = 4 * 1024 * 1024;

/** The most bytes of an index, whose lists of parts are 100 KB at most. */
export const MAX_INDEX_BYTES = 4 * 1024 * 1024;

const success = z.literal(true).describe("It is kept.");
const duplicate = z.literal(true).optional().describe("It was kept already; nothing changed.");

/** The answer of PUT /api/snapshots/parts/:id. */
export const KeptPartSchema = z.strictObject({ success, id: HashSchema.describe("The part."), duplicate });

/** The answer of POST /api/snapshots. */
export const KeptSnapshotSchema = z.strictObject({ success, id: HashSchema.describe("The snapshot."), duplicate });

/** The answer of GET /api/snapshots: the newest data first. */
export const FrozenSnapshotListSchema = z.array(ListedSnapshotSchema);

/** The query of GET /api/snapshots. */
export const FrozenQuerySchema = z.strictObject(
  {
    limit: LimitSchema.describe("How many snapshots a page holds at most."),
    cursor: z
      .string()
      .regex(/^\d{16}-[0-9a-f]{64}$/, UNKNOWN_CURSOR)
      .optional()
      .describe("Where the page begins: X-Next-Cursor of the page before."),
  },
  unknownFields("see the API's documentation for the parameters"),
);
