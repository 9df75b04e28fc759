import type { BatchSummary } from "#contract/batches/batch-details.ts";
import { BatchQuerySchema } from "#contract/batches/batch-query.ts";
import { UsageError } from "./command/cli-error.ts";
import { collectPages } from "./command/collect-pages.ts";
import { clientFor, READ_OPTIONS, requireWorker, URL_HELP } from "./command/connect.ts";
import { interruptedSignal } from "./command/interruption.ts";
import { LIST_HELP, LIST_OPTIONS, listLength, noteMore } from "./command/list-options.ts";
import { runCommand } from "./command/run-command.ts";
import { syntheticColumn } from "./terminal/figure-columns.ts";
import { formatClaims, formatCount, formatDollars, formatMoment, formatRate } from "./terminal/format-values.ts";
import { printJson, printTable } from "./terminal/print.ts";
import type { Column } from "./terminal/render-table.ts";

const HELP = `
npm run batches -- [options]

Lists the batches of a Worker. PASSES is the share of the counted runs that pass, every run weighing the same; CLAIMS says whether
the runs bear out what the batch's harness claims of it.

  --status STATUS   completed: their harness said that they ended; running: it did not
  --sort-by ORDER   date: newest first (default); score: the highest share of passes first

${LIST_HELP}
${URL_HELP}
  --json          the batches as a JSON list
  -h, --help      this

Exit code: 0 done, 1 refused or no answer, 2 wrong usage, 130 stopped.
`;

const COLUMNS: readonly Column<BatchSummary>[] = [
  { head: "BATCH", cell: ({ batchId }) => batchId },
  { head: "CREATED (UTC)", cell: ({ createdAt }) => formatMoment(createdAt), align: "right" },
  { head: "STATUS", cell: ({ status }) => status },
  { head: "PASSES", cell: ({ passShare }) => formatRate(passShare), align: "right" },
  { head: "COUNTED", cell: ({ countedRuns }) => formatCount(countedRuns), align: "right" },
  { head: "RUNS", cell: ({ totalRuns }) => formatCount(totalRuns), align: "right" },
  syntheticColumn,
  { head: "COST", cell: ({ cost }) => formatDollars(cost.total), align: "right", spare: true },
  { head: "CLAIMS", cell: formatClaims, spare: true },
];

await runCommand({
  name: "batches",
  help: HELP,
  options: { status: { type: "string" }, "sort-by": { type: "string" }, ...LIST_OPTIONS, ...READ_OPTIONS },
  run: async ({ values }) => {
    const query = queryOf(values);
    const most = listLength(values);
    const signal = interruptedSignal();
    const client = clientFor(values);
    await requireWorker(client, signal);
    const { items, hasMore } = await collectPages(async (limit, cursor) => {
      const { batches, nextCursor } = await client.batches({ ...query, limit, cursor }, { signal });
      return { items: batches, nextCursor };
    }, most);
    if (values.json) printJson(items);
    else if (items.length === 0) console.log("no batches");
    else printTable(COLUMNS, items);
    noteMore(hasMore);
    return 0;
  },
});

function queryOf({ status, "sort-by": sortBy }: { status?: string | undefined; "sort-by"?: string | undefined }) {
  const { status: statusSchema, sortBy: sortBySchema } = BatchQuerySchema.shape;
  const known = { status: statusSchema.safeParse(status), sortBy: sortBySchema.safeParse(sortBy) };
  if (!known.status.success) throw new UsageError(`--status must be completed or running: ${status}`);
  if (!known.sortBy.success) throw new UsageError(`--sort-by must be date or score: ${sortBy}`);
  return { status: known.status.data, sortBy: known.sortBy.data };
}
