import { toHtml } from "markup";

/** A note as a page. */
export const page = (title, note) => `<!doctype html>
<title>${toHtml(title, { escape: true }).slice("<p>".length, -"</p>".length)}</title>
<main>
${toHtml(note, { lineBreaks: true, escape: true })}
</main>
`;
