import { formatEntry } from "#contract/names/entry.ts";
import type { RunSummary } from "#contract/runs/run.ts";
import { formatMinute } from "#words/moments.ts";
import { formatCount, formatScore } from "#words/numbers.ts";
import { collectPages } from "./command/collect-pages.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, JSON_OPTION, KEY_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import { DECIDING_OPTIONS, decidingIn } from "./command/deciding.ts";
import { READ_EXIT_CODES } from "./command/exit-codes.ts";
import { LIST_OPTIONS, listLength, noteMore } from "./command/list-options.ts";
import { runHere } from "./command/run-command.ts";
import { decideAboutRun, RUN_ACTIONS } from "./runs/decide.ts";
import { requireKnownNames } from "./runs/known-names.ts";
import { FILTER_OPTIONS, runQueryOf } from "./runs/run-filters.ts";
import { formatOfOutcome } from "./terminal/outcome-format.ts";
import { printJson, printTable } from "./terminal/print.ts";
import type { Column } from "./terminal/render-table.ts";

/** What a run counts as; of a result that stands for many how many of them passed. */
const outcomeText = ({ outcome, passes, trials = 1 }: RunSummary): string =>
  passes === undefined || outcome !== "not-stated"
    ? outcome
    : `${formatCount(passes)} of ${formatCount(trials)} passed`;

const COLUMNS: readonly Column<RunSummary>[] = [
  { head: "STARTED (UTC)", cell: ({ startedAt }) => formatMinute(startedAt), align: "right", spare: true },
  { head: "SUITE", cell: ({ suite }) => suite },
  { head: "VERSION", cell: ({ suiteVersion = "" }) => suiteVersion, optional: true },
  { head: "SCENARIO", cell: ({ scenario }) => scenario },
  { head: "TIER", cell: ({ tier }) => tier },
  { head: "ENTRY", cell: (run) => formatEntry(run) },
  { head: "OUTCOME", cell: outcomeText, format: ({ outcome }) => formatOfOutcome(outcome) },
  { head: "SCORE", cell: ({ totalScore }) => formatScore(totalScore), align: "right" },
  { head: "RUN BY", cell: ({ relationship = "" }) => relationship, optional: true },
  { head: "DATA", cell: ({ synthetic }) => (synthetic === true ? "synthetic" : ""), optional: true },
  { head: "BATCH", cell: ({ batchId = "" }) => batchId, optional: true, spare: true },
  { head: "RUN", cell: ({ runId }) => runId, spare: true },
];

export const command = defineCommand({
  name: "runs",
  usage: ["[options]", "take-back RUN --reason TEXT", "purge RUN --reason TEXT"],
  about: () => `
Lists the runs of a Worker, newest first. A run must match every filter; an empty name, as in --model "", matches runs that do not state it.
take-back excludes a run from every figure, by a decision that everybody can read; it needs the key that sent it or that its batch belongs to, or an admin's. purge empties the texts of a run for good, such as a key in an answer, and leaves its figures; it needs an admin key.`,
  options: {
    ...FILTER_OPTIONS,
    ...LIST_OPTIONS,
    ...DECIDING_OPTIONS,
    ...URL_OPTION,
    ...KEY_OPTION,
    ...JSON_OPTION,
  },
  takesFiles: true,
  notes: READ_EXIT_CODES,
  run: async ({ values, files }, context) => {
    const deciding = decidingIn(RUN_ACTIONS, files, values);
    const query = runQueryOf(values);
    const most = listLength(values);
    const { signal } = context;
    const client = clientFor(context, values);
    await requireWorker(client, signal);
    if (deciding) {
      await decideAboutRun(client, deciding, context);
      return 0;
    }
    const { items, hasMore } = await collectPages(
      (limit, cursor) => client.listRuns({ ...query, limit, cursor }, { signal }),
      most,
    );
    if (items.length === 0) await requireKnownNames(client, query, signal);
    if (values.json) printJson(context, items);
    else if (items.length === 0) context.print("no runs");
    else printTable(context, COLUMNS, items);
    noteMore(context, hasMore);
    return 0;
  },
});

if (import.meta.main) await runHere(command);
