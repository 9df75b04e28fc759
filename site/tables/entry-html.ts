import type { Entry } from "#contract/names/entry.ts";
import { entryPath } from "../snapshot/links.ts";
import { escapeHtml } from "./html.ts";

const known = new WeakMap<Entry, string>();

/**
 * An entry with a link to its page, as HTML. A string made once rather than a component, since the same entry stands on hundreds of pages.
 */
export const entryHtml = (entry: Entry): string => {
  let html = known.get(entry);
  if (html === undefined) {
    const { agent, model, variant } = entry;
    const name = model === undefined ? agent : `${agent} · ${model}`;
    html = `<a href="${entryPath(entry)}">${escapeHtml(name)}</a>`;
    if (variant !== undefined) html += ` <i>${escapeHtml(variant)}</i>`;
    known.set(entry, html);
  }
  return html;
};
