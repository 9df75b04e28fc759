import type { Database } from "../db/database.ts";
import { findTier } from "../db/read-cells.ts";
import { findVersion, listVersions, type NumberedVersion } from "../db/suite-versions.ts";
import { StatusError } from "../http/problem.ts";
import { noSuite, noTier } from "./not-found.ts";

/** How many versions of a suite are named at most. */
export const MOST_VERSIONS = 1_000;

/** How many of them a refusal names. */
const NAMED_VERSIONS = 20;

/**
 * The version of a suite that a question is about: the one asked for, or the newest. Throws 404 for a suite or a version without runs, naming it.
 */
export const findSuiteVersion = async (
  database: Database,
  suite: string,
  asked: string | undefined,
): Promise<NumberedVersion> => {
  const version = await findVersion(database, suite, asked);
  if (version) return version;
  const known = await listVersions(database, suite, NAMED_VERSIONS + 1);
  if (known.length === 0) throw await noSuite(database, suite);
  const named = known.slice(0, NAMED_VERSIONS).map((name) => (name === "" ? "none stated" : name));
  const more = known.length > NAMED_VERSIONS ? " and others" : "";
  throw new StatusError(404, `suite ${suite} has no version ${asked}; it has ${named.join(", ").slice(0, 500)}${more}`);
};

/** The number of a tier that a question is about; undefined: all. Throws 404 if no run of whatever suite is of that tier. */
export const requireTier = async (database: Database, tier: string | undefined): Promise<number | undefined> => {
  if (tier === undefined) return undefined;
  const id = await findTier(database, tier);
  if (id == null) throw await noTier(database, tier);
  return id;
};
