import type { WorkerClient } from "#client/worker-client.ts";
import { formatCount } from "#words/numbers.ts";
import type { Context } from "../command/context.ts";
import type { Deciding } from "../command/deciding.ts";

/** What can be done with a batch. */
export const BATCH_ACTIONS = {
  give: { names: ["BATCH", "KEY"], needsReason: false },
  "take-back": { names: ["BATCH"], needsReason: true },
  remove: { names: ["BATCH"], needsReason: true },
} as const;
type BatchAction = keyof typeof BATCH_ACTIONS;

type Act = (client: WorkerClient, deciding: Deciding, context: Context) => Promise<void>;

const runsText = (count: number) => `${formatCount(count)} ${count === 1 ? "run" : "runs"}`;

const ACTS: Record<BatchAction, Act> = {
  give: async (client, { names: [batchId = "", id = ""], dry }, { print, signal }) => {
    const given = await client.giveBatch({ batchId, id }, { signal, dry });
    print(`batch ${given.batchId} ${dry ? "would belong" : "belongs"} to key ${given.owner}`);
  },
  "take-back": async (client, { names: [batchId = ""], reason, dry }, { print, signal }) => {
    let decided = 0;
    let cursor: string | undefined;
    do {
      const step = await client.takeBackBatch({ batchId, cursor }, { kind: "exclude", reason }, { signal, dry });
      decided += step.decided;
      cursor = step.next;
    } while (cursor !== undefined);
    print(`${runsText(decided)} of batch ${batchId} ${dry ? "would be" : "are"} excluded`);
  },
  remove: async (client, { names: [batchId = ""], reason, dry }, { print, signal }) => {
    if (dry) {
      await client.removeBatch({ batchId, reason }, { signal, dry });
      const { totalRuns } = await client.getBatch({ batchId }, { signal });
      print(`batch ${batchId} and its ${runsText(totalRuns)} would be removed`);
      return;
    }
    let removed = 0;
    let done = false;
    while (!done) {
      const step = await client.removeBatch({ batchId, reason }, { signal });
      removed += step.removed;
      done = step.done;
    }
    print(`batch ${batchId} and its ${runsText(removed)} are removed`);
  },
};

/** Does what was asked for with a batch, step by step until it is whole, and says what became of it. */
export const decideAboutBatch = (
  client: WorkerClient,
  { action, ...deciding }: Deciding & { action: BatchAction },
  context: Context,
): Promise<void> => ACTS[action](client, deciding, context);
