import type { WorkerClient } from "#client/worker-client.ts";
import type { Account } from "./account.ts";
import { batchStatesOf } from "./planned-runs.ts";
import { sendLines } from "./send-lines.ts";

const LINES = 400;

/** Sends the last state of everything of which it was not acknowledged; gives how many runs and batches that were. */
export const sendUnsettled = async (
  client: WorkerClient,
  account: Account,
  signal: AbortSignal,
): Promise<{ runs: number; batches: number }> => {
  const batches = account.batches.unsettled();
  for (const { name, plan } of batches) {
    await client.submitBatch(batchStatesOf(name, plan)[1], { signal });
    account.batches.acknowledge(name, 2);
  }
  const runs = account.runs.unsettled();
  for (let start = 0; start < runs.length; start += LINES) {
    const lines = runs.slice(start, start + LINES).map((entry) => ({ entry, state: entry.states }));
    await sendLines(account, lines, { leastDuplicates: 0 }, (body) => client.submitBulk(body, { signal }));
  }
  return { runs: runs.length, batches: batches.length };
};
