import * as z from "zod";
import { MAX_NAME_LENGTH, unknownFields } from "../names/text.ts";
import { jsonCursor, LimitSchema } from "../service/page.ts";

const unknown = unknownFields("see the API's documentation for the parameters");

/** Where a page of batches begins: after the batch of that name, listed at that moment or with that score (null: without one). */
export interface BatchPosition {
  sortBy: "date" | "score";
  value: number | null;
  batchId: string;
}

/** The text that stands for a position in links and in X-Next-Cursor. */
export const batchCursorOf = ({ sortBy, value, batchId }: BatchPosition): string =>
  JSON.stringify([sortBy, value, batchId]);

const NameSchema = z.string().min(1);

const CursorSchema = jsonCursor(
  z
    .union([
      z.tuple([z.literal("date"), z.int(), NameSchema]),
      z.tuple([z.literal("score"), z.number().nullable(), NameSchema]),
    ])
    .transform(([sortBy, value, batchId]): BatchPosition => ({ sortBy, value, batchId })),
);

/** The query of GET /api/batches. */
export const BatchQuerySchema = z
  .strictObject(
    {
      status: z
        .enum(["completed", "running"])
        .optional()
        .describe("Batches that say they have ended, or those that do not."),
      sortBy: z
        .enum(["date", "score"])
        .default("date")
        .describe("Newest first, or by the recomputed share of counted runs that pass, best first."),
      limit: LimitSchema.describe("How many batches a page holds at most."),
      cursor: CursorSchema.optional().describe("Where the page begins: X-Next-Cursor of the page before."),
    },
    unknown,
  )
  .refine(({ cursor, sortBy }) => cursor === undefined || cursor.sortBy === sortBy, {
    path: ["cursor"],
    message: "must be the cursor of an answer with the same sortBy",
  });
export type BatchQuery = z.infer<typeof BatchQuerySchema>;

/** The most batches that may be compared with each other. */
export const MAX_COMPARED_BATCHES = 5;

/** The query of GET /api/batches/compare: comes out as a list. A comma within a name is percent-encoded once more. */
export const BatchCompareQuerySchema = z.strictObject(
  {
    ids: z
      .string({ error: "must name two to five batches: ids=a,b" })
      .transform((text, context): string[] => {
        try {
          return [...new Set(text.split(",").map((id) => (id.includes("%") ? decodeURIComponent(id) : id)))];
        } catch {
          context.addIssue({ code: "custom", message: "must be well percent-encoded where it holds a %" });
          return z.NEVER;
        }
      })
      .pipe(
        z
          .array(z.string().min(1, "must not hold an empty name").max(MAX_NAME_LENGTH))
          .min(2, "must name at least two different batches")
          .max(MAX_COMPARED_BATCHES, `must name at most ${MAX_COMPARED_BATCHES} batches`),
      )
      .describe("Two to five batches, separated by commas; a comma or % within a name is percent-encoded once more."),
  },
  unknown,
);
