import type { Standing } from "#statistics/ranks/standing.ts";
import { type Board, rankedOf } from "./boards.ts";

/** The ranked entries of a board that have a value and a first run; with `entries` those of them alone. */
export const datedOf = (board: Board, entries?: ReadonlySet<number>): Standing[] =>
  rankedOf(board).filter(
    ({ entry, firstRunAt, estimate }) =>
      firstRunAt > 0 && estimate.value !== null && (entries === undefined || entries.has(entry)),
  );

/** Whether something can be seen of entries over time: they did not all come on one day. */
export const hasCourse = (dated: readonly Pick<Standing, "firstRunAt">[]): boolean =>
  new Set(dated.map(({ firstRunAt }) => Math.floor(firstRunAt / 86_400))).size > 1;

/** The entries of a board that are one agent's, or one model's, by their positions. */
export const entriesWith = ({ version }: Pick<Board, "version">, role: "agent" | "model", name: string): Set<number> =>
  new Set(version.entries.flatMap((entry, position) => (entry[role] === name ? [position] : [])));

/** What tells an entry from the others of its agent, or of its model: all else that it states, or its own name where that is nothing. */
export const titleBeside = ({ version }: Pick<Board, "version">, role: "agent" | "model", position: number): string => {
  const { agent, model, variant } = version.entries[position] ?? { agent: "" };
  const parts = role === "agent" ? [model, variant] : [agent, variant];
  return parts.filter((part) => part !== undefined).join(" · ") || "model not stated";
};
