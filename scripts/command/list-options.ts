import { UsageError } from "./cli-error.ts";
import type { Context } from "./context.ts";
import type { Options } from "./description.ts";
import { wholeNumber } from "./whole-number.ts";

const DEFAULT_LIMIT = 50;

/** The options of a command that prints a list. */
export const LIST_OPTIONS = {
  limit: { type: "string", value: "N", help: `how many at most (default: ${DEFAULT_LIMIT})` },
  all: { type: "boolean", help: "all of them" },
} as const satisfies Options;

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

/** Says, beside the list, that it is not complete. */
export const noteMore = ({ warn }: Context, hasMore: boolean): void => {
  if (hasMore) warn("there are more: --all or --limit N shows them");
};
