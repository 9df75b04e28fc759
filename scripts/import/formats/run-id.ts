import { createHash } from "node:crypto";
import { MAX_NAME_LENGTH } from "#contract/names/text.ts";
import { groupBy } from "../group-by.ts";

/** What would make parts ambiguous or a name invalid, escaped as in a URL. */
const UNSAFE = /[%:\p{Cc}]/gu;

const escapePart = (part: string): string =>
  part
    .toWellFormed()
    .replace(UNSAFE, (character) => `%${(character.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`);

/** A name made of a source's own ids, the same each time: the format and the parts between colons, or a hash where that gets too long. */
export const runIdOf = (format: string, ...parts: (string | number)[]): string => {
  const name = [format, ...parts.map((part) => escapePart(String(part)))].join(":");
  return name.length <= MAX_NAME_LENGTH ? name : `${format}:${fingerprintOf(parts)}`;
};

/** A short name for content without an id of its own: the start of the SHA-256 of its JSON. */
export const fingerprintOf = (content: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify(content) ?? "")
    .digest("hex")
    .slice(0, 24);

/** A short name for content whose parts may stand in any order. */
export const fingerprintOfAll = (contents: readonly unknown[]): string =>
  fingerprintOf(contents.map((content) => JSON.stringify(content)).sort());

/**
 * Items that their source does not name, each with its number among those of the same key: in the order of their contents, so that it
 * says nothing in which order they stand.
 */
export const numbered = <Item>(
  items: readonly Item[],
  { keyOf, contentOf }: { keyOf: (item: Item) => string; contentOf: (item: Item) => unknown },
): { item: Item; number: number }[] =>
  [...groupBy(items, keyOf).values()].flatMap((ofKey) => {
    if (ofKey.length === 1) return ofKey.map((item) => ({ item, number: 1 }));
    const ordered = ofKey.map((item) => ({ item, text: JSON.stringify(contentOf(item)) ?? "" }));
    return ordered
      .sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)))
      .map(({ item }, index) => ({ item, number: index + 1 }));
  });
