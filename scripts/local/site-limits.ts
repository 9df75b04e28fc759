import { readdirSync, statSync } from "node:fs";
import { sep } from "node:path";
import { formatCount, formatShare } from "#words/numbers.ts";

/** What Cloudflare takes as static assets of a Worker: files a version by plan, and bytes a file. */
const MOST_FILES = { free: 20_000, paid: 100_000 } as const;
const MOST_BYTES = 25 * 1024 * 1024;

/** From this share of a limit on a build warns. */
const NEAR = 0.8;

/** What a built site is made of. */
export interface SiteSize {
  files: number;
  bytes: number;
  /** Its largest file, by its path in the folder. */
  largest: { path: string; bytes: number };
}

/** Counts the files of a folder and their bytes. Synchronously: waiting for each of thousands of files takes three times as long. */
export const measureSite = (folder: string): SiteSize => {
  const size: SiteSize = { files: 0, bytes: 0, largest: { path: "", bytes: 0 } };
  const measure = (under: string): void => {
    for (const entry of readdirSync(folder + sep + under, { withFileTypes: true })) {
      const path = under + entry.name;
      if (entry.isDirectory()) measure(path + sep);
      if (!entry.isFile()) continue;
      const { size: bytes } = statSync(folder + sep + path);
      size.files += 1;
      size.bytes += bytes;
      if (bytes > size.largest.bytes) size.largest = { path, bytes };
    }
  };
  measure("");
  return size;
};

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

const ADVICE = "npm run build -- --without scenario-downloads leaves out two files a scenario";

/** A site's size in a line, and a warning for each limit of the platform that it comes near to or is over. */
export const describeSiteSize = ({ files, bytes, largest }: SiteSize): string[] => {
  const lines = [`${formatCount(files)} files, ${megabytes(bytes)} in all, at most ${megabytes(largest.bytes)}`];
  for (const [plan, most] of Object.entries(MOST_FILES)) {
    if (files < NEAR * most) continue;
    lines.push(
      `warning: ${formatShare(files / most)} of the ${formatCount(most)} files that the ${plan} plan takes: ${ADVICE}`,
    );
  }
  if (largest.bytes >= NEAR * MOST_BYTES) {
    lines.push(
      `warning: ${largest.path} has ${megabytes(largest.bytes)}, and a file may have ${megabytes(MOST_BYTES)}: split its suite by versions`,
    );
  }
  return lines;
};
