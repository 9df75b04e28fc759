import type { Account } from "./account.ts";
import { clientOf } from "./load.ts";
import { batchStatesOf } from "./planned-runs.ts";
import { sendLines } from "./send-lines.ts";

const LINES = 400;

/** Sends the last state of everything of which it was not acknowledged, each with its own key; gives how many runs and batches that were. */
export const sendUnsettled = async (
  url: string,
  account: Account,
  signal: AbortSignal,
): Promise<{ runs: number; batches: number }> => {
  const batches = account.batches.unsettled();
  for (const { name, plan } of batches) {
    await clientOf(account, plan.owner, url).submitBatch(batchStatesOf(name, plan)[1], { signal });
    account.batches.acknowledge(name, 2);
  }
  const runs = account.runs.unsettled();
  for (const [owner, own] of Map.groupBy(runs, ({ plan }) => plan.owner)) {
    const client = clientOf(account, owner, url);
    for (let start = 0; start < own.length; start += LINES) {
      const lines = own.slice(start, start + LINES).map((entry) => ({ entry, state: entry.states }));
      await sendLines(account, lines, { leastDuplicates: 0 }, (body) => client.submitBulk(body, { signal }));
    }
  }
  return { runs: runs.length, batches: batches.length };
};
