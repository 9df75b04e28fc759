import { nearestName } from "#contract/names/nearest.ts";
import type { SearchItem } from "./find-items.ts";

/** What stands behind what was found. */
export const noteOf = ([kind, , , words]: SearchItem): string => (kind === "task" ? `task of ${words}` : kind);

const nothingFor = (query: string, all: readonly SearchItem[]): string => {
  const nearest = nearestName(query, new Set(all.map(([, title]) => title)));
  return `Nothing is called “${query}”${nearest === undefined ? "." : `. Did you mean ${nearest}?`}`;
};

/** What is said of a search: how much was found of all that there is, which is undefined where it could not be read. */
export const describeFound = (query: string, found: number, all: readonly SearchItem[] | undefined): string => {
  if (!all) return "The list of names could not be read. Keep typing to try again.";
  if (found === 0) return nothingFor(query, all);
  return found === 1 ? "One found." : `${found.toLocaleString("en")} found.`;
};

/** The next of so many stops from one of them on, by a key; undefined: the key does not move, or there is no other. */
export const nextStop = (key: string, from: number, stops: number): number | undefined => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step === undefined) return undefined;
  const next = from + step;
  return next >= 0 && next < stops ? next : undefined;
};
