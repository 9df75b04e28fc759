import { compareVersions } from "#contract/compare-versions.ts";
import type { SuiteVersionName } from "#contract/stats.ts";
import type { Database } from "../db/database.ts";
import { readSuiteVersions, type SuiteVersionRow } from "../db/suite-versions.ts";
import { StatusError } from "../http/problem.ts";

/** A version of a suite as answers name it. */
export const namedVersion = ({ suite, suiteVersion }: SuiteVersionRow): SuiteVersionName => ({
  suite,
  suiteVersion: suiteVersion === "" ? null : suiteVersion,
});

const compareNames = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The distinct versions of some rows, by suite and newest first. */
export const versionsOf = (rows: readonly SuiteVersionRow[]): SuiteVersionRow[] => {
  const distinct = new Map(
    rows.map(({ suite, suiteVersion }) => [JSON.stringify([suite, suiteVersion]), { suite, suiteVersion }]),
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
  const names = new Set(versions.map(({ suite, suiteVersion }) => JSON.stringify([suite, suiteVersion])));
  return ({ suite, suiteVersion }) => names.has(JSON.stringify([suite, suiteVersion]));
};

/**
 * The version of a suite that a question is about: the one asked for, or the newest; with all versions, newest first. Throws 404 for a
 * suite or a version without runs, naming it.
 */
export const findSuiteVersion = async (
  database: Database,
  suite: string,
  asked: string | undefined,
): Promise<{ version: SuiteVersionRow; versions: string[] }> => {
  const versions = versionsOf(await readSuiteVersions(database, suite)).map(({ suiteVersion }) => suiteVersion);
  const [newest] = versions;
  if (newest === undefined) throw new StatusError(404, `no suite is called ${suite}`);
  const suiteVersion = asked ?? newest;
  if (!versions.includes(suiteVersion)) {
    const known = versions.map((version) => (version === "" ? "none stated" : version)).join(", ");
    throw new StatusError(404, `suite ${suite} has no version ${asked}; it has ${known.slice(0, 500)}`);
  }
  return { version: { suite, suiteVersion }, versions };
};
