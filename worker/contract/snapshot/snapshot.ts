import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import * as z from "zod";
import { EntrySchema } from "../names/entry.ts";
import { BatchColumnsSchema, brokenBatchColumn } from "./batches.ts";
import { CELL_MEASURES, type CellMeasure, ColumnSchema, measureColumns } from "./measures.ts";

/** The version of the snapshot's format; a reader refuses any other. */
export const SNAPSHOT_FORMAT = 2;

/** Scores and money are summed as whole billionths, so that the same runs give the same sums in whatever order they came. */
export const BILLION = 1e9;

/** The three columns that name a cell: positions in the suite's lists. */
export const CELL_KEYS = ["scenario", "tier", "entry"] as const;

/** The cells of a suite, a column each: the n-th value of every column belongs to the n-th cell. */
export const CellColumnsSchema = z.strictObject({
  scenario: ColumnSchema.describe("Position in the suite's scenarios."),
  tier: ColumnSchema.describe("Position in the suite's tiers."),
  entry: ColumnSchema.describe("Position in the suite's entries."),
  ...measureColumns(CELL_MEASURES, "cell"),
});
export type CellColumns = z.infer<typeof CellColumnsSchema>;

/** One version of one suite. Lists are in the order of first appearance in the cells, which are sorted by their names. */
export const SnapshotSuiteSchema = z.strictObject({
  suite: z.string().describe("The suite's name."),
  suiteVersion: z.string().optional().describe("Its version, if the runs state one."),
  scenarios: z.array(z.string()).describe("The scenarios that cells refer to."),
  tiers: z.array(z.string()).describe("The tiers that cells refer to."),
  entries: z.array(EntrySchema).describe("The entries that cells refer to."),
  cells: CellColumnsSchema.describe("What was counted and summed, a column each."),
});
export type SnapshotSuite = z.infer<typeof SnapshotSuiteSchema>;

/** The aggregate of everything at one moment: the answer of GET /api/snapshot. */
export const SnapshotSchema = z
  .strictObject({
    formatVersion: z.literal(SNAPSHOT_FORMAT).describe("The version of this format."),
    id: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("SHA-256 of the content, in hexadecimal."),
    createdAt: z.iso.datetime().describe("When these data were first seen together; not part of the content."),
    runs: z.int().min(0).describe("How many runs it covers, of all outcomes."),
    suites: z.array(SnapshotSuiteSchema).describe("Every version of every suite, sorted by name."),
    batches: BatchColumnsSchema.describe("Every batch, a column for each thing known of it, sorted by name."),
  })
  .superRefine((snapshot, context) => {
    snapshot.suites.forEach((suite, position) => {
      const issue = brokenColumn(suite);
      if (issue) context.addIssue({ code: "custom", path: ["suites", position, "cells"], message: issue });
    });
    const issue = brokenBatchColumn(snapshot.batches);
    if (issue) context.addIssue({ code: "custom", path: ["batches"], message: issue });
  });
export type Snapshot = z.infer<typeof SnapshotSchema>;

const brokenColumn = ({ cells, scenarios, tiers, entries }: SnapshotSuite): string | undefined => {
  const length = cells.scenario.length;
  for (const [name, column] of Object.entries(cells)) {
    if (column && column.length !== length) return `${name} has ${column.length} values, scenario has ${length}`;
  }
  const sizes = { scenario: scenarios.length, tier: tiers.length, entry: entries.length };
  for (const key of CELL_KEYS) {
    const outside = cells[key].find((value) => value < 0 || value >= sizes[key]);
    if (outside !== undefined) return `${key} ${outside} is not one of ${sizes[key]}`;
  }
  return undefined;
};

/** One cell: positions in the suite's lists, and the measures, 0 where the snapshot has no column. */
export type Cell = Record<(typeof CELL_KEYS)[number] | CellMeasure, number>;

const CELL_FIELDS = [...CELL_KEYS, ...CELL_MEASURES];

/** A row of the columns, read where it lies: objects of their own would be many times as large, and slower to make. */
class CellView {
  private readonly columns: readonly (readonly number[])[];
  private readonly row: number;

  constructor(columns: readonly (readonly number[])[], row: number) {
    this.columns = columns;
    this.row = row;
  }

  static {
    CELL_FIELDS.forEach((name, field) => {
      Object.defineProperty(CellView.prototype, name, {
        enumerable: true,
        get(this: CellView) {
          return this.columns[field]?.[this.row] ?? 0;
        },
      });
    });
  }
}

/** The cells of a suite as objects, in the snapshot's order. Their fields cannot be set, nor spread into another object. */
export const cellsOf = ({ cells }: Pick<SnapshotSuite, "cells">): Cell[] => {
  const columns = CELL_FIELDS.map((name) => cells[name] ?? []);
  return cells.scenario.map((_, row) => new CellView(columns, row) as unknown as Cell);
};

/** What a snapshot's id is computed from. */
type Content = Pick<Snapshot, "formatVersion" | "runs" | "suites" | "batches">;

/**
 * The text whose SHA-256 is the snapshot's id: the document without `id` and `createdAt`, as compact JSON, keys in the order in
 * which the snapshot has them. Anybody can recompute it from the published file.
 */
export const canonicalContent = ({ formatVersion, runs, suites, batches }: Content): string =>
  JSON.stringify({ formatVersion, runs, suites, batches });

/** The snapshot's id, as it must be for its content: SHA-256 in hexadecimal. */
export const snapshotIdOf = (content: Content): string =>
  bytesToHex(sha256(new TextEncoder().encode(canonicalContent(content))));
