import { expect, it } from "vitest";
import { BoardEntrySchema } from "#contract/figures/board.ts";
import { DICTIONARY } from "./dictionary.ts";

it("says of every column of a leaderboard what it means and what it holds", () => {
  expect(DICTIONARY.map(({ name }) => name)).toEqual(Object.keys(BoardEntrySchema.shape));
  for (const { name, description } of DICTIONARY) expect(description, name).not.toBe("");
  const typeOf = (name: string) => DICTIONARY.find((row) => row.name === name)?.type;
  expect(["entry", "rankFrom", "estimate", "unequalTrials", "pass", "lastRunAt", "betterThan"].map(typeOf)).toEqual([
    "text",
    "integer or null",
    "number or null",
    "boolean",
    "integer",
    "text or null",
    "array",
  ]);
});
