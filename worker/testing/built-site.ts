import { type BoardIndex, BoardSchema } from "#contract/figures/board.ts";
import { boardFileName, boardIndexPath, boardText } from "#contract/figures/board-file.ts";
import { EVALUATOR_REPORT_FILE } from "#contract/figures/evaluator-report.ts";
import { slugOf } from "#contract/names/slug.ts";
import { type Cell, cellsOf, type JoinedSuite } from "#contract/snapshot/cells.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { compareVersions } from "#contract/suites/compare-versions.ts";
import { boardAnswer } from "#statistics/findings/board-answer.ts";
import { evaluatorReport } from "#statistics/judges/evaluator-report.ts";
import { leaderboard } from "#statistics/ranks/leaderboard.ts";
import type { Site } from "../http/site-files.ts";
import { siteOf } from "./site-files.ts";
import { readSnapshot } from "./snapshot.ts";

type Page = Omit<BoardIndex["versions"][number], "tiers" | "suiteVersion">;

/** The boards of a page, each with its text. */
const boardsOf = (given: JoinedSuite, { id, createdAt }: Snapshot, cells: readonly Cell[], tier: string | null) => {
  const { suite, suiteVersion = null, entries } = given;
  const cellsByEntry = entries.map((_, entry) => cells.filter((cell) => cell.entry === entry));
  const boardBy = (metric: "success" | "score") => leaderboard(cells, { metric, entries });
  const bySuccess = boardBy("success");
  return (bySuccess.graded ? [bySuccess, boardBy("score")] : [bySuccess]).map((board) => {
    const answer = boardAnswer(
      board,
      { snapshot: id, createdAt, suite, suiteVersion, tier },
      { entries, cellsByEntry },
    );
    return { metric: board.metric, text: boardText(BoardSchema.parse(answer)) };
  });
};

const addVersion = (files: Map<string, string>, given: JoinedSuite, snapshot: Snapshot, path: string) => {
  const cells = cellsOf(given);
  const report = evaluatorReport(given, { snapshot: snapshot.id, createdAt: snapshot.createdAt });
  files.set(path + EVALUATOR_REPORT_FILE, JSON.stringify(report));
  const addPage = (address: string, own: readonly Cell[], tier: string | null): Page => {
    const boards = boardsOf(given, snapshot, own, tier);
    for (const { metric, text } of boards) files.set(address + boardFileName(metric), text);
    return { path: address, metrics: boards.map(({ metric }) => metric) };
  };
  return {
    suiteVersion: given.suiteVersion ?? null,
    ...addPage(path, cells, null),
    tiers: given.tiers.map((tier, place) => ({
      tier,
      ...addPage(
        `${path}tiers/${slugOf(tier)}/`,
        cells.filter((cell) => cell.tier === place),
        tier,
      ),
    })),
  };
};

/** The boards of a site that is built of the runs that are there now; a version that is not the newest has a page of its own. */
export const buildSite = async (): Promise<Site["ASSETS"]> => {
  const snapshot = await readSnapshot();
  const files = new Map([["/data/snapshot.json", "{}"]]);
  for (const [suite, given] of Map.groupBy(snapshot.suites, (version) => version.suite)) {
    const home = `/suites/${slugOf(suite)}/`;
    const versions = given
      .toSorted((a, b) => compareVersions(b.suiteVersion, a.suiteVersion))
      .map((version, place) =>
        addVersion(
          files,
          version,
          snapshot,
          place === 0 ? home : `${home}versions/${slugOf(version.suiteVersion ?? "")}/`,
        ),
      );
    files.set(boardIndexPath(suite), JSON.stringify({ snapshot: snapshot.id, suite, versions } satisfies BoardIndex));
  }
  return siteOf(files);
};

/** The same, built when it is first asked for anything. */
export const lazySite = (): Site["ASSETS"] => {
  let site: ReturnType<typeof buildSite> | undefined;
  return {
    fetch: async (input) => {
      site ??= buildSite();
      return (await site).fetch(input);
    },
  };
};
