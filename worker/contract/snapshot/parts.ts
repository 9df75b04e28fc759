import * as z from "zod";
import { StatedManifestSchema } from "../suites/manifest.ts";
import { BatchColumnsSchema, brokenBatchColumn } from "./batches.ts";
import { brokenColumn, suiteCellsFields } from "./cells.ts";
import { HashSchema } from "./hash.ts";

/**
 * The most cells, or batches, that a part holds. Things share a part if the first bits of the SHA-256 of their names are the same, as many
 * bits as it takes: an entry's name is its text (agent~model~variant), and an entry of more cells is split by the bits of its scenarios.
 */
export const MAX_PART_CELLS = 2_000;
export const MAX_PART_BATCHES = 500;

/** Cells of some entries of one version of one suite, by entry, scenario and tier. */
const CellPartSchema = z.strictObject({
  kind: z.literal("cells").describe("What it holds."),
  ...suiteCellsFields,
});
export type CellPart = z.infer<typeof CellPartSchema>;
/** A part of cells as it is sent. */
export type PackedCells = z.input<typeof CellPartSchema>;

/** Some batches. */
const BatchPartSchema = z.strictObject({
  kind: z.literal("batches").describe("What it holds."),
  batches: BatchColumnsSchema.describe("The batches, a column for each thing known of them, by name."),
});
/** A part of batches as it is sent. */
export type PackedBatches = z.input<typeof BatchPartSchema>;

/** The parts of a version of a suite, where the index names this list in their place. */
export const PartListSchema = z.strictObject({
  kind: z.literal("list").describe("What it holds."),
  parts: z.array(HashSchema).describe("The parts, each by the SHA-256 of its bytes."),
});
export type PartList = z.infer<typeof PartListSchema>;

/** The manifest of one version of one suite. */
const ManifestPartSchema = z.strictObject({
  kind: z.literal("manifest").describe("What it holds."),
  ...StatedManifestSchema.shape,
});
export type ManifestPart = z.infer<typeof ManifestPartSchema>;

/** The answer of GET /api/snapshot/parts/:id. A part is named by the SHA-256 of its bytes as sent, before any compression. */
export const PartSchema = z
  .discriminatedUnion("kind", [CellPartSchema, BatchPartSchema, ManifestPartSchema, PartListSchema])
  .superRefine(
    (part, context) => {
      const issue =
        part.kind === "cells" ? brokenColumn(part) : part.kind === "batches" && brokenBatchColumn(part.batches);
      if (issue) context.addIssue({ code: "custom", path: [part.kind], message: issue });
    },
    // A column with an issue of its own is still packed.
    { when: ({ issues }) => issues.length === 0 },
  );
export type Part = z.output<typeof PartSchema>;

/** A part as it is sent: its columns packed. */
export type PackedPart = z.input<typeof PartSchema>;
