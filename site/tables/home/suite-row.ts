import type { Standing } from "#statistics/ranks/standing.ts";
import { formatDollars } from "#words/amounts.ts";
import { describeOnly } from "#words/board-finding.ts";
import { formatDay } from "#words/moments.ts";
import { entryTitle } from "#words/names.ts";
import { describeEstimate, formatCount, formatCounted, formatValue, roughly } from "#words/numbers.ts";
import { firstSentence } from "#words/sentence.ts";
import { factOf } from "../../kept/facts.ts";
import { type Board, bargainFactsOf, isOfTotals, leadersOf, mainBoardOf, rankedOf } from "../../snapshot/boards.ts";
import { entryPath } from "../../snapshot/links.ts";
import type { SuiteVersion } from "../../snapshot/suites.ts";
import { axisFor } from "../board/axis.ts";
import { countTasks } from "../count-tasks.ts";

/** Words with what stands below them; with the address of what they name. */
interface Told {
  text: string;
  below: string;
  path?: string;
}

/** A line an entry, as paths over 0 to 100. */
interface Drawn {
  /** Those that may be first, what they span, the other ranked ones, and those without a rank. */
  first: string;
  span: { from: number; width: number } | null;
  rest: string;
  unranked: string;
  /** What the picture goes from and to, where that is not the share of tasks solved; undefined: it is. */
  scale: string | undefined;
}

/** What the home page says of a suite. */
export interface SuiteRow {
  version: SuiteVersion;
  /** Whether its entries have one total each, so that there are no tasks to compare. */
  isTotals: boolean;
  /** Whether two of its entries are ranked, so that there is something to compare. */
  isCompared: boolean;
  /** What it measures, in a sentence; undefined where nobody says it. */
  about: string | undefined;
  sample: string;
  first: Told;
  cheapest: Told | null;
  newest: Told | null;
  drawn: Drawn;
}

/** So many of those that may be first are named. */
const MOST_NAMED = 2;

const titleOf = ({ version }: Board, { entry }: Pick<Standing, "entry">): string =>
  entryTitle(version.entries[entry] ?? { agent: "" });

const pathOf = ({ version }: Board, { entry }: Pick<Standing, "entry">): string =>
  entryPath(version.entries[entry] ?? { agent: "" });

const valuesOf = (standings: readonly Standing[]): number[] =>
  standings.flatMap(({ estimate }) => estimate.value ?? []);

const namesOf = (board: Board, leaders: readonly Standing[]): string => {
  const named = leaders
    .slice(0, MOST_NAMED)
    .map((leader) => `${titleOf(board, leader)} ${formatValue(leader.estimate.value, board.metric)}`);
  const left = leaders.length - named.length;
  return left > 0 ? `${named.join(", ")} and ${formatCount(left)} more` : named.join(", ");
};

/** What those that may be first reach: "74–79% solved", "a mean score of 0.62 to 0.71". */
const reachOf = ({ metric }: Board, leaders: readonly Standing[]): string => {
  const values = valuesOf(leaders);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (metric === "score") {
    const [least, most] = [formatValue(low, metric), formatValue(high, metric)];
    return `a mean score of ${least === most ? most : `${least} to ${most}`}`;
  }
  const [least, most] = [Math.round(100 * low), Math.round(100 * high)];
  return `${low === high ? formatValue(high, metric) : least === most ? `${most}%` : `${least}–${most}%`} solved`;
};

/** Who may be first, and with how much. */
const firstOf = (board: Board): Told => {
  const { standings, places, first, metric } = board;
  const ranked = rankedOf(board);
  const leaders = leadersOf(board);
  const [leader] = ranked;
  if (!leader) {
    const entries = formatCounted(standings.length, "entry", "entries");
    return places.length === 0
      ? { text: "Nobody is ranked by tasks solved", below: `${entries}; no run counts towards a success rate` }
      : {
          text: "Nobody is ranked",
          below: `${entries}, none with enough of the board’s ${formatCounted(places.length, "cell")}`,
        };
  }
  if (ranked.length === 1) {
    return {
      text: describeOnly({ unranked: standings.length - ranked.length }, leader.estimate, metric),
      below: `${titleOf(board, leader)}; nothing to compare it with yet`,
    };
  }
  if (first !== null)
    return {
      text: `First: ${titleOf(board, leader)}, ${describeEstimate(leader.estimate, metric)}`,
      below: "clearly better than every other",
    };
  return {
    text: `${formatCount(leaders.length)} of ${formatCount(ranked.length)} may be first, with ${reachOf(board, leaders)}`,
    below: namesOf(board, leaders),
  };
};

const cheapestOf = (board: Board): Told | null => {
  const facts = bargainFactsOf(board);
  const hasCosts = leadersOf(board).some(({ usage }) => usage.cost.mean !== null);
  if (!facts) {
    const below =
      board.metric === "score"
        ? "how much lower a cheaper one may score is not stated"
        : `no cheaper one is surely within ${roughly(100 * board.margin)} points of who stands first`;
    return hasCosts ? { text: "None to name", below } : null;
  }
  const times = facts.times === null ? "" : `, ${facts.times.times.toFixed(1)} times cheaper than who stands first`;
  const isAlone = rankedOf(board).length === 1;
  const below = isAlone ? ", the only one" : facts.entry === facts.leader ? ", and stands first" : times;
  return { text: facts.entry, below: `${formatDollars(facts.cost)} a run${below}` };
};

