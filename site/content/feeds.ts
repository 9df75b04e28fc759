import type { SnapshotChanges } from "#contract/snapshot/changes.ts";
import type { PublishedSnapshot } from "#contract/snapshot/published.ts";
import { isMove, isNoise } from "#statistics/changes/noise.ts";
import { CHANGE_WORDS, describeChange, suiteOfChange } from "#words/changes.ts";
import { formatCount, formatCounted } from "#words/numbers.ts";

/** A publication, and what it changed. */
export interface Publication {
  snapshot: PublishedSnapshot;
  changes: SnapshotChanges;
}

const TITLE = "Changes of ze-benchmarks";
const NAME = "ze-benchmarks";

/** What a feed says of a publication: in the title whether anything moved, in the text all of it, what may be noise last. */
const entryOf = ({ snapshot, changes: { changes, from, runs, runsBefore } }: Publication, site: string) => {
  const moves = changes.filter(isMove);
  const lineOf = (change: (typeof changes)[number]) =>
    `${suiteOfChange(change)}: ${CHANGE_WORDS[change.kind]}: ${describeChange(change)}`;
  const noise = changes.filter(isNoise);
  return {
    title:
      from === undefined
        ? `${formatCounted(runs, "run")}, published for the first time`
        : moves.length === 0
          ? `${formatCount(runsBefore)} → ${formatCounted(runs, "run")}: nothing moved beyond noise`
          : `${formatCount(runsBefore)} → ${formatCounted(runs, "run")}: ${moves.map(lineOf).slice(0, 3).join("; ")}`,
    text: [
      ...changes.filter((change) => !isNoise(change)).map(lineOf),
      ...(noise.length > 0 ? [`Within noise: ${formatCounted(noise.length, "change")}`, ...noise.map(lineOf)] : []),
      ...(changes.length === 0 ? ["No figure of a suite changed."] : []),
    ].join("\n"),
    url: new URL(`snapshots/${snapshot.id}/`, site).href,
    id: `urn:sha256:${snapshot.id}`,
    at: snapshot.publishedAt,
  };
};

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text that XML 1.0 can hold: what it forbids is left out. */
const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");

/** The publications as an Atom feed (RFC 4287). `site`: the address of the site, with a slash at its end. */
export const atomOf = (publications: readonly Publication[], site: string): string => {
  const entries = publications.map((publication) => entryOf(publication, site));
  const updated = entries[0]?.at ?? "1970-01-01T00:00:00.000Z";
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<title>${TITLE}</title>`,
    `<id>${escapeXml(new URL("changes/", site).href)}</id>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(new URL("changes/atom.xml", site).href)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(new URL("changes/", site).href)}"/>`,
    `<updated>${updated}</updated>`,
    `<author><name>${NAME}</name></author>`,
    ...entries.map(({ title, text, url, id, at }) =>
      [
        "<entry>",
        `<title>${escapeXml(title)}</title>`,
        `<id>${id}</id>`,
        `<link rel="alternate" type="text/html" href="${escapeXml(url)}"/>`,
        `<published>${at}</published>`,
        `<updated>${at}</updated>`,
        `<content type="text">${escapeXml(text)}</content>`,
        "</entry>",
      ].join("\n"),
    ),
    "</feed>",
    "",
  ].join("\n");
};

/** The publications as a JSON Feed 1.1. */
export const jsonFeedOf = (publications: readonly Publication[], site: string): string =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: TITLE,
    home_page_url: new URL("changes/", site).href,
    feed_url: new URL("changes/feed.json", site).href,
    authors: [{ name: NAME }],
    language: "en",
    items: publications.map((publication) => {
      const { title, text, url, id, at } = entryOf(publication, site);
      return { id, url, title, content_text: text, date_published: at };
    }),
  });
