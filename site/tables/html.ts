import { formatMoment } from "#words/moments.ts";
import { UNKNOWN } from "#words/numbers.ts";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const UNSAFE = /[&<>"']/;
const EACH_UNSAFE = new RegExp(UNSAFE, "g");

/** Text made safe to stand in HTML, between tags or in a quoted attribute. Most texts are safe, and to look is faster than to replace nothing. */
export const escapeHtml = (text: string): string =>
  UNSAFE.test(text) ? text.replace(EACH_UNSAFE, (character) => ENTITIES[character] ?? "") : text;

/** Links in a row, with commas between them, as HTML: written out in a template they would get spaces before the commas. */
export const linksHtml = (links: readonly (readonly [name: string, path: string])[]): string =>
  links.map(([name, path]) => `<a href="${escapeHtml(path)}">${escapeHtml(name)}</a>`).join(", ");

/** JSON that may stand in a script element: nothing in it can end the element. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");

/** A moment in milliseconds since 1970, as HTML; null where nobody stated it. */
export const momentHtml = (moment: number | null): string => {
  if (moment === null) return UNKNOWN;
  const text = new Date(moment).toISOString();
  return `<time datetime="${text}">${formatMoment(text)}</time>`;
};
