import { entryOf } from "#contract/names/entry.ts";
import { keyOf } from "#contract/names/key-of.ts";
import { type EntryTotals, readEntryTotals } from "../db/read-sums.ts";
import { type NumberedVersion, newestVersions } from "../db/suite-versions.ts";
import { namedEntry } from "../figures/board.ts";
import { type BuiltBoard, builtEstimate, readBuiltBoard } from "../figures/built-boards.ts";
import { totalsOf } from "../figures/figures.ts";
import { namedVersion, versionsOf } from "../figures/suite-version.ts";
import { StatusError } from "../http/problem.ts";
import type { ReadSite } from "../http/site-files.ts";
import { findSuiteVersion, requireTier } from "./find-suite-version.ts";
import type { Context, Handler } from "./handler.ts";

interface Question {
  suite?: string | undefined;
  suiteVersion?: string | undefined;
  tier?: string | undefined;
  cursor?: string | undefined;
}

/** The most boards of the last build that a page is completed from. */
const MOST_BOARDS = 15;

/** The boards of the last build that entries of some versions stand on; none where there are too many of them. */
const readBoards = async (readSite: ReadSite, versions: readonly NumberedVersion[], tier: string | undefined) => {
  const boards = new Map<number, BuiltBoard | undefined>();
  if (versions.length > MOST_BOARDS) return boards;
  for (const { id, suite, suiteVersion: version } of versions) {
    boards.set(id, await readBuiltBoard(readSite, suite, { version, tier, metric: "success" }));
  }
  return boards;
};

/** The versions that rows are of, and the boards of the last build for them, by their numbers. */
interface Places {
  versions: ReadonlyMap<number, NumberedVersion>;
  boards: ReadonlyMap<number, BuiltBoard | undefined>;
}

/** What the entries of a group add up to, each by itself. */
const entriesOf = (rows: readonly EntryTotals[], { versions, boards }: Places) =>
  [...Map.groupBy(rows, (row) => keyOf(String(row.suiteVersionId), row.agent, row.model, row.variant)).values()]
    .flatMap((own) => {
      const [first] = own;
      const version = first && versions.get(first.suiteVersionId);
      if (!version) return [];
      const entry = entryOf(first);
      const successRateEstimate = builtEstimate(boards.get(version.id), entry);
      return [{ ...namedVersion(version), ...namedEntry(entry), ...totalsOf(own), successRateEstimate }];
    })
    .sort((a, b) => (keyOf(a.suite, a.suiteVersion, a.entry) < keyOf(b.suite, b.suiteVersion, b.entry) ? -1 : 1));

/** What the runs of each agent, or of each model, add up to, by name, in pages. */
const groupsBy = async ({ database, readSite }: Context, by: "agent" | "model", question: Question) => {
  const { suite, suiteVersion } = question;
  const only = suite === undefined ? undefined : await findSuiteVersion(database, suite, suiteVersion);
  const tierId = await requireTier(database, question.tier);
  const page = await readEntryTotals(database, { by, after: question.cursor, suiteVersionId: only?.id, tierId });
  if (!page)
    throw new StatusError(
      422,
      `one ${by} alone has too many entries and tiers for an answer: ask for one suite, and one tier of it`,
    );
  const found = [...new Set(page.rows.map((row) => row.suiteVersionId))];
  const shown = only ? [only] : await newestVersions(database, found);
  const versions = new Map(shown.map((version) => [version.id, version]));
  const rows = page.rows.filter((row) => versions.has(row.suiteVersionId));
  const boards = await readBoards(readSite, shown, question.tier);
  const groups = [...Map.groupBy(rows, (row) => row[by])]
    .map(([name, own]) => ({
      name,
      suites: versionsOf(own.flatMap((row) => versions.get(row.suiteVersionId) ?? [])).map(namedVersion),
      ...totalsOf(own),
      entries: entriesOf(own, { versions, boards }),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { groups, next: page.next };
};

/** GET /api/stats/agents: each agent, with whatever models and variants. */
export const getAgentStats: Handler<"getAgentStats"> = async ({ query, ...context }) => {
  const { groups, next } = await groupsBy(context, "agent", query);
  return { body: groups.map(({ name, ...totals }) => ({ agent: name, runs: totals.successfulRuns, ...totals })), next };
};

/** GET /api/stats/models: each model, under whatever agents. */
export const getModelStats: Handler<"getModelStats"> = async ({ query, ...context }) => {
  const { groups, next } = await groupsBy(context, "model", query);
  return { body: groups.map(({ name, ...totals }) => ({ model: name === "" ? null : name, ...totals })), next };
};
