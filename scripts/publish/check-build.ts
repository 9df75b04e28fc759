import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { formatCount, formatCounted } from "#words/numbers.ts";
import { CliError } from "../command/cli-error.ts";
import { siteIn } from "../snapshots/site-files.ts";
import { tablesIn, verifyTables } from "../verify/verify-tables.ts";
import { type CheckOptions, checkPages } from "./check-pages.ts";

const SHOWN = 20;

/** How large a build may be, and what it is of. */
export interface BuildToCheck extends CheckOptions {
  folder: string;
  snapshot: Snapshot;
}

/**
 * Checks a build before anybody sees it: its pages and links, its size, and every value of its tables against a recomputation from the
 * snapshot. Gives what was found, in words, and warnings. CliError with what is wrong.
 */
export const checkBuild = async ({ folder, snapshot, ...options }: BuildToCheck) => {
  const pages = await checkPages(folder, options);
  const tables = await verifyTables(siteIn(folder), await tablesIn(folder), snapshot);
  const problems = [...pages.problems, ...tables.problems];
  if (problems.length > 0) {
    const more = problems.length > SHOWN ? [`and ${formatCount(problems.length - SHOWN)} more`] : [];
    throw new CliError(
      [`${formatCounted(problems.length, "thing")} wrong with the build`, ...problems.slice(0, SHOWN), ...more].join(
        "\n  ",
      ),
    );
  }
  return {
    warnings: pages.warnings,
    text: [
      `${formatCounted(pages.pages, "page")} and ${formatCounted(pages.files - pages.pages, "other file")} of ${formatCount(pages.bytes)} bytes`,
      formatCounted(pages.links, "link"),
      `${formatCounted(tables.values, "value")} of ${formatCounted(tables.tables, "table")} recomputed`,
    ].join(", "),
  };
};
