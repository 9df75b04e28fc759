import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import * as z from "zod";
import { inProject, PROJECT } from "../command/project.ts";
import { codeOf } from "../command/thrown.ts";

/** What the site in dist/ was built from: the snapshot's id, and the digest of the sources. */
const SiteStampSchema = z.object({ snapshot: z.string().optional(), sources: z.string() });
export type SiteStamp = z.infer<typeof SiteStampSchema>;

const SnapshotSchema = z.object({ id: z.string() });

const FILE = inProject(".cache", "site-build.json");

/** What a build reads, besides the snapshot. */
const SOURCES = [
  "site",
  "worker/contract",
  "worker/words",
  "worker/statistics",
  "worker/client",
  "astro.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/** The stamp of the last build; undefined if there is none or its pages are gone. */
export const readSiteStamp = async (): Promise<SiteStamp | undefined> => {
  if (!existsSync(inProject("dist", "index.html"))) return undefined;
  try {
    return SiteStampSchema.parse(JSON.parse(await readFile(FILE, "utf8")));
  } catch {
    return undefined;
  }
};

/** Takes the stamp away before dist/ changes, so that a broken or another build never passes for the stamped one. */
export const forgetSite = (): Promise<void> => rm(FILE, { force: true });

/** The id of the snapshot that the site in dist/ shows. */
export const builtSnapshot = async (): Promise<string> =>
  SnapshotSchema.parse(JSON.parse(await readFile(inProject("dist", "data", "snapshot.json"), "utf8"))).id;

/** Notes what the site was built from. */
export const writeSiteStamp = async (stamp: SiteStamp): Promise<void> => {
  await mkdir(dirname(FILE), { recursive: true });
  await writeFile(FILE, JSON.stringify(stamp));
};

/** A digest of the files that a build reads and of the variables that it heeds. */
export const digestOfSources = async (env: NodeJS.ProcessEnv = process.env): Promise<string> => {
  const hash = createHash("sha256");
  for (const [name, value] of Object.entries(env).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (name.startsWith("PUBLIC_")) hash.update(`${name}=${value}\0`);
  }
  for (const file of (await Promise.all(SOURCES.map((source) => filesIn(inProject(source))))).flat()) {
    hash.update(`${relative(PROJECT, file)}\0`).update(await readFile(file));
  }
  return hash.digest("hex");
};

const filesIn = async (path: string): Promise<string[]> => {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    if (codeOf(error) === "ENOTDIR") return [path];
    throw error;
  }
};
