import type { Field } from "../content/api/fields.ts";
import { escapeHtml } from "./html.ts";

/** A text in which backquotes mark code, as HTML. */
export const proseHtml = (text: string): string =>
  text
    .split("`")
    .map((part, position) => (position % 2 === 1 ? `<code>${escapeHtml(part)}</code>` : escapeHtml(part)))
    .join("");

const known = new Map<string, string>();

/** The same, kept: the same few hundred descriptions stand in thousands of rows. */
const meaningHtml = (text: string): string => {
  const html = known.get(text) ?? proseHtml(text);
  known.set(text, html);
  return html;
};

/**
 * The rows of a table of fields as HTML. `answered`: it is told which may be absent, else which are required. Text rather than a template: the page
 * of the API has thousands of them.
 */
export const fieldRows = (fields: readonly Field[], answered: boolean): string => {
  const marks = answered ? { required: "", other: "<i>may be absent</i>" } : { required: "<i>required</i>", other: "" };
  let html = "";
  for (const { name, description, type, required } of fields) {
    html += `<tr> <th scope="row"> <code>${escapeHtml(name)}</code> ${required ? marks.required : marks.other} </th>`;
    html += ` <td class="t">${meaningHtml(description)}</td> <td class="t">${escapeHtml(type)}</td> </tr>`;
  }
  return html;
};
