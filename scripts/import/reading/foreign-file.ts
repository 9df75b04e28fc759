import type { Content } from "./open-content.ts";

/** A file of another harness, opened. */
export interface ForeignFile {
  /** Its name without folders and without the ending of its packing. */
  name: string;
  /** The names of the folders above it, nearest first. */
  folders: readonly string[];
  content: Content;
  /** Opens a file by its path from this one's folder; undefined where there is none. */
  openBeside: (path: string) => Promise<Content | undefined>;
  /** Says that a file, by its path from this one's folder, holds nothing that this one does not: it is not imported on its own. */
  takesIn: (path: string) => void;
  /** The names in this file's folder, or in one by its path from there; none where there is no such folder. */
  namesBeside: (path?: string) => Promise<string[]>;
}
