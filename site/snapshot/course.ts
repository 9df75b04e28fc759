import type { Board } from "./boards.ts";

/** The entries of a board that are one agent's, or one model's, by their positions. */
export const entriesWith = ({ version }: Pick<Board, "version">, role: "agent" | "model", name: string): Set<number> =>
  new Set(version.entries.flatMap((entry, position) => (entry[role] === name ? [position] : [])));

/** What tells an entry from the others of its agent, or of its model: all else that it states, or its own name where that is nothing. */
export const titleBeside = ({ version }: Pick<Board, "version">, role: "agent" | "model", position: number): string => {
  const { agent, model, variant } = version.entries[position] ?? { agent: "" };
  const parts = role === "agent" ? [model, variant] : [agent, variant];
  return parts.filter((part) => part !== undefined).join(" · ") || "model not stated";
};
