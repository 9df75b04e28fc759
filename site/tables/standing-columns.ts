import { type Outcome, outcomeMeasure } from "#contract/runs/outcomes.ts";
import { formatCount, formatRank, formatShare } from "#words/numbers.ts";
import { OUTCOME_WORDS } from "#words/outcomes.ts";
import type { Column } from "./column.ts";
import { METHOD } from "./method.ts";
import { estimateHtml, figureFields, nameHtml, type StandingRow, trialsHtml } from "./standing-row.ts";
import { usageColumns } from "./usage-columns.ts";

const METRICS = {
  success: { heading: "Success rate", name: "success rate", method: METHOD.estimate },
  score: { heading: "Mean score", name: "mean score", method: METHOD.score },
} as const;

/** How the rows are measured: by the one metric of them all, or undefined for several. */
const commonMetric = (rows: readonly StandingRow[]) => {
  const metrics = new Set(rows.map(({ board }) => board.metric));
  return metrics.size > 1 ? undefined : METRICS[rows[0]?.board.metric ?? "success"];
};

/** The columns that say who stands where: enough by themselves for a short list. */
export const LEADER_COLUMNS: readonly Column<StandingRow>[] = [
  {
    page: () => ({
      heading: "Rank",
      method: METHOD.rank,
      kind: "figure",
      cell: { text: ({ standing }) => formatRank(standing.rank) },
    }),
    fields: figureFields("rankFrom", "rankTo", "jointRankFrom", "jointRankTo", "group"),
  },
  {
    page: () => ({ heading: "Entry", kind: "row heading", cell: { html: nameHtml } }),
    fields: figureFields("agent", "model", "variant", "syntheticRuns"),
  },
  {
    page: (rows) =>
      commonMetric(rows)
        ? undefined
        : { heading: "Metric", kind: "words", cell: { text: ({ board }) => METRICS[board.metric].name } },
    fields: { metric: ({ board }) => board.metric },
  },
  {
    page: (rows) => {
      const { heading, method } = commonMetric(rows) ?? { heading: "Estimate", method: METHOD.estimate };
      return { heading, method, kind: "words", cell: { html: estimateHtml } };
    },
    fields: figureFields(
      "estimate",
      "intervalLow",
      "intervalHigh",
      "intervalMethod",
      "standardError",
      "unit",
      "units",
      "atMost",
    ),
  },
  {
    page: (rows) => ({
      heading: commonMetric(rows) === METRICS.score ? "Scored" : "Passed of counted",
      method: METHOD.outcomes,
      kind: "figure",
      cell: { html: trialsHtml },
    }),
    fields: figureFields("scored", "pass", "counted", "fail"),
  },
];

/** The runs of an outcome that most boards have none of: on a page where some row has one. */
const rareOutcome = (outcome: Outcome): Column<StandingRow> => {
  const measure = outcomeMeasure(outcome);
  return {
    page: (rows) =>
      rows.some(({ standing }) => standing[measure] > 0)
        ? {
            heading: OUTCOME_WORDS[outcome].many,
            method: METHOD.outcomes,
            kind: "figure",
            cell: { text: ({ standing }) => formatCount(standing[measure]) },
          }
        : undefined,
    fields: figureFields(measure),
  };
};

/**
 * The row of a leaderboard: what its pages show of a standing, and what CSV and JSON say of it. The one list; a new column stands here,
 * its wording in #words if it needs any.
 */
export const STANDING_COLUMNS: readonly Column<StandingRow>[] = [
  ...LEADER_COLUMNS,
  {
    page: () => ({
      heading: "Coverage",
      method: METHOD.coverage,
      kind: "figure",
      cell: {
        text: ({ standing: { covered, coverable } }) => formatShare(coverable === 0 ? null : covered / coverable),
      },
    }),
    fields: figureFields("coveredCells", "coverableCells", "unequalTrials"),
  },
  {
    page: () => ({
      heading: "Infrastructure errors / timeouts",
      method: METHOD.outcomes,
      kind: "figure",
      cell: {
        text: ({ standing: { infrastructureError, timeout } }) =>
          `${formatCount(infrastructureError)} / ${formatCount(timeout)}`,
      },
    }),
    fields: figureFields("infrastructureError", "timeout"),
  },
  ...(["refusal", "unknown-failure", "not-stated", "not-final", "excluded"] as const).map(rareOutcome),
  ...usageColumns<StandingRow>(),
  {
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
  { fields: figureFields("lastRunAt") },
];
