import { slugOf } from "#contract/names/slug.ts";
import { describeFinding } from "#words/board-finding.ts";
import { formatDay } from "#words/moments.ts";
import { entryTitle } from "#words/names.ts";
import { formatInterval, formatRank, formatValue } from "#words/numbers.ts";
import { factOf } from "../../kept/facts.ts";
import { type Board, boardsOf, findingFactsOf, leadersOf, rankedOf } from "../../snapshot/boards.ts";
import { entrySlug } from "../../snapshot/links.ts";
import type { SuiteVersion } from "../../snapshot/suites.ts";
import type { EntryFacts, Source, SuiteFacts } from "./cards.ts";

/** The address of a suite's pictures, and of an entry's on it, without the file's name. */
export const embedPath = ({ suite }: Pick<SuiteVersion, "suite">): string => `/embed/${slugOf(suite)}/`;
export const entryEmbedPath = (version: SuiteVersion, entry: number): string =>
  `${embedPath(version)}${entrySlug(version.entries[entry] ?? { agent: "" })}/`;

/** The ends of the scale: 0 and 1, or as far as the scores of the board go. A picture of its own has no labels that could say otherwise. */
const scaleOf = ({ metric, standings }: Pick<Board, "metric" | "standings">): [low: number, high: number] => {
  if (metric === "success") return [0, 1];
  const reached = standings.flatMap(({ estimate: { value, interval } }) =>
    value === null ? [] : [value, interval?.low ?? value, interval?.high ?? value],
  );
  return [Math.min(0, ...reached), Math.max(1, ...reached)];
};

const entryFacts = (board: Board): EntryFacts[] => {
  const { version, metric, standings } = board;
  const [from, to] = scaleOf(board);
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? null : Math.min(1, Math.max(0, (value - from) / (to - from)));
  return standings.map(({ entry, rank, group, estimate: { value, interval } }) => ({
    entry: entryTitle(version.entries[entry] ?? { agent: "" }),
    suite: version.suite,
    rank: rank === null ? null : formatRank(rank),
    of: rankedOf(board).length,
    mayBeFirst: group === 1,
    value: formatValue(value, metric),
    interval: formatInterval(interval, metric),
    at: share(value),
    low: share(interval?.low),
    high: share(interval?.high),
  }));
};

/** What is said in short of no ranked entry and of one, where there is nobody to be first among. */
const SHORT = ["nobody is ranked", "one ranked entry"];

/** What pictures say of the newest version of a suite, and its entries in the order of its board. */
export interface EmbedFacts {
  facts: SuiteFacts;
  entries: number[];
  source: Source;
}

/** The same; null where the version has no board. */
export const embedFacts = factOf("embeds", (version: SuiteVersion): EmbedFacts | null => {
  const [board] = boardsOf(version, undefined);
  if (!board) return null;
  const { strong, rest } = describeFinding(findingFactsOf(board));
  const [sentence = ""] = rest.split(/(?<=\.) /);
  const [leaders, ranked] = [leadersOf(board).length, rankedOf(board).length];
  return {
    facts: {
      suite: version.suite,
      finding: strong + sentence,
      short: SHORT[ranked] ?? `${leaders} of ${ranked} may be first`,
      rows: entryFacts(board),
    },
    entries: board.standings.map(({ entry }) => entry),
    source: { day: formatDay(version.lastRunAt), isSynthetic: version.syntheticRuns > 0 },
  };
});
