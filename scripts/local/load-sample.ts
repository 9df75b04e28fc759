import type { WorkerClient } from "#client/worker-client.ts";
import { CliError } from "../command/cli-error.ts";
import { chunkLines } from "../import/chunk-lines.ts";
import { importRuns, submitTo, type Totals } from "../import/import-runs.ts";
import type { Line } from "../import/reading/read-lines.ts";
import { sampleBatches } from "../sample/sample-batches.ts";
import { dayBefore } from "../sample/sample-days.ts";
import { SAMPLE_MANIFESTS } from "../sample/sample-manifests.ts";
import { sampleRuns } from "../sample/sample-runs.ts";

/** Puts the sample into a Worker as if it had ended yesterday, and gives the number of runs that went in. CliError if it refuses any. */
export const loadSample = async (client: WorkerClient, signal: AbortSignal): Promise<number> => {
  const lastDay = dayBefore(new Date());
  for (const { suite, version, manifest } of SAMPLE_MANIFESTS)
    await client.putManifest({ suite, version }, manifest, { signal });
  const totals: Totals = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  const source = { file: "sample", chunks: chunkLines(sampleLines(lastDay)), submit: submitTo(client), signal };
  await importRuns(source, totals, {
    onRefused: ({ runId, issues }) => {
      throw new CliError(`the Worker refused the sample's run ${runId}: ${JSON.stringify(issues)}`);
    },
  });
  for (const batch of sampleBatches(lastDay)) await client.submitBatch(batch, { signal });
  return totals.accepted;
};

async function* sampleLines(lastDay: string): AsyncGenerator<Line> {
  let number = 0;
  for (const run of sampleRuns(lastDay)) {
    number += 1;
    yield { number, bytes: Buffer.from(JSON.stringify(run)) };
  }
}
