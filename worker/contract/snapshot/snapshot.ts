import * as z from "zod";
import type { StatedManifest } from "../suites/manifest.ts";
import type { JoinedBatches } from "./batches.ts";
import type { JoinedSuite } from "./cells.ts";
import { HashSchema, hashOf } from "./hash.ts";

/** The version of the snapshot's format; a reader refuses any other. */
export const SNAPSHOT_FORMAT = 4;

const CountSchema = z.int().min(0);
const PartsSchema = z.array(HashSchema);

/** One version of one suite, and where its cells are. */
const IndexedSuiteSchema = z.strictObject({
  suite: z.string().describe("The suite's name."),
  suiteVersion: z.string().optional().describe("Its version, if the runs state one."),
  runs: CountSchema.describe("How many runs it covers, of all outcomes."),
  cells: CountSchema.describe("How many cells it has."),
  parts: PartsSchema.optional().describe("Its parts. Absent: there are so many that a list of their own names them."),
  list: HashSchema.optional().describe("The list of its parts, itself a part."),
  manifest: HashSchema.optional().describe("The part that holds its manifest, if it has one."),
});
export type IndexedSuite = z.infer<typeof IndexedSuiteSchema>;

/** The snapshot at one moment: the answer of GET /api/snapshot. What it covers is in its parts. */
export const SnapshotIndexSchema = z.strictObject({
  formatVersion: z.literal(SNAPSHOT_FORMAT).describe("The version of this format."),
  id: HashSchema.optional().describe(
    "SHA-256 of this document without id, createdAt and pending, in hexadecimal. Absent while a part is pending.",
  ),
  createdAt: z.iso
    .datetime()
    .optional()
    .describe("When these data were first seen together; not part of the content. Absent while a part is pending."),
  runs: CountSchema.describe("How many runs it covers, of all outcomes."),
  cells: CountSchema.describe("How many cells it has."),
  suites: z.array(IndexedSuiteSchema).describe("Every version of every suite, sorted by name."),
  batches: PartsSchema.describe("The parts that hold the batches."),
  pending: z
    .array(z.string())
    .optional()
    .describe(
      "Parts that have changed since they were last made, each by a name of its own that GET /api/snapshot/parts/:id takes, which makes it. Ask for this document again when all are made.",
    ),
});
export type SnapshotIndex = z.infer<typeof SnapshotIndexSchema>;

/** What a snapshot's id is computed from. */
export type SnapshotContent = Omit<SnapshotIndex, "id" | "createdAt" | "pending">;

/**
 * The text whose SHA-256 is the snapshot's id: the index without `id`, `createdAt` and `pending`, as compact JSON, keys in the order in
 * which it has them. Anybody can recompute it from the published file.
 */
const canonicalContent = ({ formatVersion, runs, cells, suites, batches }: SnapshotContent): string =>
  JSON.stringify({ formatVersion, runs, cells, suites, batches });

/** The snapshot's id, as it must be for its content: SHA-256 in hexadecimal. */
export const snapshotIdOf = (content: SnapshotContent): string => hashOf(canonicalContent(content));

/** A version of a suite: its cells, and its manifest if it has one. */
export interface SnapshotSuite extends JoinedSuite {
  stated?: StatedManifest;
}

/** A snapshot put together from its index and parts. */
export interface Snapshot {
  id: string;
  createdAt: string;
  runs: number;
  suites: SnapshotSuite[];
  batches: JoinedBatches[];
}
