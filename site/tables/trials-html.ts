import type { Entry } from "#contract/names/entry.ts";
import { escapeHtml } from "./html.ts";
import { entryQuery, type TrialsOf, trialsStart, type Version } from "./trials-href.ts";

const known = new WeakMap<Entry, string>();

const entryHtml = (entry: Entry): string => {
  const html = known.get(entry) ?? escapeHtml(entryQuery(entry));
  known.set(entry, html);
  return html;
};

/**
 * The API's addresses for the runs behind the figures of one place, as HTML has them: gives, for an entry, its address there. Made safe in
 * two pieces that come many times, since a large suite has a million of them.
 */
export const trialsHtmlAt = (version: Version, place: Omit<TrialsOf, "entry">): ((entry: Entry) => string) => {
  const start = escapeHtml(trialsStart(version, place));
  return (entry) => start + entryHtml(entry);
};
