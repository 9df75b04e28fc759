import { foldText } from "#words/fold-text.ts";

/** A section of a page of the documentation, with the words that stand in it. */
export interface DocSection {
  title: string;
  words: string;
}

/** A word of two letters at least, or several joined by signs. */
const WORD = /[\p{L}\p{N}](?:[._-]?[\p{L}\p{N}])+/gu;

/** The words of a text, each once, in lower case. */
const wordsOf = (text: string): string => [...new Set(foldText(text).match(WORD))].join(" ");

/** The sections of a page's Markdown by its headings of the second level; what stands before them is its beginning, without a title. */
export const sectionsOf = (markdown: string): DocSection[] => {
  const body = markdown.replace(/^---\n.*?\n---\n/s, "");
  return body.split(/^## /m).map((text, position) => {
    const end = position === 0 ? 0 : text.indexOf("\n");
    const title = text.slice(0, end < 0 ? undefined : end).trim();
    return { title, words: wordsOf(end < 0 ? "" : text.slice(end)) };
  });
};
