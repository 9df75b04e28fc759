import { keysOf } from "#contract/names/records.ts";
import { compareVersions } from "#contract/suites/compare-versions.ts";
import { BOARD_FIELDS, type BoardField, type Manifest, type StatedManifest } from "#contract/suites/manifest.ts";
import { suiteCursorOf } from "#contract/suites/suite-list.ts";
import type { Database } from "../db/database.ts";
import {
  listManifests,
  listSuiteVersions,
  type ManifestStanding,
  readManifest,
  readManifestStanding,
  storeManifest,
} from "../db/manifests.ts";
import { type Identity, maySubmit } from "../http/authorization.ts";
import { invalidError, StatusError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";
import { noSuite } from "./not-found.ts";

/** How often a manifest is weighed again when others come in between. */
const MAX_TRIES = 5;

/** How many decisions are kept with a manifest, which is sent whole. */
const MAX_DECISIONS = 100;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The names of scenarios and tiers, which set the board, without what is only said about them. */
const boardOf = (field: BoardField, manifest: Manifest): unknown => {
  if (field === "scenarios")
    return manifest.scenarios?.map(({ scenario, tiers }) => JSON.stringify([scenario, tiers?.toSorted()])).sort();
  if (field === "tiers") return manifest.tiers?.map(({ tier }) => tier).sort();
  return manifest[field];
};

/** The fields that differ, of all; and those of which that changes the board. */
const changesBetween = (before: Manifest, after: Manifest) => {
  const fields = keysOf({ ...before, ...after });
  return {
    changed: fields.filter((field) => !isSame(before[field], after[field])).sort(),
    ofBoard: BOARD_FIELDS.filter((field) => !isSame(boardOf(field, before), boardOf(field, after))),
  };
};

/** Whether the manifest needs a decision: it changes a board that runs of others are, or runs at all were, measured against. */
const needsDecision = ({ present, hasRuns, hasRunsOfOthers }: ManifestStanding, ofBoard: readonly BoardField[]) =>
  ofBoard.length > 0 && (present ? hasRuns : hasRunsOfOthers);

const nameOf = ({ suite, suiteVersion }: StatedManifest) =>
  suiteVersion === undefined ? `suite ${suite}` : `version ${suiteVersion} of suite ${suite}`;

/** Throws unless the key may send this: 403, or 422 where a reason is missing. */
const requireRight = (
  stated: StatedManifest,
  standing: ManifestStanding,
  ofBoard: readonly BoardField[],
  { identity, reason }: { identity: Identity; reason: string | undefined },
): void => {
  const isDecision = needsDecision(standing, ofBoard);
  if (identity.isAdmin) {
    if (!isDecision || reason !== undefined) return;
    const message = `must say why the board of ${nameOf(stated)} changes, which has runs: ${ofBoard.join(", ")}`;
    throw invalidError("the manifest", [{ path: ["reason"], message }]);
  }
  if (standing.present && standing.present.keyId !== identity.keyId) {
    throw new StatusError(403, `the manifest of ${nameOf(stated)} is another key's: that key or an admin changes it`);
  }
  if (!standing.present && standing.hasRunsOfOthers) {
    throw new StatusError(403, `${nameOf(stated)} has runs of another key: an admin states what it consists of`);
  }
  if (isDecision) {
    throw new StatusError(
      403,
      `${nameOf(stated)} has runs, so an admin alone changes its board: ${ofBoard.join(", ")} would differ from before`,
    );
  }
};

const put = async (
  database: Database,
  version: Pick<StatedManifest, "suite" | "suiteVersion">,
  manifest: Manifest,
  { identity, reason, dry }: { identity: Identity; reason: string | undefined; dry: boolean },
): Promise<string[]> => {
  const { suite, suiteVersion = "" } = version;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const standing = await readManifestStanding(database, { suite, suiteVersion }, identity.keyId);
    const { present, hasRuns, hasRunsOfOthers } = standing;
    const { changed, ofBoard } = changesBetween(present?.stated.manifest ?? {}, manifest);
    if (present && changed.length === 0) return [];
    const stated: StatedManifest = { ...version, manifest, decisions: present?.stated.decisions ?? [] };
    requireRight(stated, standing, ofBoard, { identity, reason });
    const decided =
      needsDecision(standing, ofBoard) && reason !== undefined
        ? [{ reason, changed: ofBoard, decidedAt: new Date().toISOString() }]
        : [];
    const decisions = [...decided, ...stated.decisions].slice(0, MAX_DECISIONS);
    const conditions = {
      present: present?.hash,
      withoutRuns: present !== undefined && ofBoard.length > 0 && !hasRuns,
      withoutRunsOfOthers: present === undefined && !hasRunsOfOthers,
    };
    if (dry || (await storeManifest(database, { ...stated, decisions }, identity.keyId, conditions))) return changed;
  }
  throw new StatusError(409, `others are changing the manifest of ${nameOf({ ...version, manifest, decisions: [] })}`);
};

/** PUT /api/suites/:suite/manifest: states what a version of a suite consists of. */
export const putManifest: Handler<"putManifest"> = async (call) => {
  const {
    names: { suite },
    query,
    body,
    identity,
    database,
    dry,
  } = call;
  if (!maySubmit(identity, suite)) throw new StatusError(403, `this key may not submit to suite ${suite}`);
  const { version, reason } = query;
  const changed = await put(database, { suite, ...(version === undefined ? {} : { suiteVersion: version }) }, body, {
    identity,
    reason,
    dry,
  });
  return { body: { success: true, changed } };
};

/** GET /api/suites/:suite/manifest: what a version of a suite consists of. */
export const getManifest: Handler<"getManifest"> = async ({ names: { suite }, query: { version = "" }, database }) => {
  const stated = await readManifest(database, { suite, suiteVersion: version });
  if (stated) return { body: stated };
  const what = version === "" ? `suite ${suite}` : `version ${version} of suite ${suite}`;
  throw new StatusError(404, `${what} has no manifest: GET /api/suites lists those that have one`);
};

/** GET /api/export/manifests.ndjson: a line a manifest, in pages. */
export const exportManifests: Handler<"exportManifests"> = async ({ query: { limit, cursor }, database }) => {
  const { page, next } = await listManifests(database, { after: cursor, limit });
  const pieces = async function* () {
    for (const stated of page) yield `${JSON.stringify(stated)}\n`;
  };
  return {
    pieces: pieces(),
    next: next && suiteCursorOf(next),
    headers: { "content-disposition": 'attachment; filename="manifests.ndjson"' },
  };
};

/** GET /api/suites: every version of every suite, in pages. */
export const listSuites: Handler<"listSuites"> = async ({ query: { limit, cursor }, database }) => {
  const rows = await listSuiteVersions(database, { after: cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next =
    rows.length > limit && last
      ? suiteCursorOf({ suite: last.suite, suiteVersion: last.suiteVersion ?? "" })
      : undefined;
  return { body: page, next };
};

/** How many versions of a suite are listed at once. */
const MAX_VERSIONS = 1_000;

/** GET /api/suites/:suite: its versions, the newest first. */
export const getSuite: Handler<"getSuite"> = async ({ names: { suite }, database }) => {
  const versions = await listSuiteVersions(database, { suite, limit: MAX_VERSIONS });
  if (versions.length === 0) throw await noSuite(database, suite);
  versions.sort((a, b) => compareVersions(b.suiteVersion ?? "", a.suiteVersion ?? ""));
  return { body: { suite, versions } };
};
