import type { SnapshotChange, SnapshotChangeKind } from "#contract/snapshot/changes.ts";
import { formatDollars } from "./amounts.ts";
import { entryTitle } from "./names.ts";
import { formatCount, formatCounted, formatRank, formatValue } from "./numbers.ts";

/** How lists head the changes of a kind. */
export const CHANGE_WORDS: Readonly<Record<SnapshotChangeKind, string>> = {
  "suite-added": "new suite",
  "suite-removed": "suite removed",
  "entry-added": "new entry",
  "entry-removed": "entry removed",
  "runs-added": "new runs",
  "runs-removed": "runs removed",
  "re-score": "scored again",
  "re-price": "priced again",
  exclusion: "excluded",
  inclusion: "counts again",
  manifest: "manifest changed",
  board: "board changed",
  rank: "moved",
  record: "record",
};

const because = ({ reasons = [] }: { reasons?: string[] | undefined }): string =>
  reasons.length === 0 ? "" : `: ${reasons.join("; ")}`;

const listOf = (entries: readonly Parameters<typeof entryTitle>[0][]): string => entries.map(entryTitle).join(", ");

type Of<Kind extends SnapshotChangeKind> = Extract<SnapshotChange, { kind: Kind }>;

/** By what it is ranked, where that is not the share solved, which its per cent show: a suite of scores has a board by each. */
const byMetric = ({ metric }: Pick<Of<"rank" | "record">, "metric">): string =>
  metric === "success" ? "" : " by mean score";

const describeRank = (change: Of<"rank">): string => {
  const ranks = `${formatRank(change.before)} → ${formatRank(change.after)}`;
  const estimates = `${formatValue(change.estimateBefore, change.metric)} → ${formatValue(change.estimate, change.metric)}`;
  const verdict = change.direction === "neither" ? "within noise" : `clearly ${change.direction}`;
  return `${entryTitle(change.entry)}: rank${byMetric(change)} ${ranks}, ${estimates}; ${verdict}`;
};

const describeRecord = (change: Of<"record">): string =>
  `${entryTitle(change.entry)} has the best estimate${byMetric(change)}, ${formatValue(change.estimate, change.metric)}, before ` +
  `${entryTitle(change.beaten)} with ${formatValue(change.beatenEstimate, change.metric)}; ` +
  (change.isSeparable ? "clearly better" : "within noise");

const describeBoard = (change: Of<"board">): string =>
  [
    `the board has ${formatCounted(change.cells, "cell")} and had ${formatCount(change.cellsBefore)}`,
    ...(change.gained.length > 0 ? [`now with a rank: ${listOf(change.gained)}`] : []),
    ...(change.lost.length > 0 ? [`now without one: ${listOf(change.lost)}`] : []),
  ].join("; ");

const runsOf = ({ runs, scenarios }: { runs: number; scenarios: number }): string =>
  `${formatCounted(runs, "run")} in ${formatCounted(scenarios, "task")}`;

const DESCRIPTIONS: { [Kind in SnapshotChangeKind]: (change: Of<Kind>) => string } = {
  "suite-added": ({ entries, runs }) =>
    `new, with ${formatCounted(entries, "entry", "entries")} and ${formatCounted(runs, "run")}`,
  "suite-removed": ({ entries, runs }) =>
    `gone, with ${formatCounted(entries, "entry", "entries")} and ${formatCounted(runs, "run")}`,
  "entry-added": ({ entry, runs }) => `${entryTitle(entry)} is new, with ${formatCounted(runs, "run")}`,
  "entry-removed": ({ entry, runs }) => `${entryTitle(entry)} is gone, with ${formatCounted(runs, "run")}`,
  "runs-added": (change) => `${entryTitle(change.entry)}: ${runsOf(change)} more`,
  "runs-removed": (change) => `${entryTitle(change.entry)}: ${runsOf(change)} gone`,
  "re-score": (change) =>
    `${entryTitle(change.entry)}: scored again in ${formatCounted(change.cells, "cell")}, ` +
    `${formatCounted(change.passesBefore, "pass", "passes")} → ${formatCount(change.passes)}${because(change)}`,
  "re-price": (change) =>
    `${entryTitle(change.entry)}: priced again in ${formatCounted(change.cells, "cell")}, ` +
    `${formatDollars(change.costUsdBefore)} → ${formatDollars(change.costUsd)}${because(change)}`,
  exclusion: (change) => `${entryTitle(change.entry)}: ${formatCounted(change.runs, "run")} excluded${because(change)}`,
  inclusion: (change) =>
    `${entryTitle(change.entry)}: ${formatCounted(change.runs, "excluded run")} ${change.runs === 1 ? "counts" : "count"} again${because(change)}`,
  manifest: (change) => `what states its tasks and rules is another${because(change)}`,
  board: describeBoard,
  rank: describeRank,
  record: describeRecord,
};

/** What a change is, in half a sentence; names stand as they are and are not escaped. */
export const describeChange = (change: SnapshotChange): string =>
  (DESCRIPTIONS[change.kind] as (change: SnapshotChange) => string)(change);

/** The suite that a change is about. */
export const suiteOfChange = ({ suite, suiteVersion }: SnapshotChange): string =>
  [suite, suiteVersion].filter((part) => part !== undefined).join(" ");
