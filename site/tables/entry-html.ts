import type { Entry } from "#contract/names/entry.ts";
import { agentPath, modelPath } from "../snapshot/links.ts";
import { escapeHtml } from "./html.ts";

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
