import * as z from "zod";
import { unknownFields } from "../names/text.ts";
import { jsonCursor } from "./page.ts";

/**
 * What a backup consists of, in the order in which it is read and restored: decisions before the runs they are about, and batches after the
 * runs that name them, so that none is missing where runs come in meanwhile.
 */
export const BACKUP_KINDS = ["decision", "manifest", "run", "batch", "key"] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];

/** The most lines of a page. */
export const MAX_BACKUP_LINES = 500;

/** About the most bytes of a page, so that a request can hold it when it is restored; a page has at least one line. */
export const MAX_BACKUP_BYTES = 1_000_000;

const ValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const RowSchema = z.record(z.string(), ValueSchema);

/** A line of a backup: a row of the database by its columns, private ones included, and what belongs to it. */
export const BackupLineSchema = z.strictObject({
  kind: z.enum(BACKUP_KINDS).describe("What it is of."),
  row: RowSchema.describe("The columns; of a key without the hash of its secret."),
  metadata: z.unknown().optional().describe("The metadata of a run, as JSON."),
  links: z.unknown().optional().describe("The links of a run, as JSON."),
  evaluations: z.array(RowSchema).optional().describe("The evaluations of a run."),
  correction: RowSchema.optional().describe("What the decisions about a run come to; absent: there are none."),
});
export type BackupLine = z.infer<typeof BackupLineSchema>;

/** Where a page of a backup begins. */
export interface BackupPosition {
  kind: BackupKind;
  /** The key of the last row before; absent: at the first row. */
  after?: (string | number)[] | undefined;
  /** The number of the last decision when the backup began: none may come while it is read. */
  decisions: number;
}

/** The text that stands for a position, in X-Next-Cursor. */
export const backupCursorOf = ({ kind, after = [], decisions }: BackupPosition): string =>
  JSON.stringify([kind, decisions, ...after]);

const PositionSchema = z
  .tuple([z.enum(BACKUP_KINDS), z.int().min(0)], z.union([z.string(), z.number()]))
  .transform(
    ([kind, decisions, ...after]): BackupPosition => ({ kind, decisions, after: after.length > 0 ? after : undefined }),
  );

/** The query of GET /api/backup. */
export const BackupQuerySchema = z.strictObject(
  {
    cursor: jsonCursor(PositionSchema).optional().describe("Where the page begins: X-Next-Cursor of the page before."),
  },
  unknownFields("see the API's documentation for what this takes"),
);

/** The answer of POST /api/backup. */
export const RestoredSchema = z.strictObject({
  restored: z.int().min(0).describe("Lines that went in."),
  present: z.int().min(0).describe("Lines of which there is one of the same name already: nothing was changed."),
});
export type Restored = z.infer<typeof RestoredSchema>;
