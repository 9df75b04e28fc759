import { formatCounted } from "#words/numbers.ts";
import { type Batch, versionsIn } from "../snapshot/batches.ts";
import type { SuiteVersion } from "../snapshot/suites.ts";
import { entryHtml } from "./entry-html.ts";
import { escapeHtml } from "./html.ts";

type Named = Pick<SuiteVersion, "suite" | "suiteVersion" | "title" | "path">;

/** Whose the runs of a batch are, as HTML: each version of a suite with its entries, all with links. Empty where that is not known. */
export const batchEntriesHtml = (
  { entries, entryCount }: Pick<Batch, "entries" | "entryCount">,
  versions: readonly Named[],
): string => {
  const parts = versionsIn({ entries }, versions).map(({ suite, suiteVersion, title, path }, place) => {
    const own = entries.filter((one) => one.suite === suite && one.suiteVersion === suiteVersion);
    const names = own.map(({ entry }) => entryHtml(entry)).join(", ");
    return `${place === 0 ? "On" : "on"} <a href="${escapeHtml(path)}">${escapeHtml(title)}</a>: ${names}`;
  });
  const more = entryCount - entries.length;
  if (more > 0) parts.push(`and ${formatCounted(more, "more entry", "more entries")}`);
  return parts.join("; ");
};
