import { formatCount, formatCounted } from "#words/numbers.ts";
import type { Context } from "../command/context.ts";
import type { Totals } from "./import-runs.ts";
import type { RefusalReport } from "./report-refusals.ts";

/** Prints the first refused lines, if there are any, and what became of all. */
export const printSummary = (
  { print, warn }: Pick<Context, "print" | "warn">,
  totals: Totals,
  report: Pick<RefusalReport, "shown">,
  { isDry, seconds }: { isDry: boolean; seconds: number },
): void => {
  const { accepted, duplicates, conflicts, rejected } = totals;
  for (const line of report.shown()) warn(line);
  const hidden = conflicts + rejected - report.shown().length;
  if (hidden > 0) warn(`  and ${formatCount(hidden)} more: --report FILE writes them all`);
  const parts = [
    `${formatCount(accepted)} ${isDry ? "would be accepted" : "accepted"}`,
    formatCounted(duplicates, "duplicate"),
    formatCounted(conflicts, "conflict"),
    `${formatCount(rejected)} rejected`,
  ];
  print(`${parts.join(", ")} in ${seconds.toFixed(1)} s${isDry ? "; nothing was sent" : ""}`);
};
