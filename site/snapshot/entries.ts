import { compareNames } from "#contract/names/compare-names.ts";
import type { Entry } from "#contract/names/entry.ts";
import { entryTitle } from "#words/names.ts";
import { entrySlug } from "./links.ts";
import type { SuiteVersion } from "./suites.ts";

/** An entry, and its position in each version of each suite that it has runs of. */
export interface KnownEntry {
  entry: Entry;
  slug: string;
  title: string;
  /** The newest version of a suite before its older ones. */
  appearances: readonly { version: SuiteVersion; position: number }[];
}

/** Every entry of some versions of suites, by name. */
export const entriesOf = (versions: readonly SuiteVersion[]): KnownEntry[] => {
  const found = new Map<string, { entry: Entry; appearances: { version: SuiteVersion; position: number }[] }>();
  for (const version of versions) {
    version.entries.forEach((entry, position) => {
      const slug = entrySlug(entry);
      const known = found.get(slug) ?? { entry, appearances: [] };
      known.appearances.push({ version, position });
      found.set(slug, known);
    });
  }
  return [...found]
    .map(([slug, { entry, appearances }]) => ({ entry, slug, title: entryTitle(entry), appearances }))
    .sort((a, b) => compareNames(a.title, b.title));
};

/** Whether some run behind an entry's figures is made up. */
export const restsOnMadeUpRuns = ({ appearances }: Pick<KnownEntry, "appearances">): boolean =>
  appearances.some(({ version, position }) => version.madeUpEntries.includes(position));
