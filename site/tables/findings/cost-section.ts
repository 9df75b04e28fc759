import { describeBargain, NO_BARGAIN, NO_MARGIN } from "#words/board.ts";
import { dollarFormat } from "#words/column-amounts.ts";
import { entryTitle } from "#words/names.ts";
import { formatCount } from "#words/numbers.ts";
import { factOf } from "../../kept/facts.ts";
import { bargainFactsOf, mainBoardOf, picturedBoardOf } from "../../snapshot/boards.ts";
import { frontierOf } from "../../snapshot/frontier.ts";
import { entryPath } from "../../snapshot/links.ts";
import type { SuiteVersion } from "../../snapshot/suites.ts";
import { formatOnBoard } from "../board/shared.ts";

/** So many entries with nothing better at their cost are named. */
const MOST_NAMED = 8;

/** What a suite's entries cost, in short. */
interface CostSection {
  says: string;
  /** Entries with nothing better at their cost, the cheapest first; none where there is no second. */
  best: { path: string; title: string; figures: string }[];
  /** How many more there are; empty where none. */
  more: string;
}

/** What the entries of a version cost; null where none states it. */
export const costSection = factOf("costs", (version: SuiteVersion): CostSection | null => {
  const board = mainBoardOf(version);
  if (!board.standings.some(({ usage }) => usage.cost.mean !== null)) return null;
  const pictured = picturedBoardOf(version);
  const frontier = frontierOf(pictured, "cost");
  const named = frontier.length > 1 ? frontier.slice(0, MOST_NAMED) : [];
  const formatCost = dollarFormat(named.map(({ cost }) => cost));
  return {
    says: describeBargain(bargainFactsOf(board)) || (board.metric === "score" ? NO_MARGIN : NO_BARGAIN),
    best: named.map(({ entry, cost, value }) => {
      const own = version.entries[entry] ?? { agent: "" };
      const reached = formatOnBoard(pictured, value);
      const figures = `${formatCost(cost)} a run, ${pictured.metric === "success" ? `${reached}% solved` : `mean score ${reached}`}`;
      return { path: entryPath(own), title: entryTitle(own), figures };
    }),
    more: frontier.length > MOST_NAMED ? `and ${formatCount(frontier.length - MOST_NAMED)} more` : "",
  };
});
