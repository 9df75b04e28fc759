import { isOneTotal } from "./boards.ts";
import { compareSuites } from "./catalogue.ts";
import type { Suite } from "./suites.ts";

/**
 * Suites as every list has them: those compared task by task before those of totals; of these in the catalogue’s order, and of the others
 * those with the most runs first, which tell the most.
 */
export const inListOrder = (suites: readonly Suite[]): Suite[] =>
  suites.toSorted(
    ({ versions: [a] }, { versions: [b] }) =>
      Number(isOneTotal(a)) - Number(isOneTotal(b)) || compareSuites(a.suite, b.suite) || b.runs - a.runs,
  );
