import type { PageGroup } from "./page-group.ts";
import type { Named } from "./snapshot-head.ts";

const KEY = Symbol.for("ze-benchmarks hand-over");

/** A file for download. */
export interface DownloadFile {
  /** Its address, which begins with a slash. */
  path: string;
  text: string;
}

/** What integrations take from the pages. */
interface HandedOver {
  /** The files beside the pages whose addresses are wanted. */
  downloads: (isWanted: (path: string) => boolean) => Iterable<DownloadFile>;
  /** The snapshot that they show. */
  snapshot: Named;
  /** Which pages follow from the same data. */
  groups: () => PageGroup[];
}

const all = globalThis as { [KEY]?: Partial<HandedOver> };

/**
 * Hands something over from the pages, which Astro bundles, to the integrations, which it does not: what the pages have computed for
 * themselves is then not computed again.
 */
export const handOver = <Name extends keyof HandedOver>(name: Name, value: HandedOver[Name]): void => {
  all[KEY] = { ...all[KEY], [name]: value };
};

/** What the pages handed over; throws if they were not built in this process. */
export const takeOver = <Name extends keyof HandedOver>(name: Name): HandedOver[Name] => {
  const value = all[KEY]?.[name];
  if (value === undefined) throw new Error(`no page has handed over the ${name}`);
  return value;
};
