import type { Board } from "../snapshot/boards.ts";

/** The ends of a picture's scale: 0 and 1, or as far as the scores of the board go. */
export const barDomain = ({ metric, standings }: Pick<Board, "metric" | "standings">): [low: number, high: number] => {
  if (metric === "success") return [0, 1];
  const reached = standings.flatMap(({ estimate: { value, interval } }) =>
    value === null ? [] : [value, interval?.low ?? value, interval?.high ?? value],
  );
  return [Math.min(0, ...reached), Math.max(1, ...reached)];
};
