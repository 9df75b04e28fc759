import type { Catalogue, CatalogueFile } from "./catalogue-schema.ts";
import { readCatalogue } from "./read-catalogue.ts";

const files = import.meta.glob<string>("../content/catalogue/*.yaml", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The catalogue that this build shows things by. */
export const catalogue: Catalogue = readCatalogue(
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path.slice("../content/catalogue/".length, -".yaml".length), text]),
  ) as Partial<Record<CatalogueFile, string>>,
);

type Made = Catalogue["models"][number] | Catalogue["agents"][number];

/** What the catalogue knows of a model or an agent, by its name or an alias of it. */
export interface Known {
  entry: Catalogue["models"][number] & Catalogue["agents"][number];
  /** Who makes it, as it is shown, and where they are found. */
  organization: { title: string; address: string | undefined } | undefined;
  /** All its names but the one that was asked by. */
  otherNames: string[];
}

const namesOf = ({ name, aliases = [] }: Made): string[] => [name, ...aliases];

const indexes = new WeakMap<readonly Made[], Map<string, Made>>();

/** Models or agents by all their names. Made once: every row of every board asks. */
const indexOf = (entries: readonly Made[]): ReadonlyMap<string, Made> => {
  const index =
    indexes.get(entries) ?? new Map(entries.flatMap((entry) => namesOf(entry).map((name) => [name, entry] as const)));
  indexes.set(entries, index);
  return index;
};

/** What is known of a model or an agent by one of its names; undefined: nothing. */
export const knownOf = (
  role: "agent" | "model",
  name: string,
  { models, agents, organizations }: Catalogue = catalogue,
): Known | undefined => {
  const entry = indexOf(role === "model" ? models : agents).get(name);
  if (!entry) return undefined;
  const maker = organizations.find((one) => one.name === entry.organization);
  return {
    entry,
    organization: maker && { title: maker.title ?? maker.name, address: maker.address },
    otherNames: namesOf(entry).filter((one) => one !== name),
  };
};

/** The other names of something that have a page of their own. */
export const pagesOfOthers = ({ otherNames }: Pick<Known, "otherNames">, names: readonly string[]): string[] =>
  otherNames.filter((name) => names.includes(name));

/** What is known of a suite; undefined: nothing. */
export const knownSuite = (suite: string, { suites }: Catalogue = catalogue): Catalogue["suites"][number] | undefined =>
  suites.find(({ name }) => name === suite);

/** Orders suites as the catalogue has them; those that it gives no place come after. */
export const compareSuites = (a: string, b: string, given: Catalogue = catalogue): number =>
  (knownSuite(a, given)?.order ?? Number.MAX_VALUE) - (knownSuite(b, given)?.order ?? Number.MAX_VALUE);
