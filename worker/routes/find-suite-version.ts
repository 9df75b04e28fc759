import type { Database } from "../db/database.ts";
import { readSuiteVersions, type SuiteVersionRow } from "../db/suite-versions.ts";
import { versionsOf } from "../figures/suite-version.ts";
import { StatusError } from "../http/problem.ts";
import { noSuite } from "./not-found.ts";

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
  if (newest === undefined) throw await noSuite(database, suite);
  const suiteVersion = asked ?? newest;
  if (!versions.includes(suiteVersion)) {
    const known = versions.map((version) => (version === "" ? "none stated" : version)).join(", ");
    throw new StatusError(404, `suite ${suite} has no version ${asked}; it has ${known.slice(0, 500)}`);
  }
  return { version: { suite, suiteVersion }, versions };
};
