import type { BatchSummary } from "#contract/batches/batch-details.ts";
import { BatchQuerySchema } from "#contract/batches/batch-query.ts";
import { formatDollars } from "#words/amounts.ts";
import { describeClaims } from "#words/claims.ts";
import { formatMinute } from "#words/moments.ts";
import { formatCount, formatRate } from "#words/numbers.ts";
import { BATCH_ACTIONS, decideAboutBatch } from "./batches/decide.ts";
import { collectPages } from "./command/collect-pages.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, JSON_OPTION, KEY_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import { DECIDING_OPTIONS, decidingIn } from "./command/deciding.ts";
import { READ_EXIT_CODES } from "./command/exit-codes.ts";
import { LIST_OPTIONS, listLength, noteMore } from "./command/list-options.ts";
import { requireOneOf } from "./command/one-of.ts";
import { runHere } from "./command/run-command.ts";
import { syntheticColumn } from "./terminal/figure-columns.ts";
import { printJson, printTable } from "./terminal/print.ts";
import type { Column } from "./terminal/render-table.ts";

const COLUMNS: readonly Column<BatchSummary>[] = [
  { head: "BATCH", cell: ({ batchId }) => batchId },
  { head: "CREATED (UTC)", cell: ({ createdAt }) => formatMinute(createdAt), align: "right" },
  { head: "STATUS", cell: ({ status }) => status },
  { head: "PASSES", cell: ({ passShare }) => formatRate(passShare), align: "right" },
  { head: "COUNTED", cell: ({ countedRuns }) => formatCount(countedRuns), align: "right" },
  { head: "RUNS", cell: ({ totalRuns }) => formatCount(totalRuns), align: "right" },
  syntheticColumn,
  { head: "COST", cell: ({ cost }) => formatDollars(cost.total), align: "right", spare: true },
  {
    head: "CLAIMS",
    cell: describeClaims,
    spare: true,
    format: ({ differences }) => (differences.length > 0 ? "red" : undefined),
  },
];

export const command = defineCommand({
  name: "batches",
  usage: ["[options]", "take-back BATCH --reason TEXT", "give BATCH KEY", "remove BATCH --reason TEXT"],
  about: () => `
Lists the batches of a Worker. PASSES is the share of the counted runs that pass, every run weighing the same; CLAIMS says whether the runs bear out what the harness claims of the batch. 
take-back excludes the runs of a batch from every figure, by decisions that everybody can read; it needs the key that the batch belongs to, or an admin's. give hands a batch to another key, by the id that npm run keys -- list shows, as for a key that has expired, and remove deletes a batch and its runs for good and leaves a public line that it did: both need an admin key.`,
  options: {
    status: {
      type: "string",
      value: "STATUS",
      help: "completed: the harness said that the batch has ended; running: it has not",
    },
    "sort-by": {
      type: "string",
      value: "ORDER",
      help: "date: newest first (default); score: the highest share of passes first",
    },
    ...LIST_OPTIONS,
    ...DECIDING_OPTIONS,
    ...URL_OPTION,
    ...KEY_OPTION,
    ...JSON_OPTION,
  },
  notes: READ_EXIT_CODES,
  takesFiles: true,
  run: async ({ values, files }, context) => {
    const deciding = decidingIn(BATCH_ACTIONS, files, values);
    const query = queryOf(values);
    const most = listLength(values);
    const { signal } = context;
    const client = clientFor(context, values);
    await requireWorker(client, signal);
    if (deciding) {
      await decideAboutBatch(client, deciding, context);
      return 0;
    }
    const { items, hasMore } = await collectPages(
      (limit, cursor) => client.listBatches({ ...query, limit, cursor }, { signal }),
      most,
    );
    if (values.json) printJson(context, items);
    else if (items.length === 0) context.print("no batches");
    else printTable(context, COLUMNS, items);
    noteMore(context, hasMore);
    return 0;
  },
});

const { status: statuses, sortBy: orders } = BatchQuerySchema.shape;

function queryOf({ status, "sort-by": sortBy }: { status?: string | undefined; "sort-by"?: string | undefined }) {
  return {
    status: status === undefined ? undefined : requireOneOf("--status", status, statuses.unwrap().options),
    sortBy: sortBy === undefined ? undefined : requireOneOf("--sort-by", sortBy, orders.unwrap().options),
  };
}

if (import.meta.main) await runHere(command);
