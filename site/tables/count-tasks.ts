import { formatCounted } from "#words/numbers.ts";
import { isOneTotal } from "../snapshot/boards.ts";
import type { SuiteVersion } from "../snapshot/suites.ts";

/** How many tasks a version of a suite has; where its entries state totals, that. */
export const countTasks = (version: SuiteVersion): string => {
  if (!isOneTotal(version)) return formatCounted(version.scenarios.length, "task");
  return version.entries.length === 1 ? "one total" : "one total each";
};
