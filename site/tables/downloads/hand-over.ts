import type { DownloadFile } from "./catalog.ts";

const KEY = Symbol.for("ze-benchmarks downloads");

type Files = () => Iterable<DownloadFile>;

/**
 * Hands the downloads over from the pages, which Astro bundles, to the integration, which it does not: what the pages have computed for
 * themselves is then not computed again for the files.
 */
export const handOver = (files: Files): void => {
  Object.assign(globalThis, { [KEY]: files });
};

/** What the pages handed over; throws if they were not built in this process. */
export const takeOver = (): Files => {
  const files = (globalThis as { [KEY]?: Files })[KEY];
  if (!files) throw new Error("no page has handed over the downloads");
  return files;
};
