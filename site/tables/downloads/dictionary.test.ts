import { expect, it } from "vitest";
import { BoardEntrySchema } from "#contract/figures/board.ts";
import { EffectSchema } from "#contract/figures/effect.ts";
import { DICTIONARY, EFFECTS_DICTIONARY } from "./dictionary.ts";

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

it("says what each column of the effects holds", () => {
  expect(EFFECTS_DICTIONARY.map(({ name }) => name)).toEqual(Object.keys(EffectSchema.shape));
  const [kind, , model] = EFFECTS_DICTIONARY;
  expect([kind?.type, model?.type]).toEqual(["text", "text or null"]);
  expect(EFFECTS_DICTIONARY.find(({ name }) => name === "clear")).toMatchObject({
    type: "boolean",
    description: "Whether that is at most 0.05.",
  });
});
