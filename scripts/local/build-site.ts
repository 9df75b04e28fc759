import { rm } from "node:fs/promises";
import { runChild } from "../command/child-process.ts";
import { CliError } from "../command/cli-error.ts";
import { inProject } from "../command/project.ts";
import { youngGenerationFor } from "./build-memory.ts";
import { reasonIn, withoutClock } from "./build-reason.ts";
import { moveFolder, publishBuild } from "./publish-build.ts";
import { describeSiteSize, measureSite } from "./site-limits.ts";
import { forgetSite } from "./site-stamp.ts";

/** What a build of a large site can do without. */
export const LEAVABLE = ["scenario-downloads"] as const;
type Leavable = (typeof LEAVABLE)[number];

/** Where the pages of the local site are kept for the next build. */
export const KEPT_PAGES = inProject(".cache", "pages");

export interface BuildOptions {
  /** The Worker whose snapshot is published. Default: ZE_BENCHMARKS_WORKER_URL, else what the site's build defaults to. */
  url?: string | undefined;
  /** The folder of a snapshot to publish instead. */
  snapshot?: string | undefined;
  /** Take the snapshot that the last build kept. */
  offline?: boolean | undefined;
  /** Where the pages' live parts find the API. Default: PUBLIC_API_URL, else beside the pages. */
  apiUrl?: string | undefined;
  /** Where the site will be, for its links to itself. Default: PUBLIC_SITE_URL, else what Astro's configuration says. */
  siteUrl?: string | undefined;
  /** What to leave out; default: nothing. */
  without?: readonly Leavable[] | undefined;
  /** Where pages are kept for the next build, and taken from if their data have not changed. Default: nowhere. */
  kept?: string | undefined;
  /** Render all pages, whatever is kept. */
  full?: boolean | undefined;
  /** Where the pages go. Default: dist. */
  folder?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Where a build keeps the snapshot that it has fetched from a Worker. */
const KEPT_SNAPSHOT = inProject(".cache", "snapshot");

/** Has the bundler give back at once what it no longer needs, of which it would keep 90 MB until the build ends. */
const BUNDLER_MEMORY = { MIMALLOC_PURGE_DELAY: "0" };

/** The lines of Astro's output that say something of the whole: not the one that each page takes. */
const SHOWN = /\[(?:WARN|snapshot|kept)\]|page\(s\) built/;

/**
 * Builds the site beside its folder and then puts it in its place, so that after a failed build the pages of the last one are still
 * there. A Worker that serves the folder takes the new pages over by itself. CliError with Astro's own words if it fails.
 */
export const buildSite = async (
  { url, snapshot, offline, apiUrl, siteUrl, without, kept, full, folder = inProject("dist"), signal }: BuildOptions,
  print: (line: string) => void = console.log,
): Promise<void> => {
  if (kept !== undefined && full === true) await rm(kept, { recursive: true, force: true });
  const errors: string[] = [];
  // Within the project: for any other place Astro puts its chunks where every build at that moment puts them.
  const built = inProject(`dist.building-${process.pid}`);
  const youngGeneration = await youngGenerationFor(
    snapshot ?? (process.env["ZE_BENCHMARKS_SNAPSHOT"] || KEPT_SNAPSHOT),
  );
  const code = await runChild("node", ["site/build/build.ts", "build", "--outDir", built], {
    env: {
      NODE_ENV: process.env["NODE_ENV"] || "production",
      ASTRO_TELEMETRY_DISABLED: "1",
      FORCE_COLOR: "0",
      ...BUNDLER_MEMORY,
      NODE_OPTIONS: `${process.env["NODE_OPTIONS"] ?? ""} ${youngGeneration}`.trim(),
      ...(url === undefined ? {} : { ZE_BENCHMARKS_WORKER_URL: url }),
      ...(snapshot === undefined ? {} : { ZE_BENCHMARKS_SNAPSHOT: snapshot }),
      ...(apiUrl === undefined ? {} : { PUBLIC_API_URL: apiUrl }),
      ...(siteUrl === undefined ? {} : { PUBLIC_SITE_URL: siteUrl }),
      ...(offline === true ? { ZE_BENCHMARKS_OFFLINE: "1" } : {}),
      ZE_BENCHMARKS_KEPT_PAGES: kept,
      ...(without === undefined ? {} : { ZE_BENCHMARKS_WITHOUT: without.join(",") }),
    },
    onLine: (line, stream) => {
      if (stream === "stderr") errors.push(line);
      else if (SHOWN.test(line)) print(withoutClock(line));
    },
    signal,
  });
  if (code !== 0) {
    await rm(built, { recursive: true, force: true });
    throw new CliError(`the site was not built: ${reasonIn(errors)}`);
  }
  for (const line of describeSiteSize(measureSite(built))) print(line);
  if (folder === inProject("dist")) await forgetSite();
  const unfinished = `${folder}.unfinished-${process.pid}`;
  await moveFolder(built, unfinished);
  await publishBuild(unfinished, folder);
};
