import { type Entry, entryOf, formatEntry } from "#contract/names/entry.ts";
import { didYouMean } from "#contract/names/nearest.ts";
import type { Database } from "../db/database.ts";
import {
  readBatchNames,
  readEntryNames,
  readEvaluatorNames,
  readScenarioNames,
  readSuiteNames,
  readTierNames,
} from "../db/known-names.ts";
import type { NumberedVersion } from "../db/suite-versions.ts";
import { StatusError } from "../http/problem.ts";

/** A version of a suite, perhaps one tier of it, as a refusal names it. */
interface Place extends NumberedVersion {
  tier?: string | undefined;
}

const placeOf = ({ suite, suiteVersion, tier }: Place): string => {
  const version = suiteVersion === "" ? suite : `${suite} ${suiteVersion}`;
  return tier === undefined ? `suite ${version}` : `tier ${tier} of suite ${version}`;
};

/** The refusal of a suite that has no runs, with the name that may have been meant. */
export const noSuite = async (database: Database, suite: string): Promise<StatusError> => {
  const known = await readSuiteNames(database);
  return new StatusError(404, `no suite is called ${suite}${didYouMean(suite, known)}`);
};

/** The refusal of a scenario that has no runs in some place, with the name that may have been meant. */
export const noScenario = async (database: Database, place: Place, scenario: string): Promise<StatusError> => {
  const known = await readScenarioNames(database, place);
  return new StatusError(404, `no scenario of ${placeOf(place)} is called ${scenario}${didYouMean(scenario, known)}`);
};

/** The refusal of an entry that has no runs in some place, with the one that may have been meant. */
export const noEntry = async (database: Database, place: Place, entry: Entry): Promise<StatusError> => {
  const known = (await readEntryNames(database, place)).map((row) => formatEntry(entryOf(row)));
  const name = formatEntry(entry);
  return new StatusError(404, `no entry of ${placeOf(place)} is called ${name}${didYouMean(name, known)}`);
};

/** The refusal of a tier that no run is of, with the name that may have been meant. */
export const noTier = async (database: Database, tier: string): Promise<StatusError> =>
  new StatusError(404, `no run is of tier ${tier}${didYouMean(tier, await readTierNames(database))}`);

/** The refusal of an evaluator that evaluated nothing, with the name that may have been meant. */
export const noEvaluator = async (database: Database, name: string): Promise<StatusError> =>
  new StatusError(404, `no evaluator is called ${name}${didYouMean(name, await readEvaluatorNames(database))}`);

/** The refusal of batches that are not there, with the names that may have been meant. */
export const noBatch = async (database: Database, ...batchIds: string[]): Promise<StatusError> => {
  const known = await readBatchNames(database);
  const named = batchIds.map((batchId) => `${batchId}${didYouMean(batchId, known)}`);
  return new StatusError(404, `no batch is called ${named.join(", nor ")}`);
};
