/** The parameters that name which runs to list: the same words in a page's address and in GET /api/runs. */
export const TRIALS_FILTERS = [
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
export type TrialsFilter = (typeof TRIALS_FILTERS)[number];

/** Which runs a list shows. An empty filter means "not stated". */
export type RunFilters = Partial<Record<TrialsFilter, string>>;

const isFilter = (name: string): name is TrialsFilter => TRIALS_FILTERS.some((filter) => filter === name);

/** The page's address without the dialog. Takes and returns an absolute address. */
export const removeTrials = (address: string): string => {
  const url = new URL(address);
  for (const name of ["trials", ...TRIALS_FILTERS]) url.searchParams.delete(name);
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

/** The filters in a query; undefined if it has none. */
export const readFilters = (query: URLSearchParams): RunFilters | undefined => {
  const filters: RunFilters = {};
  for (const name of TRIALS_FILTERS) {
    const value = query.get(name);
    if (value !== null) filters[name] = value;
  }
  return Object.keys(filters).length > 0 ? filters : undefined;
};

/** The runs that the query of a page's address asks the dialog to list; undefined if it is closed. */
export const readTrials = (search: string): RunFilters | undefined => {
  const query = new URLSearchParams(search);
  return query.has("trials") ? (readFilters(query) ?? {}) : undefined;
};

/** How many runs a page has: so many that most figures are whole on the first, and few enough to draw at once. */
export const PAGE_LENGTH = 200;

const queryOf = (filters: RunFilters, limit: number): string => {
  const query = new URLSearchParams(filters);
  query.set("limit", String(limit));
  return query.toString();
};

/** The API's path for the first page of the runs of some filters. */
export const runsPath = (filters: RunFilters): string => `/api/runs?${queryOf(filters, PAGE_LENGTH)}`;

/** The API's path for the runs of some filters with all their figures, as lines of JSON: the newest so many. */
export const figuresPath = (filters: RunFilters, limit: number): string =>
  `/api/export/runs.ndjson?${queryOf(filters, limit)}`;

/** The API's path for one run; its name may hold any character. */
export const runPath = (run: string): string => `/api/runs/${encodeURIComponent(run)}`;
