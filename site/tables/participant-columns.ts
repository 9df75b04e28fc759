import type { Standing } from "#statistics/ranks/standing.ts";
import { formatCount, formatRank } from "#words/numbers.ts";
import { boardOf, rankedOf, standingOf } from "../snapshot/boards.ts";
import { agentPath, entryPath, modelPath } from "../snapshot/links.ts";
import { hasSyntheticRuns, type Participant } from "../snapshot/participants.ts";
import type { SuiteVersion } from "../snapshot/suites.ts";
import type { Column } from "./column.ts";
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

/** The best rank interval among some entries of a version. */
const bestRank = (version: SuiteVersion, entries: readonly number[]): Standing["rank"] => {
  const board = boardOf(version, undefined);
  const ranks = entries.flatMap((entry) => standingOf(board, entry)?.rank ?? []);
  return ranks.toSorted((a, b) => a.from - b.from || a.to - b.to)[0] ?? null;
};

const rankHtml = ({ version, entries }: Participant["appearances"][number]): string => {
  const rank = bestRank(version, entries);
  const ranked = rankedOf(boardOf(version, undefined)).length;
  const text = rank === null ? "no rank" : `${formatRank(rank)} of ${formatCount(ranked)}`;
  return `<span class="item"><a href="${escapeHtml(version.path)}">${escapeHtml(version.title)}</a> ${text}</span>`;
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
            .map(rankHtml)
            .join(" "),
      },
    }),
    fields: {},
  },
];
