import type { Entry } from "#contract/names/entry.ts";
import type { Outcome } from "#contract/runs/outcome.ts";
import { apiAddress } from "./api-address.ts";

/** Which runs a figure rests on, beside the suite's version. What is left out spans several. */
export interface TrialsOf {
  scenario?: string | undefined;
  tier?: string | undefined;
  entry: Entry;
}

/** Parameters of a query, encoded. They are kept by whom they are of: the same few stand in many thousands of addresses. */
const encodedBy = <T extends object>(parametersOf: (of: T) => Record<string, string>): ((of: T) => string) => {
  const known = new WeakMap<T, string>();
  return (of) => {
    let encoded = known.get(of);
    if (encoded === undefined) {
      encoded = new URLSearchParams(parametersOf(of)).toString();
      known.set(of, encoded);
    }
    return encoded;
  };
};

/** What the address needs of a suite's version. */
export interface Version {
  suite: string;
  suiteVersion: string | undefined;
}

const suiteQuery = encodedBy(({ suite, suiteVersion }: Version) => ({ suite, suiteVersion: suiteVersion ?? "" }));
/** The end of such an address: whose runs. */
export const entryQuery = encodedBy(({ agent, model, variant }: Entry) => ({
  agent,
  model: model ?? "",
  variant: variant ?? "",
}));

/**
 * The start of the API's address for the runs behind a figure, up to whose they are. An empty suiteVersion, model or variant means "not
 * stated"; the order of the parameters is fixed.
 */
export const trialsStart = (version: Version, { scenario, tier }: Omit<TrialsOf, "entry">): string => {
  const place = new URLSearchParams();
  if (scenario !== undefined) place.set("scenario", scenario);
  if (tier !== undefined) place.set("tier", tier);
  const query = [suiteQuery(version), place.toString()].filter((part) => part !== "").join("&");
  return apiAddress(`/api/runs?${query}&`);
};

/** The API's address for the runs behind one figure. For the build and the browser. */
export const trialsHref = (version: Version, { entry, ...place }: TrialsOf): string =>
  trialsStart(version, place) + entryQuery(entry);

/** The API's address for the runs of a batch, all or those of one outcome. */
export const batchTrialsHref = (batchId: string, outcome?: Outcome): string =>
  apiAddress(`/api/runs?${new URLSearchParams({ batchId, ...(outcome && { outcome }) })}`);
