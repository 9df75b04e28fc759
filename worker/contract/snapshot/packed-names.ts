import * as z from "zod";
import { MAX_NAME_LENGTH } from "../names/text.ts";
import { takeWhole } from "./take-whole.ts";

/** A name as it is sent: itself, or how many of its first characters are those of the name before, and the rest. */
export type PackedName = string | [same: number, rest: string];

/** What `[same, rest]` takes besides the rest is no more than so many characters. */
const LEAST_SAME = 6;

/** Names, each without what it shares with the one before. Characters are counted as code points. */
export const packNames = (names: readonly string[]): PackedName[] => {
  let before: string[] = [];
  return names.map((name) => {
    const letters = [...name];
    let same = 0;
    while (same < letters.length && letters[same] === before[same]) same += 1;
    before = letters;
    return same < LEAST_SAME ? name : [same, letters.slice(same).join("")];
  });
};

/** The first so many characters of a text. */
const startOf = (text: string, characters: number): string => {
  let end = 0;
  for (let left = characters; left > 0; left -= 1) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return text.slice(0, end);
};

/** The names themselves. */
export const namesOf = (packed: readonly PackedName[]): string[] => {
  let before = "";
  return packed.map((item) => {
    before = typeof item === "string" ? item : startOf(before, item[0]) + item[1];
    return before;
  });
};

/** The most names of a list: a part has 2,000 cells, and the names of no others. */
const MOST_NAMES = 2_000;

/** Whether no name takes more characters from the one before than that has. */
const areWhole = (packed: readonly PackedName[]): boolean => {
  let length = 0;
  return packed.every((item) => {
    const [same, rest] = typeof item === "string" ? [0, item] : item;
    const isWhole = same <= length;
    length = same + [...rest].length;
    return isWhole;
  });
};

const isPackedName = (item: unknown): boolean =>
  typeof item === "string" ||
  (Array.isArray(item) &&
    item.length === 2 &&
    Number.isSafeInteger(item[0]) &&
    item[0] >= 0 &&
    item[0] <= MAX_NAME_LENGTH &&
    typeof item[1] === "string");

/** Names in a part. Read: themselves. */
export const PackedNamesSchema = takeWhole(
  z
    .array(z.union([z.string(), z.tuple([z.int().min(0).max(MAX_NAME_LENGTH), z.string()])]))
    .max(MOST_NAMES)
    .refine(areWhole, "a name takes more characters from the one before than that has"),
  (names) => Array.isArray(names) && names.length <= MOST_NAMES && names.every(isPackedName) && areWhole(names),
).transform(namesOf);
