import { MAX_COMPARED_BATCHES } from "#contract/batches/batch-query.ts";
import { UsageError } from "./command/cli-error.ts";
import { clientFor, READ_OPTIONS, requireWorker, URL_HELP } from "./command/connect.ts";
import { interruptedSignal } from "./command/interruption.ts";
import { runCommand } from "./command/run-command.ts";
import { printComparison } from "./compare-batches/print-comparison.ts";
import { printJson } from "./terminal/print.ts";

const HELP = `
npm run compare-batches -- [options] BATCH BATCH…

Shows two to ${MAX_COMPARED_BATCHES} batches of a Worker side by side: their figures, the claims that their runs do not bear out, and the success rate
of each in every scenario that any of them ran, with its 95 % interval. – stands where a batch has no run.

${URL_HELP}
  --json          the API's answer as JSON
  -h, --help      this

Exit code: 0 done, 1 refused or no answer, 2 wrong usage, 130 stopped.
`;

await runCommand({
  name: "compare-batches",
  help: HELP,
  takesFiles: true,
  options: READ_OPTIONS,
  run: async ({ values, files }) => {
    const batchIds = [...new Set(files)];
    if (batchIds.length < 2 || batchIds.length > MAX_COMPARED_BATCHES || batchIds.includes("")) {
      throw new UsageError(`name two to ${MAX_COMPARED_BATCHES} different batches: npm run batches lists them`);
    }
    const signal = interruptedSignal();
    const client = clientFor(values);
    await requireWorker(client, signal);
    const comparison = await client.compareBatches(batchIds, { signal });
    if (values.json) printJson(comparison);
    else printComparison(comparison);
    return 0;
  },
});
