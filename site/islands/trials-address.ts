import { MAX_PAGE_ITEMS } from "#contract/service/page-limit.ts";

/** The parameters that name which runs to list: the same words in a page's address and in GET /api/runs. */
const TRIALS_FILTERS = [
  "suite",
  "suiteVersion",
  "scenario",
  "tier",
  "agent",
  "model",
  "variant",
  "outcome",
  "status",
  "batchId",
  "since",
  "until",
] as const;
type TrialsFilter = (typeof TRIALS_FILTERS)[number];

/** What the dialog shows: the runs of some filters, or one of them. An empty filter means "not stated". */
export type TrialsAddress = { filters: Partial<Record<TrialsFilter, string>>; run?: string };

const isFilter = (name: string): name is TrialsFilter => TRIALS_FILTERS.some((filter) => filter === name);

/** The page's address without the dialog. Takes and returns an absolute address. */
export const removeTrials = (address: string): string => {
  const url = new URL(address);
  for (const name of ["trials", "run", ...TRIALS_FILTERS]) url.searchParams.delete(name);
  return url.href;
};

/**
 * The page's address with the dialog open on the runs that a link asks the API for. Takes the page's address and the link, both
 * absolute; filters that the page's address had for itself give way, and come back with the reader's Back.
 */
export const addTrials = (address: string, link: string): string => {
  const url = new URL(removeTrials(address));
  url.searchParams.set("trials", "1");
  for (const [name, value] of new URL(link).searchParams) if (isFilter(name)) url.searchParams.set(name, value);
  return url.href;
};

/** The page's address with the dialog on one run, or back on the list if no run is given. */
export const chooseRun = (address: string, run?: string): string => {
  const url = new URL(address);
  if (run === undefined) url.searchParams.delete("run");
  else url.searchParams.set("run", run);
  return url.href;
};

/** What the query of a page's address asks to show; undefined if the dialog is closed. */
export const readTrials = (query: string): TrialsAddress | undefined => {
  const parameters = new URLSearchParams(query);
  if (!parameters.has("trials")) return undefined;
  const filters: TrialsAddress["filters"] = {};
  for (const name of TRIALS_FILTERS) {
    const value = parameters.get(name);
    if (value !== null) filters[name] = value;
  }
  const run = parameters.get("run");
  return run ? { filters, run } : { filters };
};

/** As many runs a page as the API gives, so that most figures are whole on the first. */
export const PAGE_LENGTH = MAX_PAGE_ITEMS;

/** The API's path for the first page of the runs of some filters. */
export const runsPath = (filters: TrialsAddress["filters"]): string => {
  const query = new URLSearchParams(filters);
  query.set("limit", String(PAGE_LENGTH));
  return `/api/runs?${query}`;
};

/** The API's path for one run; its name may hold any character. */
export const runPath = (run: string): string => `/api/runs/${encodeURIComponent(run)}`;
