import { foldText } from "#words/fold-text.ts";

/** Something that can be found: what it is, what it is called, where it is, and words that stand in it. */
export type SearchItem = readonly [kind: string, title: string, path: string, words?: string];

/** What is found for a query, best first. */
export interface Found {
  item: SearchItem;
  score: number;
}

/** The words that are looked for. */
const queryWords = (query: string): string[] =>
  foldText(query)
    .split(/[\s·,]+/)
    .filter((word) => word !== "");

const STARTS_TITLE = 8;
const STARTS_WORD = 4;
const IN_TITLE = 2;
const IN_TEXT = 1;

/** How well a word fits what can be found; 0: not at all. */
const scoreWord = (word: string, title: string, words: string): number => {
  if (title.startsWith(word)) return STARTS_TITLE;
  const at = title.indexOf(word);
  if (at > 0) return /[\p{L}\p{N}]/u.test(title[at - 1] ?? "") ? IN_TITLE : STARTS_WORD;
  return ` ${words}`.includes(` ${word}`) ? IN_TEXT : 0;
};

/**
 * The items in which every word of a query stands, in the title or among the words; those with the words at a beginning first, then the
 * shorter titles, then in the order of the list.
 */
export const findItems = (items: readonly SearchItem[], query: string): Found[] => {
  const words = queryWords(query);
  if (words.length === 0) return [];
  const found: Found[] = [];
  for (const item of items) {
    const [kind, title, , text = ""] = item;
    const folded = foldText(title);
    const scores = words.map((word) => scoreWord(word, folded, text) || (kind.startsWith(word) ? IN_TEXT : 0));
    if (scores.every((score) => score > 0)) found.push({ item, score: scores.reduce((sum, score) => sum + score, 0) });
  }
  return found.sort((a, b) => b.score - a.score || a.item[1].length - b.item[1].length);
};
