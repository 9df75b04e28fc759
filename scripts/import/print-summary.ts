import type { Totals } from "./import-runs.ts";
import type { RefusalReport } from "./report-refusals.ts";

/** Prints the first refused lines, if there are any, and what became of all. */
export const printSummary = (
  totals: Totals,
  report: Pick<RefusalReport, "shown">,
  { dryRun, seconds }: { dryRun: boolean; seconds: number },
): void => {
  const { accepted, duplicates, conflicts, rejected } = totals;
  const count = (number: number) => number.toLocaleString("en");
  for (const line of report.shown()) console.error(line);
  const hidden = conflicts + rejected - report.shown().length;
  if (hidden > 0) console.error(`  and ${count(hidden)} more: --report FILE writes them all`);
  const parts = dryRun
    ? [`${count(accepted)} keep the contract`, `${count(rejected)} rejected`]
    : [
        `${count(accepted)} accepted`,
        `${count(duplicates)} duplicates`,
        `${count(conflicts)} conflicts`,
        `${count(rejected)} rejected`,
      ];
  console.log(`${parts.join(", ")} in ${seconds.toFixed(1)} s${dryRun ? "; nothing was sent" : ""}`);
};
