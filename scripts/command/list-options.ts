import { UsageError } from "./cli-error.ts";
import { wholeNumber } from "./run-command.ts";

/** The options of a command that prints a list. */
export const LIST_OPTIONS = { limit: { type: "string" }, all: { type: "boolean" } } as const;

const DEFAULT_LIMIT = 50;

/** What --help says of them. */
export const LIST_HELP = `  --limit N       how many at most (default: ${DEFAULT_LIMIT})
  --all           all there are`;

interface Values {
  limit?: string | undefined;
  all?: boolean | undefined;
}

/** How many items --limit and --all ask for at most; UsageError if they contradict each other. */
export const listLength = ({ limit, all }: Values): number => {
  if (all !== true) return limit === undefined ? DEFAULT_LIMIT : wholeNumber("--limit", limit, 1, 1_000_000);
  if (limit !== undefined) throw new UsageError("--all and --limit contradict each other");
  return Number.POSITIVE_INFINITY;
};

/** Says, beside the list, that it is not whole. */
export const noteMore = (hasMore: boolean): void => {
  if (hasMore) console.error("there are more: --all or --limit N shows them");
};
