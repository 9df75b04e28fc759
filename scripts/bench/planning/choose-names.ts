import { posix } from "node:path";
import { didYouMean } from "#contract/names/nearest.ts";
import { UsageError } from "../../command/cli-error.ts";

/** What stands for all there are. */
const ALL = "all";

/**
 * The names that a text chooses among those there are, in the latter's order: one name, several with commas between, patterns with `*`,
 * or `all`. UsageError that lists what there is: a part of the text chooses none.
 */
export const chooseNames = (what: string, text: string, names: readonly string[]): string[] => {
  const chosen = new Set<string>();
  for (const part of names.includes(text) ? [text] : text.split(",")) {
    const found = part === ALL ? names : names.filter((name) => name === part || posix.matchesGlob(name, part));
    if (found.length === 0) {
      throw new UsageError(
        `no ${what} is called ${part || '""'}${didYouMean(part, names)}; there are: ${names.join(", ")}`,
      );
    }
    for (const name of found) chosen.add(name);
  }
  return names.filter((name) => chosen.has(name));
};
