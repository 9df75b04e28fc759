import { RUNS_PAGE } from "./run-address.ts";
import { NEWEST_FIRST, type RunOrder, readOrder } from "./run-sorting.ts";
import { type RunFilters, readFilters, TRIALS_FILTERS, type TrialsFilter } from "./trials-address.ts";

/** What a list of runs shows, and how. */
export interface ExplorerAddress {
  filters: RunFilters;
  order: RunOrder;
  /** The run that another one is chosen for, to stand beside it. */
  choose?: string;
}

/** What in an address asks for a list of runs, or for one of them. */
export const EXPLORER_PARAMETERS: readonly string[] = ["run", "sort", "choose", ...TRIALS_FILTERS];

/** The list that the query of the runs' page asks for; undefined if it asks for none. */
export const readExplorer = (search: string): ExplorerAddress | undefined => {
  const query = new URLSearchParams(search);
  if (!EXPLORER_PARAMETERS.some((name) => query.has(name))) return undefined;
  const [filters, order, choose] = [readFilters(query) ?? {}, readOrder(query), query.get("choose")];
  return choose ? { filters, order, choose } : { filters, order };
};

/** The address of a list. It always says how it is sorted, so that it asks for a list even without a filter. */
export const explorerAddress = ({ filters, order = NEWEST_FIRST, choose }: Partial<ExplorerAddress>): string => {
  const query = new URLSearchParams(filters);
  query.set("sort", order.sort);
  if (order.reversed) query.set("order", "reverse");
  if (choose !== undefined) query.set("choose", choose);
  return `${RUNS_PAGE}?${query}`;
};

/** Filters with another value for one; undefined: without it. An empty value asks for what is not stated. */
export const withFilter = (filters: RunFilters, name: TrialsFilter, value: string | undefined): RunFilters => {
  const { [name]: _, ...others } = filters;
  return value === undefined ? others : { ...others, [name]: value };
};

/** The filters that a form holds: what is filled in; a field left empty keeps asking for what is not stated if it did. */
export const filledFilters = (before: RunFilters, filled: ReadonlyMap<string, string>): RunFilters => {
  const filters: RunFilters = {};
  for (const name of TRIALS_FILTERS) {
    const value = filled.get(name)?.trim() ?? before[name] ?? "";
    if (value !== "" || before[name] === "") filters[name] = value;
  }
  return filters;
};
