import { formatCount, formatCounted } from "#words/numbers.ts";
import { isOneTotal } from "../snapshot/boards.ts";
import type { SuiteVersion } from "../snapshot/suites.ts";
import type { Column } from "./column.ts";
import { escapeHtml } from "./html.ts";

/** How many versions of how many suites are listed. */
export const describeVersions = (suites: number, versions: number): string => {
  const counted = formatCounted(suites, "suite");
  if (suites === versions) return `${counted}, ${suites === 1 ? "in" : "each in"} one version.`;
  return `${counted} in ${formatCounted(versions, "version")}, which are never pooled.`;
};

/** How many tasks a version has; null of totals, which are of many. */
const tasksOf = (version: SuiteVersion): number | null => (isOneTotal(version) ? null : version.scenarios.length);

const count = (heading: string, countOf: (version: SuiteVersion) => number | null): Column<SuiteVersion> => ({
  page: () => ({ heading, kind: "figure", cell: { text: (version) => formatCount(countOf(version)) } }),
  fields: {},
});

/** The row of a version of a suite in the list of all of them. */
export const VERSION_COLUMNS: readonly Column<SuiteVersion>[] = [
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
  count("Tasks", tasksOf),
  count("Entries", ({ entries }) => entries.length),
  count("Runs", ({ runs }) => runs),
];
