import { boardIndexPath } from "#contract/figures/board-file.ts";
import { slugOf } from "#contract/names/slug.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import type { PageGroup } from "../kept/page-group.ts";
import { type Batch, versionsIn } from "./batches.ts";
import { knownOf, pagesOfOthers } from "./catalogue.ts";
import type { KnownEntry } from "./entries.ts";
import { agentPath, modelPath } from "./links.ts";
import type { Participant } from "./participants.ts";
import type { Suite, SuiteVersion } from "./suites.ts";

/** What pages are of. */
export interface Shown {
  suites: readonly Suite[];
  entries: readonly KnownEntry[];
  agents: readonly Participant[];
  models: readonly Participant[];
  batches: readonly Batch[];
}

/** A hash of what a snapshot has of a version. */
type HashOfVersion = (version: SuiteVersion) => string;

/** Hashes of what a snapshot has of a version, and of the publication that brought a batch; "" where none is known to have. */
interface Hashes {
  ofVersion: HashOfVersion;
  ofArrival: (batchId: string) => string;
}

const keyOf = (...parts: unknown[]): string => hashOf(JSON.stringify(parts));

/** The pages of a version name the other versions of its suite, and lie elsewhere when it is no longer the newest. */
const keysOf = (suites: readonly Suite[], ofVersion: HashOfVersion): ReadonlyMap<SuiteVersion, string> =>
  new Map(
    suites.flatMap(({ versions }) => {
      const names = versions.map(({ suiteVersion, path, title }) => [suiteVersion ?? null, path, title]);
      return versions.map((version) => [version, keyOf(ofVersion(version), version.path, names)] as const);
    }),
  );

/** The pages of suites that follow from the same data, and a hash of these. Asks nothing of a version for which its cells must be read. */
export const suiteGroups = (suites: readonly Suite[], ofVersion: HashOfVersion): PageGroup[] => {
  const keys = keysOf(suites, ofVersion);
  return suites.flatMap(({ suite, versions }) => [
    ...versions.map((version) => ({
      paths: [version.path, ...(version.newest ? [`/embed/${slugOf(suite)}/`, `/cards/${slugOf(suite)}.png`] : [])],
      key: keys.get(version) ?? "",
    })),
    { paths: [boardIndexPath(suite)], key: keyOf(versions.map((version) => keys.get(version))) },
  ]);
};

/**
 * The same of all other pages that do not follow from the whole snapshot: those of entries, agents, models and batches.
 *
 * A page that is to show something more of the snapshot needs it in its key, or it stays as it was when that changes: the proof of builds
 * compares what was taken over with what is rendered.
 */
export const memberGroups = (
  { suites, entries, agents, models, batches }: Shown,
  { ofVersion, ofArrival }: Hashes,
): PageGroup[] => {
  const keys = keysOf(suites, ofVersion);
  const keysIn = (appearances: readonly { version: SuiteVersion }[]) =>
    appearances.map(({ version }) => keys.get(version));
  const ofParticipants = (all: readonly Participant[], pathOf: (name: string) => string): PageGroup[] => {
    const names = all.map(({ name }) => name);
    return all.map(({ name, role, appearances }) => {
      const known = knownOf(role, name);
      return {
        paths: [pathOf(name)],
        key: keyOf(keysIn(appearances), known === undefined ? [] : pagesOfOthers(known, names)),
      };
    });
  };
  // What a publication changed leads to the suites that it names, and the head of a batch to those of its entries.
  const all = suites.flatMap(({ versions }) => versions);
  const addressesOf = (versions: readonly SuiteVersion[]) => versions.map(({ title, path }) => [title, path]);
  return [
    ...entries.map(({ slug, appearances }) => ({ paths: [`/entries/${slug}/`], key: keyOf(keysIn(appearances)) })),
    ...ofParticipants(agents, agentPath),
    ...ofParticipants(models, modelPath),
    ...batches.map((batch) => {
      const arrival = ofArrival(batch.batchId);
      const versions = arrival === "" ? versionsIn(batch, all) : all;
      return { paths: [batch.path], key: keyOf(batch, arrival, addressesOf(versions)) };
    }),
  ];
};
