import type { Standing } from "#statistics/ranks/standing.ts";
import { formatDollars } from "#words/amounts.ts";
import { formatDay } from "#words/moments.ts";
import { entryTitle } from "#words/names.ts";
import { formatCount, formatCounted, formatInterval, formatRate, roughly } from "#words/numbers.ts";
import { type Board, bargainFactsOf, boardOf, isOfTotals, leadersOf, rankedOf } from "../../snapshot/boards.ts";
import { entryPath } from "../../snapshot/links.ts";
import type { SuiteVersion } from "../../snapshot/suites.ts";
import { countTasks } from "../count-tasks.ts";

/** Words with what stands below them; with the address of what they name. */
interface Told {
  text: string;
  below: string;
  path?: string;
}

/** What the home page says of a suite. */
export interface SuiteRow {
  version: SuiteVersion;
  /** Whether its entries have one total each, so that there are no tasks to compare. */
  isTotals: boolean;
  sample: string;
  first: Told;
  cheapest: Told | null;
  newest: Told | null;
  /** Lines of the picture, as a path over 0 to 100: of those that may be first, and of all others; and what the first ones span. */
  drawn: { first: string; rest: string; span: { from: number; width: number } | null };
}

/** So many of those that may be first are named. */
const MOST_NAMED = 2;

const titleOf = ({ version }: Board, { entry }: Pick<Standing, "entry">): string =>
  entryTitle(version.entries[entry] ?? { agent: "" });

const pathOf = ({ version }: Board, { entry }: Pick<Standing, "entry">): string =>
  entryPath(version.entries[entry] ?? { agent: "" });

const valuesOf = (standings: readonly Standing[]): number[] =>
  standings.flatMap(({ estimate }) => (estimate.value === null ? [] : [Number((100 * estimate.value).toFixed(1))]));

const namesOf = (board: Board, leaders: readonly Standing[]): string => {
  const named = leaders
    .slice(0, MOST_NAMED)
    .map((leader) => `${titleOf(board, leader)} ${formatRate(leader.estimate.value)}`);
  const left = leaders.length - named.length;
  return left > 0 ? `${named.join(", ")} and ${formatCount(left)} more` : named.join(", ");
};

/** Who may be first, and with how much. */
const firstOf = (board: Board): Told => {
  const { standings, places, first } = board;
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
  const estimate = `${formatRate(leader.estimate.value)} (${formatInterval(leader.estimate.interval, "success")})`;
  if (ranked.length === 1) {
    return {
      text: `One ranked entry: ${estimate}`,
      below: `${titleOf(board, leader)}; nothing to compare it with yet`,
    };
  }
  if (first !== null)
    return { text: `First: ${titleOf(board, leader)}, ${estimate}`, below: "clearly better than every other" };
  const values = valuesOf(leaders);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = low === high ? `${low}%` : `${Math.round(low)}–${Math.round(high)}%`;
  return {
    text: `${formatCount(leaders.length)} of ${formatCount(ranked.length)} may be first, at ${range}`,
    below: namesOf(board, leaders),
  };
};

const cheapestOf = (board: Board): Told | null => {
  const facts = bargainFactsOf(board);
  const hasCosts = leadersOf(board).some(({ usage }) => usage.cost.mean !== null);
  if (!facts) {
    const below = `no cheaper one is surely within ${roughly(100 * board.margin)} points of who stands first`;
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

const drawnOf = (board: Board): SuiteRow["drawn"] => {
  const first = valuesOf(leadersOf(board));
  const rest = valuesOf(board.standings.filter(({ group }) => group !== 1));
  const from = Math.min(...first);
  const span = first.length > 1 ? { from, width: Number((Math.max(...first) - from).toFixed(1)) } : null;
  return { first: lines(first), rest: lines(rest), span };
};

/** What the home page says of a version of a suite: of its board over all tiers. */
export const suiteRow = (version: SuiteVersion): SuiteRow => {
  const board = boardOf(version, undefined);
  return {
    ...{ version, isTotals: isOfTotals(board) },
    sample: `${formatCounted(version.entries.length, "entry", "entries")} · ${countTasks(version)} · ${formatCounted(version.runs, "run")}`,
    ...{ first: firstOf(board), cheapest: cheapestOf(board), newest: newestOf(board), drawn: drawnOf(board) },
  };
};

/** So many suites without a single winner are named. */
const MOST_SUITES = 3;

/** The sentence above the suites: whether one has a single winner, and where several may be first. */
export const describeSuites = (versions: readonly SuiteVersion[]): { strong: string; rest: string } => {
  const boards = versions.map((version) => boardOf(version, undefined)).filter((board) => rankedOf(board).length > 1);
  const won = boards.filter(({ first }) => first !== null);
  const open = boards.filter(({ first }) => first === null);
  const said = open.slice(0, MOST_SUITES).map((board, place) => {
    const share = `${formatCount(leadersOf(board).length)} of ${formatCount(rankedOf(board).length)}`;
    return `${place === 0 ? "On" : "on"} ${board.version.title}, ${share}${place === 0 ? " entries may be first" : ""}`;
  });
  const more = open.length - said.length;
  if (more > 0) said.push(`on ${formatCounted(more, "more suite")}, several`);
  const strong =
    boards.length === 0
      ? "Nothing can be compared yet."
      : won.length === 0
        ? "No suite has a single winner."
        : `${formatCount(won.length)} of ${formatCounted(versions.length, "suite")} ${won.length === 1 ? "has" : "have"} a single winner.`;
  const rest = said.length === 0 ? "" : `${said.join("; ")}. `;
  return { strong, rest: `${rest}A rank here is an interval: it says what the runs can tell, and no more.` };
};
