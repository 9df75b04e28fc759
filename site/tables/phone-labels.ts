const SPECIAL = /["\\<\p{Cc}]/gu;

/** Text as a string of CSS, which nothing in it can end. */
const cssText = (text: string): string =>
  `"${text.replace(SPECIAL, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`;

/**
 * What a table's columns are called, as style: --l1 the first, and so on. On a phone the head is gone, and style puts each name before its
 * figure (table.css).
 */
export const phoneLabels = (headings: readonly string[]): string =>
  headings.map((heading, place) => `--l${place + 1}:${cssText(heading)}`).join(";");
