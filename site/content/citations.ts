import type { PublishedSnapshot } from "#contract/snapshot/published.ts";
import { formatCounted } from "#words/numbers.ts";

const TITLE = "ze-benchmarks: leaderboards of AI coding agents";

const dayOf = (moment: string): [year: number, month: number, day: number] => [
  Number(moment.slice(0, 4)),
  Number(moment.slice(5, 7)),
  Number(moment.slice(8, 10)),
];

/** What every form of a citation says: the snapshot is the version, so that a reader finds the same figures. */
const factsOf = ({ id, createdAt, publishedAt, runs }: PublishedSnapshot, site: string) => ({
  title: `${TITLE}, snapshot ${id.slice(0, 16)}`,
  note: `Snapshot ${id} of ${createdAt.slice(0, 16).replace("T", " ")} UTC, ${formatCounted(runs, "run")}`,
  url: new URL(`snapshots/${id}/`, site.replace(/\/?$/, "/")).href,
  published: dayOf(publishedAt),
});

const bibtexOf = (snapshot: PublishedSnapshot, site: string): string => {
  const { title, note, url, published } = factsOf(snapshot, site);
  const [year, month] = published;
  const fields = { title: `{${title}}`, author: "{ze-benchmarks}", year, month, version: snapshot.id, note, url };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},`);
  return [`@misc{ze-benchmarks-${snapshot.id.slice(0, 16)},`, ...lines, "}", ""].join("\n");
};

const cslOf = (snapshot: PublishedSnapshot, site: string): string => {
  const { title, note, url, published } = factsOf(snapshot, site);
  const item = {
    id: `ze-benchmarks-${snapshot.id.slice(0, 16)}`,
    type: "dataset",
    ...{ title, note, URL: url, version: snapshot.id },
    author: [{ literal: "ze-benchmarks" }],
    issued: { "date-parts": [published] },
  };
  return `${JSON.stringify([item], null, 2)}\n`;
};

/** YAML that holds texts as JSON does, which YAML 1.2 reads as they are. */
const cffOf = (snapshot: PublishedSnapshot, site: string): string => {
  const { title, note, url } = factsOf(snapshot, site);
  return [
    "cff-version: 1.2.0",
    'message: "If you use these figures, please cite the snapshot that they are of."',
    "type: dataset",
    `title: ${JSON.stringify(title)}`,
    `abstract: ${JSON.stringify(note)}`,
    "authors:",
    '  - name: "ze-benchmarks"',
    `version: ${JSON.stringify(snapshot.id)}`,
    `date-released: ${snapshot.publishedAt.slice(0, 10)}`,
    `url: ${JSON.stringify(url)}`,
    "identifiers:",
    "  - type: other",
    `    value: ${JSON.stringify(`sha256:${snapshot.id}`)}`,
    '    description: "SHA-256 of the content of the snapshot"',
    "",
  ].join("\n");
};

/** How to cite a snapshot of a site, by the names of the files: for BibTeX, for reference managers that read CSL-JSON, and as CITATION.cff. */
export const citationsOf = (snapshot: PublishedSnapshot, site: string): Record<string, string> => ({
  "citation.bib": bibtexOf(snapshot, site),
  "citation.json": cslOf(snapshot, site),
  "CITATION.cff": cffOf(snapshot, site),
});
