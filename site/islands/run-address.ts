import { inSite } from "../tables/in-site.ts";

/** The page that shows any one run, and lists them. */
export const RUNS_PAGE = inSite("/runs/");

/** A run that is shown, and the one beside it. */
export interface RunAddress {
  run: string;
  beside?: string;
}

/** The address of a run's view: the page's own, and that of the dialog while it shows the run. */
export const runAddress = ({ run, beside }: RunAddress): string =>
  `${RUNS_PAGE}?${new URLSearchParams({ run, ...(beside === undefined ? {} : { beside }) })}`;

/** The run that an address shows; undefined for any other page, and where it names none. */
export const readRunAddress = ({ pathname, search }: { pathname: string; search: string }): RunAddress | undefined => {
  const query = new URLSearchParams(search);
  const [run, beside] = [query.get("run"), query.get("beside")];
  if (pathname !== RUNS_PAGE || !run) return undefined;
  return beside ? { run, beside } : { run };
};
