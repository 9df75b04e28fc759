import { formatCounted } from "#words/numbers.ts";
import { boardOf, isOfTotals } from "../snapshot/boards.ts";
import type { SuiteVersion } from "../snapshot/suites.ts";

/** How many tasks a version of a suite has; where its entries state totals, that. */
export const countTasks = (version: SuiteVersion): string => {
  if (!isOfTotals(boardOf(version, undefined))) return formatCounted(version.scenarios.length, "task");
  return version.entries.length === 1 ? "one total" : "one total each";
};
