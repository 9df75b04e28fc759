import type { Database } from "../db/database.ts";
import { findTier } from "../db/read-cells.ts";
import { type NumberedVersion, readSuiteVersions } from "../db/suite-versions.ts";
import { versionsOf } from "../figures/suite-version.ts";
import { StatusError } from "../http/problem.ts";
import { noSuite, noTier } from "./not-found.ts";

/**
 * The version of a suite that a question is about: the one asked for, or the newest; with all versions, newest first. Throws 404 for a
 * suite or a version without runs, naming it.
 */
export const findSuiteVersion = async (
  database: Database,
  suite: string,
  asked: string | undefined,
): Promise<{ version: NumberedVersion; versions: string[] }> => {
  const numbered = await readSuiteVersions(database, suite);
  const versions = versionsOf(numbered).map(({ suiteVersion }) => suiteVersion);
  const [newest] = versions;
  if (newest === undefined) throw await noSuite(database, suite);
  const version = numbered.find(({ suiteVersion }) => suiteVersion === (asked ?? newest));
  if (!version) {
    const known = versions.map((name) => (name === "" ? "none stated" : name)).join(", ");
    throw new StatusError(404, `suite ${suite} has no version ${asked}; it has ${known.slice(0, 500)}`);
  }
  return { version, versions };
};

/** The number of a tier that a question is about; undefined: all. Throws 404 if no run of whatever suite is of that tier. */
export const requireTier = async (database: Database, tier: string | undefined): Promise<number | undefined> => {
  if (tier === undefined) return undefined;
  const id = await findTier(database, tier);
  if (id == null) throw await noTier(database, tier);
  return id;
};
