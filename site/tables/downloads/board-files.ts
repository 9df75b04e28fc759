import type { BoardIndex } from "#contract/figures/board.ts";
import { boardFileName, boardIndexPath, boardText } from "#contract/figures/board-file.ts";
import { EVALUATOR_REPORT_FILE } from "#contract/figures/evaluator-report.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { factOf } from "../../kept/facts.ts";
import { boardsOf, publishedBoard } from "../../snapshot/boards.ts";
import { evaluatorReportOf } from "../../snapshot/evaluators.ts";
import { tierPath } from "../../snapshot/links.ts";
import type { Suite, SuiteVersion } from "../../snapshot/suites.ts";

type Named = Pick<Snapshot, "id" | "createdAt">;

/** The pages of a version that show boards: over all tiers, and of each tier. */
const pagesOf = (version: SuiteVersion): { tier: number | undefined; path: string }[] => [
  { tier: undefined, path: version.path },
  ...version.tierOrder.map((tier) => ({ tier, path: tierPath(version, version.tiers[tier] ?? "") })),
];

const metricsOf = (version: SuiteVersion, tier: number | undefined) =>
  boardsOf(version, tier).map(({ metric }) => metric);

/** What the list of a suite's boards says of a version. */
const indexedOf = factOf("boards", (version: SuiteVersion): BoardIndex["versions"][number] => ({
  suiteVersion: version.suiteVersion ?? null,
  path: version.path,
  metrics: metricsOf(version, undefined),
  tiers: pagesOf(version).flatMap(({ tier, path }) =>
    tier === undefined ? [] : { tier: version.tiers[tier] ?? "", path, metrics: metricsOf(version, tier) },
  ),
}));

const indexOf = ({ suite, versions }: Suite, { id }: Named): BoardIndex => ({
  snapshot: id,
  suite,
  versions: versions.map(indexedOf),
});

/**
 * The boards of a suite as files beside the pages that show them, and the list of them by which the API finds one; each made when it is its turn.
 * `isWanted`: whose boards.
 */
export function* boardFiles(
  suite: Suite,
  snapshot: Named,
  isWanted: (version: SuiteVersion) => boolean = () => true,
): Generator<{ path: string; make: () => string }> {
  yield { path: boardIndexPath(suite.suite), make: () => `${JSON.stringify(indexOf(suite, snapshot))}\n` };
  for (const version of suite.versions.filter(isWanted)) {
    yield {
      path: version.path + EVALUATOR_REPORT_FILE,
      make: () => `${JSON.stringify(evaluatorReportOf(version, snapshot))}\n`,
    };
    for (const { tier, path } of pagesOf(version)) {
      for (const board of boardsOf(version, tier)) {
        yield { path: path + boardFileName(board.metric), make: () => boardText(publishedBoard(board, snapshot)) };
      }
    }
  }
}
