import { formatEntry } from "#contract/names/entry.ts";
import type { RunSummary } from "#contract/runs/run.ts";
import { collectPages } from "./command/collect-pages.ts";
import { clientFor, READ_OPTIONS, requireWorker, URL_HELP } from "./command/connect.ts";
import { interruptedSignal } from "./command/interruption.ts";
import { LIST_HELP, LIST_OPTIONS, listLength, noteMore } from "./command/list-options.ts";
import { runCommand } from "./command/run-command.ts";
import { FILTER_OPTIONS, runQueryOf } from "./runs/run-filters.ts";
import { formatMoment, formatScore } from "./terminal/format-values.ts";
import { printJson, printTable } from "./terminal/print.ts";
import type { Column } from "./terminal/render-table.ts";

const HELP = `
npm run runs -- [options]

Lists the runs of a Worker, newest first. Of several filters all hold; a name that is given and empty stands for "not stated".

  --suite NAME, --suite-version NAME, --scenario NAME, --tier NAME, --agent NAME, --model NAME, --variant NAME, --batch NAME
  --status STATUS     completed, failed, running or incomplete
  --outcome OUTCOME   pass, fail, timeout, infrastructure-error, unknown-failure, not-stated, not-final or excluded
  --since DAY         runs that started then or later: 2026-08-01, or 2026-08-01T12:00:00Z
  --until DAY         runs that started earlier

${LIST_HELP}
${URL_HELP}
  --json          the runs as a JSON list
  -h, --help      this

Exit code: 0 done, 1 refused or no answer, 2 wrong usage, 130 stopped.
`;

const COLUMNS: readonly Column<RunSummary>[] = [
  { head: "STARTED (UTC)", cell: ({ startedAt }) => formatMoment(startedAt), align: "right", spare: true },
  { head: "SUITE", cell: ({ suite }) => suite },
  { head: "VERSION", cell: ({ suiteVersion = "" }) => suiteVersion, optional: true },
  { head: "SCENARIO", cell: ({ scenario }) => scenario },
  { head: "TIER", cell: ({ tier }) => tier },
  { head: "ENTRY", cell: (run) => formatEntry(run) },
  { head: "OUTCOME", cell: ({ outcome }) => outcome },
  { head: "SCORE", cell: ({ totalScore }) => formatScore(totalScore), align: "right" },
  { head: "DATA", cell: ({ synthetic }) => (synthetic === true ? "synthetic" : ""), optional: true },
  { head: "BATCH", cell: ({ batchId = "" }) => batchId, optional: true, spare: true },
  { head: "RUN", cell: ({ runId }) => runId, spare: true },
];

await runCommand({
  name: "runs",
  help: HELP,
  options: { ...FILTER_OPTIONS, ...LIST_OPTIONS, ...READ_OPTIONS },
  run: async ({ values }) => {
    const query = runQueryOf(values);
    const most = listLength(values);
    const signal = interruptedSignal();
    const client = clientFor(values);
    await requireWorker(client, signal);
    const { items, hasMore } = await collectPages(async (limit, cursor) => {
      const { runs, nextCursor } = await client.runs({ ...query, limit, cursor }, { signal });
      return { items: runs, nextCursor };
    }, most);
    if (values.json) printJson(items);
    else if (items.length === 0) console.log("no runs");
    else printTable(COLUMNS, items);
    noteMore(hasMore);
    return 0;
  },
});
