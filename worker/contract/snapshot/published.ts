import * as z from "zod";
import { HashSchema } from "./hash.ts";

/** How many snapshots a published site keeps, the present one among them: their parts are shared, and what lies on no site is in a bucket. */
export const MOST_PUBLISHED = 20;

/** What a list says of a snapshot. */
export const ListedSnapshotSchema = z.strictObject({
  id: HashSchema.describe("Its id: the SHA-256 of its content."),
  createdAt: z.iso.datetime().describe("When its data were first seen together."),
  runs: z.int().min(0).describe("How many runs it covers, of all outcomes."),
  cells: z.int().min(0).describe("How many cells it has."),
  suites: z.int().min(0).describe("How many versions of suites it has."),
});
export type ListedSnapshot = z.infer<typeof ListedSnapshotSchema>;

/** A snapshot that was published. */
const PublishedSnapshotSchema = ListedSnapshotSchema.extend({
  publishedAt: z.iso.datetime().describe("When the site first showed it."),
  previous: HashSchema.optional().describe("The snapshot that the site showed before it; absent: none."),
});
export type PublishedSnapshot = z.infer<typeof PublishedSnapshotSchema>;

/** The snapshots that a site has published, the newest first: /snapshots/list.json of the site. */
export const PublishedListSchema = z.strictObject({
  snapshots: z.array(PublishedSnapshotSchema).max(MOST_PUBLISHED).describe("The snapshots, the newest first."),
});
export type PublishedList = z.infer<typeof PublishedListSchema>;

/** Where a site and a folder of snapshots keep what, each below its own root. */
export const PUBLISHED_FILES = {
  list: "snapshots/list.json",
  index: (id: string): string => `snapshots/${id}/snapshot.json`,
  changes: (id: string): string => `snapshots/${id}/changes.json`,
  /** The index of the snapshot that the site shows. */
  present: "data/snapshot.json",
  part: (id: string): string => `data/parts/${id}.json`,
};
