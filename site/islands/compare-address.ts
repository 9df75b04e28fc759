/** The address of the page that compares entries. */
const COMPARE_PAGE = "/compare/";

/** What in an address asks for a comparison. */
export const COMPARE_PARAMETERS: readonly string[] = ["suite", "entry"];

/** At most so many entries are compared at once. */
export const MOST_COMPARED = 5;

/** Which entries of which suite are compared; the suite's name is empty where none is chosen yet. */
export interface CompareAddress {
  suite: string;
  suiteVersion: string | undefined;
  /** Entries as one text each, as the API has them; none twice. */
  entries: readonly string[];
}

/** What the query of the page's address asks to compare. Unknown words are ignored, and so are entries beyond five. */
export const readCompare = (search: string): CompareAddress => {
  const query = new URLSearchParams(search);
  const entries = [...new Set(query.getAll("entry").filter((entry) => entry !== ""))];
  return {
    suite: query.get("suite") ?? "",
    suiteVersion: query.get("suiteVersion") ?? undefined,
    entries: entries.slice(0, MOST_COMPARED),
  };
};

/** The address of a comparison. */
export const compareAddress = ({ suite, suiteVersion, entries }: CompareAddress): string => {
  const query = new URLSearchParams({ suite, ...(suiteVersion === undefined ? {} : { suiteVersion }) });
  for (const entry of entries) query.append("entry", entry);
  return `${COMPARE_PAGE}?${query}`;
};

/** The entries with another one in a place; an empty one takes the place away. */
export const withEntry = (entries: readonly string[], place: number, entry: string): string[] => [
  ...new Set(entries.toSpliced(place, 1, entry).filter((chosen) => chosen !== "")),
];

/** Every two of some things, in their order. */
export const everyTwo = <Item>(items: readonly Item[]): [Item, Item][] =>
  items.flatMap((one, place) => items.slice(place + 1).map((other): [Item, Item] => [one, other]));

/** The API's address of the board by tasks solved of a version of a suite; the empty version is that of runs that state none. */
export const boardAddress = ({ suite, suiteVersion = "" }: Partial<CompareAddress> & { suite: string }): string =>
  `/api/boards/${encodeURIComponent(suite)}?${new URLSearchParams({ version: suiteVersion, metric: "success" })}`;
