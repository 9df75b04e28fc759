import type { Entry } from "#contract/names/entry.ts";
import { agentPath, modelPath } from "../snapshot/links.ts";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text made safe to stand in HTML, between tags or in a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

const known = new WeakMap<Entry, string>();

/**
 * An entry with links to its agent and its model, as HTML. A string made once rather than a component, since the same entry stands on
 * hundreds of pages.
 */
export const entryHtml = (entry: Entry): string => {
  let html = known.get(entry);
  if (html === undefined) {
    const { agent, model, variant } = entry;
    html = `<a href="${agentPath(agent)}">${escapeHtml(agent)}</a>`;
    if (model !== undefined) html += ` <a href="${modelPath(model)}">${escapeHtml(model)}</a>`;
    if (variant !== undefined) html += ` <i>${escapeHtml(variant)}</i>`;
    known.set(entry, html);
  }
  return html;
};

/** Links in a row, with commas between them, as HTML: written out in a template they would get spaces before the commas. */
export const linksHtml = (links: readonly (readonly [name: string, path: string])[]): string =>
  links.map(([name, path]) => `<a href="${escapeHtml(path)}">${escapeHtml(name)}</a>`).join(", ");

/** JSON that may stand in a script element: nothing in it can end the element. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");
