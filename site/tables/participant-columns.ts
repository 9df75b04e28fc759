import type { Standing } from "#statistics/ranks/standing.ts";
import { formatCount, formatCounted, formatRank } from "#words/numbers.ts";
import { factOf } from "../kept/facts.ts";
import { leadersOf, mainBoardOf, rankedOf, standingOf } from "../snapshot/boards.ts";
import { agentPath, entryPath, modelPath } from "../snapshot/links.ts";
import { hasSyntheticRuns, type Participant } from "../snapshot/participants.ts";
import { compareInList } from "../snapshot/suite-order.ts";
import type { SuiteVersion } from "../snapshot/suites.ts";
import type { Column } from "./column.ts";
import { holdTogether } from "./hold-together.ts";
import { escapeHtml } from "./html.ts";
import { METHOD } from "./method.ts";

/** How many entries a participant has: agent, model and variant, each counted once however many suites it ran. */
export const entriesOf = ({ appearances }: Participant): number =>
  new Set(
    appearances.flatMap(({ version, entries }) =>
      entries.map((entry) => entryPath(version.entries[entry] ?? { agent: "" })),
    ),
  ).size;

/** In how many suites it appears, whatever their version. */
export const suitesOf = ({ appearances }: Participant): number =>
  new Set(appearances.map(({ version }) => version.suite)).size;

type Rank = Standing["rank"];
type Appearance = Participant["appearances"][number];

/** How many entries of a version are ranked, the rank of each entry by its position, and who may be first. */
const ranksOf = factOf("ranks", (version: SuiteVersion): { ranked: number; ranks: Rank[]; leaders: number[] } => {
  const board = mainBoardOf(version);
  return {
    ranked: rankedOf(board).length,
    ranks: version.entries.map((_, entry) => standingOf(board, entry)?.rank ?? null),
    leaders: leadersOf(board).map(({ entry }) => entry),
  };
});

/** The best rank interval among some entries of a version. */
const bestRank = ({ version, entries }: Appearance): Rank => {
  const { ranks } = ranksOf(version);
  const own = entries.flatMap((entry) => ranks[entry] ?? []);
  return own.toSorted((a, b) => a.from - b.from || a.to - b.to)[0] ?? null;
};

/** Whether one of some entries may be first among several. */
const mayBeFirst = ({ version, entries }: Appearance): boolean => {
  const { ranked, leaders } = ranksOf(version);
  return ranked > 1 && leaders.some((entry) => entries.includes(entry));
};

const rankHtml = (appearance: Appearance): string => {
  const { path, title } = appearance.version;
  const rank = bestRank(appearance);
  const { ranked } = ranksOf(appearance.version);
  const place = rank === null ? "no rank" : `${formatRank(rank)} of ${formatCount(ranked)}`;
  const verdict = mayBeFirst(appearance) ? ", <b>may be first</b>" : "";
  return `<span class="item"><a href="${escapeHtml(path)}">${escapeHtml(title)}</a> ${holdTogether(place + verdict)}</span>`;
};

/** How many there are, and how many of them may be first in the newest version of some suite. */
export const describeParticipants = (participants: readonly Participant[], role: Participant["role"]): string => {
  const newest = participants.map(({ appearances }) => appearances.filter(({ version }) => version.newest));
  const first = newest.filter((appearances) => appearances.some(mayBeFirst)).length;
  if (participants.length === 1) return `One ${role}${first === 1 ? ", which may be first on some suite" : ""}.`;
  const verdict = first === 0 ? "none" : first === participants.length ? "all" : formatCount(first);
  return `${formatCounted(participants.length, role)}, by name; ${verdict} of them may be first on some suite.`;
};

/** The name; `isMixed`: some of the listed are made up, others not. */
const nameHtml = (participant: Participant, isMixed: boolean): string => {
  const path = participant.role === "agent" ? agentPath(participant.name) : modelPath(participant.name);
  const mark = isMixed && hasSyntheticRuns(participant) ? " <mark>synthetic</mark>" : "";
  return `<a href="${escapeHtml(path)}">${escapeHtml(participant.name)}</a>${mark}`;
};

/** The row of an agent or a model: what the page of all of them shows, and what CSV and JSON say. */
export const PARTICIPANT_COLUMNS: readonly Column<Participant>[] = [
  {
    page: (listed) => {
      const isMixed = !listed.every(hasSyntheticRuns);
      return {
        heading: listed[0]?.role === "model" ? "Model" : "Agent",
        kind: "row heading",
        cell: { html: (participant) => nameHtml(participant, isMixed) },
      };
    },
    fields: { name: ({ name }) => name, suites: suitesOf },
  },
  {
    page: () => ({
      heading: "Entries",
      kind: "figure",
      cell: { text: (participant) => formatCount(entriesOf(participant)) },
    }),
    fields: { entries: entriesOf },
  },
  {
    page: () => ({
      heading: "Best rank in each suite",
      method: METHOD.rank,
      kind: "prose",
      cell: {
        html: ({ appearances }) =>
          appearances
            .filter(({ version }) => version.newest)
            .toSorted((a, b) => compareInList(a.version, b.version))
            .map(rankHtml)
            .join(" "),
      },
    }),
    fields: {},
  },
];
