import { outcomeMeasure } from "#contract/runs/outcomes.ts";
import {
  axisColumn,
  dayColumn,
  intervalColumn,
  levelsColumn,
  modelColumn,
  organizationColumn,
  ranByColumn,
  rankColumn,
  runsColumn,
  solvedColumn,
  stripColumn,
  whoColumn,
} from "./board/columns.ts";
import type { Column } from "./column.ts";
import { figureFields, type StandingRow } from "./standing-row.ts";
import { usageColumns } from "./usage-columns.ts";

/** What most boards have no run of, or few. */
const RARE_OUTCOMES = [
  "infrastructure-error",
  "timeout",
  "refusal",
  "unknown-failure",
  "not-stated",
  "not-final",
  "excluded",
] as const;

/**
 * The row of a leaderboard: what its pages show of a standing, and what CSV and JSON say of it. The one list; a new column stands here,
 * its wording in #words if it needs any.
 */
export const STANDING_COLUMNS: readonly Column<StandingRow>[] = [
  { page: rankColumn, fields: figureFields("rankFrom", "rankTo", "jointRankFrom", "jointRankTo", "group") },
  { page: stripColumn, fields: {} },
  { page: whoColumn, fields: figureFields("agent") },
  { page: modelColumn, fields: figureFields("model", "variant", "syntheticRuns") },
  { page: organizationColumn, fields: {} },
  { page: ranByColumn, fields: figureFields("firstPartyRuns", "thirdPartyRuns") },
  { page: solvedColumn, fields: { metric: ({ board }) => board.metric, ...figureFields("estimate") } },
  { page: intervalColumn, fields: figureFields("intervalLow", "intervalHigh", "intervalMethod") },
  { page: axisColumn, fields: figureFields("standardError", "unit", "units", "atMost") },
  {
    page: levelsColumn,
    fields: figureFields("scored", "pass", "counted", "fail", "coveredCells", "coverableCells", "unequalTrials"),
  },
  { fields: figureFields(...RARE_OUTCOMES.map(outcomeMeasure)) },
  ...usageColumns<StandingRow>(),
  {
    page: runsColumn,
    fields: figureFields(
      "costUsdMeanLow",
      "costUsdMeanHigh",
      "costUsdPerSuccessLow",
      "costUsdPerSuccessHigh",
      "tokensMeanLow",
      "tokensMeanHigh",
      "durationMsMeanLow",
      "durationMsMeanHigh",
    ),
  },
  { page: dayColumn, fields: figureFields("lastRunAt") },
];
