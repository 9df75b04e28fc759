import { CLAIMS, type Claims } from "#contract/batches/claims.ts";
import { describeClaims } from "#words/claims.ts";
import { dollarFormat } from "#words/column-amounts.ts";
import { formatCount, formatPart, formatRate } from "#words/numbers.ts";
import type { Batch } from "../snapshot/batches.ts";
import { type Column, inFilesAlone } from "./column.ts";
import { escapeHtml, momentHtml } from "./html.ts";
import { METHOD } from "./method.ts";
import { OUTCOME_ROWS, type OutcomeRow } from "./outcomes.ts";
import { ranByText, saysWhoRan } from "./ran-by.ts";
import { batchTrialsHref } from "./trials-href.ts";
import { usageColumns, withShare } from "./usage-columns.ts";

/** Milliseconds since 1970 as files have them. */
const momentOf = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

/** The name; `isMixed`: some of the listed are made up, others not. */
const nameHtml = ({ path, batchId, syntheticRuns }: Batch, isMixed: boolean): string =>
  `<a href="${escapeHtml(path)}">${escapeHtml(batchId)}</a>${isMixed && syntheticRuns > 0 ? " <mark>synthetic</mark>" : ""}`;

const trialsHtml = ({ batchId, runs, pass, counted }: Batch): string =>
  runs === 0
    ? "no runs"
    : `<a class="trials" href="${escapeHtml(batchTrialsHref(batchId))}">${formatPart(pass, counted)}</a>`;

const claimsHtml = (batch: Batch): string => {
  const text = escapeHtml(describeClaims(batch));
  return batch.differences.length > 0 ? `<strong>${text}</strong>` : text;
};

/** The runs of an outcome; on the page if it is a failure that some batch met, the others being on each batch's page. */
const outcomeColumn = ({ outcome, measure, many, counts }: OutcomeRow): Column<Batch> => {
  const isFailure = counts === "not passed" || outcome === "infrastructure-error";
  return {
    page: (batches) =>
      isFailure && batches.some((batch) => batch[measure] > 0)
        ? {
            heading: many,
            method: METHOD.outcomes,
            kind: "figure",
            class: "aside",
            cell: { text: (batch) => formatCount(batch[measure]) },
          }
        : undefined,
    fields: { [measure]: (batch: Batch) => batch[measure] },
  };
};

const claimedName = (claim: keyof Claims): string => `claimed${claim.charAt(0).toUpperCase()}${claim.slice(1)}`;

/** The row of a batch: what the page of all batches shows of it, and what CSV and JSON say. */
export const BATCH_COLUMNS: readonly Column<Batch>[] = [
  {
    page: (batches) => {
      const isMixed = !batches.every(({ syntheticRuns }) => syntheticRuns > 0);
      return { heading: "Batch", kind: "row heading", cell: { html: (batch) => nameHtml(batch, isMixed) } };
    },
    fields: {
      batchId: ({ batchId }) => batchId,
      page: ({ path }) => path,
      syntheticRuns: ({ syntheticRuns }) => syntheticRuns,
    },
  },
  {
    page: () => ({ heading: "Created", kind: "figure", cell: { html: ({ createdAt }) => momentHtml(createdAt) } }),
    fields: {
      createdAt: ({ createdAt }) => momentOf(createdAt),
      completedAt: ({ completedAt }) => momentOf(completedAt),
    },
  },
  {
    page: () => ({
      heading: "End",
      kind: "words",
      class: "aside",
      cell: { text: ({ status }) => (status === "completed" ? status : "not stated") },
    }),
    fields: { status: ({ status }) => status },
  },
  {
    page: (batches) =>
      batches.some(saysWhoRan)
        ? { heading: "Run by", kind: "words", class: "aside", cell: { text: (batch) => ranByText(batch) } }
        : undefined,
    fields: {
      firstPartyRuns: ({ firstPartyRuns }) => firstPartyRuns,
      thirdPartyRuns: ({ thirdPartyRuns }) => thirdPartyRuns,
    },
  },
  {
    page: () => ({ heading: "Runs", kind: "figure", cell: { text: ({ runs }) => formatCount(runs) } }),
    fields: { runs: ({ runs }) => runs },
  },
  {
    page: () => ({ heading: "Solved of counted", method: METHOD.outcomes, kind: "figure", cell: { html: trialsHtml } }),
    fields: { pass: ({ pass }) => pass, counted: ({ counted }) => counted },
  },
  {
    page: () => ({
      heading: "Share solved",
      method: METHOD.batches,
      kind: "figure",
      cell: { text: ({ passShare }) => formatRate(passShare) },
    }),
    fields: { passShare: ({ passShare }) => passShare },
  },
  ...OUTCOME_ROWS.filter(({ outcome }) => outcome !== "pass").map(outcomeColumn),
  {
    page: () => ({ heading: "Claims", method: METHOD.batches, kind: "words", cell: { html: claimsHtml } }),
    fields: {
      ...Object.fromEntries(CLAIMS.map((claim) => [claimedName(claim), ({ claimed }: Batch) => claimed[claim]])),
      avgScore: ({ recomputed }) => recomputed.avgScore,
      avgWeightedScore: ({ recomputed }) => recomputed.avgWeightedScore,
      differingClaims: ({ hasClaims, differences }) => (hasClaims ? differences.length : null),
    },
  },
  {
    page: (batches) => {
      const format = dollarFormat(batches.map(({ usage }) => usage.cost.total));
      return {
        ...{ heading: "Cost", method: METHOD.cost, kind: "figure" },
        cell: { text: ({ usage }) => withShare(usage.cost, format, "total") },
      };
    },
    fields: {},
  },
  ...usageColumns<Batch>().map(inFilesAlone),
];
