import { MAX_COMPARED_BATCHES } from "#contract/batches/batch-query.ts";
import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, JSON_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import { READ_EXIT_CODES } from "./command/exit-codes.ts";
import { runHere } from "./command/run-command.ts";
import { printComparison } from "./compare-batches/print-comparison.ts";
import { printJson } from "./terminal/print.ts";

export const command = defineCommand({
  name: "compare-batches",
  usage: ["[options] BATCH BATCH…"],
  about: () => `
Shows two to ${MAX_COMPARED_BATCHES} batches of a Worker side by side: their figures, the claims that their runs do not bear out, and the success rate of each in every scenario that any of them ran, with its 95% interval. – means that a batch has no run there.`,
  options: { ...URL_OPTION, ...JSON_OPTION },
  notes: READ_EXIT_CODES,
  takesFiles: true,
  run: async ({ values, files }, context) => {
    const batchIds = [...new Set(files)];
    if (batchIds.length < 2 || batchIds.length > MAX_COMPARED_BATCHES || batchIds.includes("")) {
      throw new UsageError(
        `name two to ${MAX_COMPARED_BATCHES} different batches: ${context.call("batches")} lists them`,
      );
    }
    const { signal } = context;
    const client = clientFor(context, values);
    await requireWorker(client, signal);
    const comparison = await client.compareBatches({ ids: batchIds }, { signal });
    if (values.json) printJson(context, comparison);
    else printComparison(context, comparison);
    return 0;
  },
});

if (import.meta.main) await runHere(command);
