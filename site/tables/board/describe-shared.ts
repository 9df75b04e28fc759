import { UNEQUAL_TRIALS } from "#words/board.ts";
import { formatDay } from "#words/moments.ts";
import { formatCounted } from "#words/numbers.ts";
import type { StandingRow } from "../standing-row.ts";
import { sharedOf } from "./shared.ts";

const LIST = new Intl.ListFormat("en", { type: "conjunction" });

/** What is the same in every row and therefore has no column, in a sentence; empty where nothing is, or for one row. */
export const describeShared = (rows: readonly StandingRow[]): string => {
  const { agent, model, variant, organization, runs, day, isUnequal } = sharedOf(rows);
  const same = [
    ...(agent === undefined ? [] : [`the agent ${agent}`]),
    ...(model === undefined ? [] : [`the model ${model}`]),
    ...(variant === undefined ? [] : [`the variant ${variant}`]),
    ...(organization ? [`the organization ${organization}`] : []),
    ...(runs === undefined ? [] : [`${formatCounted(runs, "counted run")}`]),
    ...(day === undefined || day === 0 ? [] : [`the last run on ${formatDay(day * 86_400)}`]),
    ...(isUnequal ? [UNEQUAL_TRIALS] : []),
  ];
  return same.length === 0 ? "" : `The same in every row: ${LIST.format(same)}.`;
};