const newestOf = (board: Board): Told | null => {
  const newest = board.standings.toSorted((a, b) => b.lastRunAt - a.lastRunAt)[0];
  if (!newest || newest.lastRunAt === 0) return null;
  const place = newest.group === 1 && rankedOf(board).length > 1 ? ", may be first" : "";
  return { text: titleOf(board, newest), below: formatDay(newest.lastRunAt) + place, path: pathOf(board, newest) };
};

const lines = (values: readonly number[]): string => [...new Set(values)].map((value) => `M${value} 10V34`).join("");

/** The range of a picture: shares from none to all, scores over their scale or, where nobody states its ends, over what is reached. */
const rangeOf = ({ metric, scale, standings }: Board): { low: number; high: number } => {
  if (metric === "success") return { low: 0, high: 1 };
  const values = valuesOf(standings);
  return scale.ends ?? axisFor(values.length === 0 ? [0] : values);
};

const drawnOf = (board: Board): Drawn => {
  const { low, high } = rangeOf(board);
  const placesOf = (standings: readonly Standing[]) =>
    valuesOf(standings).map((value) => Number(((100 * (value - low)) / (high - low)).toFixed(1)));
  const first = placesOf(leadersOf(board));
  const from = Math.min(...first);
  return {
    first: lines(first),
    span: first.length > 1 ? { from, width: Number((Math.max(...first) - from).toFixed(1)) } : null,
    rest: lines(placesOf(rankedOf(board).filter(({ group }) => group !== 1))),
    unranked: lines(placesOf(board.standings.filter(({ rank }) => rank === null))),
    scale: board.metric === "success" ? undefined : `mean score, ${roughly(low)} to ${roughly(high)}`,
  };
};

const toldOf = factOf("home", (version: SuiteVersion): Omit<SuiteRow, "version"> => {
  const board = mainBoardOf(version);
  return {
    isTotals: isOfTotals(board),
    isCompared: rankedOf(board).length > 1,
    about: version.about === undefined ? undefined : firstSentence(version.about),
    sample: `${formatCounted(version.entries.length, "entry", "entries")} · ${countTasks(version)} · ${formatCounted(version.runs, "run")}`,
    ...{ first: firstOf(board), cheapest: cheapestOf(board), newest: newestOf(board), drawn: drawnOf(board) },
  };
});

/** What the home page says of a version of a suite: of its board over all tiers. */
export const suiteRow = (version: SuiteVersion): SuiteRow => ({ version, ...toldOf(version) });

/** How many entries are ranked and may be first, and which is first for certain; null where none is. */
const winnersOf = factOf("winners", (version: SuiteVersion) => {
  const board = mainBoardOf(version);
  const leaders = leadersOf(board);
  const winner = leaders[0] && board.first !== null ? titleOf(board, leaders[0]) : null;
  return { ranked: rankedOf(board).length, leaders: leaders.length, winner };
});

/** So many suites without a single winner are named. */
const MOST_SUITES = 3;

/** So many single winners are named. */
const MOST_WINNERS = 2;

/** Who is first for certain, and on which suites: ": a on s and b on t". */
const describeWinners = (won: readonly { title: string; winner: string | null }[]): string => {
  const named = won.slice(0, MOST_WINNERS).map(({ title, winner }) => `${winner} on ${title}`);
  const more = won.length - named.length;
  return more > 0 ? `${named.join(", ")} and ${formatCount(more)} more` : named.join(" and ");
};

/** The sentence above the suites: whether one has a single winner, and where several may be first. */
export const describeSuites = (versions: readonly SuiteVersion[]): { strong: string; rest: string } => {
  const boards = versions
    .map((version) => ({ ...winnersOf(version), title: version.title }))
    .filter(({ ranked }) => ranked > 1);
  const won = boards.filter(({ winner }) => winner !== null);
  const open = boards.filter(({ winner }) => winner === null);
  const said = open.slice(0, MOST_SUITES).map(({ title, leaders, ranked }, place) => {
    const share = `${formatCount(leaders)} of ${formatCount(ranked)}`;
    return `${place === 0 ? "On" : "on"} ${title}, ${share}${place === 0 ? " entries may be first" : ""}`;
  });
  const more = open.length - said.length;
  if (more > 0) said.push(`on ${formatCounted(more, "more suite")}, several`);
  const strong =
    boards.length === 0
      ? "Nothing can be compared yet."
      : won.length === 0
        ? "No suite has a single winner."
        : `${formatCount(won.length)} of ${formatCounted(versions.length, "suite")} ${won.length === 1 ? "has" : "have"} a single winner: ${describeWinners(won)}.`;
  const rest = said.length === 0 ? "" : `${said.join("; ")}. `;
  return { strong, rest: `${rest}A rank here is an interval: it says what the runs can tell, and no more.` };
};
