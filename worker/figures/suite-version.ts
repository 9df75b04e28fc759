import type { SuiteVersionName } from "#contract/figures/stats.ts";
import { versionKey } from "#contract/names/key-of.ts";
import { compareVersions } from "#contract/suites/compare-versions.ts";
import type { SuiteVersionRow } from "../db/suite-versions.ts";

/** A version of a suite as answers name it. */
export const namedVersion = ({ suite, suiteVersion }: SuiteVersionRow): SuiteVersionName => ({
  suite,
  suiteVersion: suiteVersion === "" ? null : suiteVersion,
});

const compareNames = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The distinct versions of some rows, by suite and newest first. */
export const versionsOf = (rows: readonly SuiteVersionRow[]): SuiteVersionRow[] => {
  const distinct = new Map(
    rows.map(({ suite, suiteVersion }) => [versionKey({ suite, suiteVersion }), { suite, suiteVersion }]),
  );
  return [...distinct.values()].sort(
    (a, b) => compareNames(a.suite, b.suite) || compareVersions(b.suiteVersion, a.suiteVersion),
  );
};

/** The newest version of each suite, by suite. */
export const newestOf = (rows: readonly SuiteVersionRow[]): SuiteVersionRow[] =>
  versionsOf(rows).filter(({ suite }, position, all) => all[position - 1]?.suite !== suite);

/** Whether a row is of one of the versions. */
export const isOneOf = (versions: readonly SuiteVersionRow[]): ((row: SuiteVersionRow) => boolean) => {
  const names = new Set(versions.map(versionKey));
  return (row) => names.has(versionKey(row));
};
