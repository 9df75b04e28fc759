import { isOneTotal } from "./boards.ts";
import { compareSuites } from "./catalogue.ts";
import type { Suite, SuiteVersion } from "./suites.ts";

/**
 * Orders newest versions of suites as every list has them: those compared task by task before those of totals; of these in the catalogue’s
 * order, and of the others those with the most runs first, which tell the most.
 */
export const compareInList = (a: SuiteVersion, b: SuiteVersion): number =>
  Number(isOneTotal(a)) - Number(isOneTotal(b)) || compareSuites(a.suite, b.suite) || b.runs - a.runs;

/** Suites in that order. */
export const inListOrder = (suites: readonly Suite[]): Suite[] =>
  suites.toSorted(({ versions: [a] }, { versions: [b] }) => compareInList(a, b));
