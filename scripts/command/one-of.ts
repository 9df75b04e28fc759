import { didYouMean } from "#contract/names/nearest.ts";
import { UsageError } from "./cli-error.ts";

/** The one of some names that was typed. UsageError: `what` must be one of them, and which was probably meant. */
export const requireOneOf = <const Name extends string>(what: string, typed: string, names: readonly Name[]): Name => {
  const found = names.find((name) => name === typed);
  if (found !== undefined) return found;
  const wanted = names.length > 2 ? `one of ${names.join(", ")}` : names.join(" or ");
  throw new UsageError(`${what} must be ${wanted}: ${typed}${didYouMean(typed, names)}`);
};
