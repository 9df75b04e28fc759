import type { PageGroup } from "./page-group.ts";
import type { Named } from "./snapshot-head.ts";

const KEY = Symbol.for("ze-benchmarks hand-over");

/** A file for download. */
export interface DownloadFile {
  /** Its address, which begins with a slash. */
  path: string;
  text: string;
}

/** What pages take from an earlier build, and leave to the next. */
export interface Kept {
  /** Looks which of these groups are kept. */
  open: (groups: readonly PageGroup[]) => void;
  /** Whether this build takes what has an address from an earlier one. */
  has: (address: string) => boolean;
  /** A fact of the group that has an address, as JSON; undefined: it is not known. */
  factOf: (address: string, name: string) => string | undefined;
  /** Keeps a fact, as JSON, with the pages of the group that has an address. */
  keepFact: (address: string, name: string, text: string) => void;
}

/** What the steps of a build take from the pages, and pages from these steps. */
interface HandedOver {
  /** The files beside the pages whose addresses are wanted. */
  downloads: (isWanted: (path: string) => boolean) => Iterable<DownloadFile>;
  /** The snapshot that they show. */
  snapshot: Named;
  /** What an earlier build has kept; handed over by none where all is rendered. */
  kept: Kept;
}

const all = globalThis as { [KEY]?: { [Name in keyof HandedOver]?: HandedOver[Name] | undefined } };

/**
 * Hands something over between the pages and the steps of a build, which Astro does not bundle together: what the one has computed is then not
 * computed again by the other. `undefined` takes back what was handed over.
 */
export const handOver = <Name extends keyof HandedOver>(name: Name, value: HandedOver[Name] | undefined): void => {
  all[KEY] = { ...all[KEY], [name]: value };
};

/** What was handed over; undefined: nobody has. */
export const handedOver = <Name extends keyof HandedOver>(name: Name): HandedOver[Name] | undefined => all[KEY]?.[name];

/** What the pages handed over; throws if they were not built in this process. */
export const takeOver = <Name extends keyof HandedOver>(name: Name): HandedOver[Name] => {
  const value = handedOver(name);
  if (value === undefined) throw new Error(`no page has handed over the ${name}`);
  return value;
};

/** Whether this build takes what has an address from an earlier one. */
export const isKept = (address: string): boolean => handedOver("kept")?.has(address) ?? false;
