import { formatCount } from "#words/numbers.ts";
import type { SuiteVersion } from "../snapshot/suites.ts";
import type { Column } from "./column.ts";
import { escapeHtml } from "./html.ts";

/** What the list of suites shows of a version of one. */
export type ListedVersion = Pick<SuiteVersion, "path" | "title" | "newest" | "scenarios" | "entries" | "runs">;

const count = (heading: string, countOf: (version: ListedVersion) => number): Column<ListedVersion> => ({
  page: () => ({ heading, kind: "figure", cell: { text: (version) => formatCount(countOf(version)) } }),
  fields: {},
});

/** The row of a version of a suite in the list of all of them. */
export const VERSION_COLUMNS: readonly Column<ListedVersion>[] = [
  {
    page: () => ({
      heading: "Suite",
      kind: "row heading",
      cell: {
        html: ({ path, title, newest }) =>
          `<a href="${escapeHtml(path)}">${escapeHtml(title)}</a>${newest ? "" : " <small>an older version</small>"}`,
      },
    }),
    fields: {},
  },
  count("Tasks", ({ scenarios }) => scenarios.length),
  count("Entries", ({ entries }) => entries.length),
  count("Runs", ({ runs }) => runs),
];
