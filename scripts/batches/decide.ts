import type { WorkerClient } from "#client/worker-client.ts";
import { formatCounted } from "#words/numbers.ts";
import type { Context } from "../command/context.ts";
import type { Deciding } from "../command/deciding.ts";
import { sayProgress } from "../terminal/say-progress.ts";

/** What can be done with a batch. */
export const BATCH_ACTIONS = {
  give: { names: ["BATCH", "KEY"], needsReason: false },
  "take-back": { names: ["BATCH"], needsReason: true },
  remove: { names: ["BATCH"], needsReason: true },
} as const;
type BatchAction = keyof typeof BATCH_ACTIONS;

type Act = (client: WorkerClient, deciding: Deciding, context: Context) => Promise<void>;

const ACTS: Record<BatchAction, Act> = {
  give: async (client, { names: [batchId = "", id = ""], dry }, { print, signal }) => {
    const given = await client.giveBatch({ batchId, id }, { signal, dry });
    print(`batch ${given.batchId} ${dry ? "would belong" : "belongs"} to key ${given.owner}`);
  },
  "take-back": async (client, { names: [batchId = ""], reason, dry }, { print, warn, signal }) => {
    const say = sayProgress(warn);
    let decided = 0;
    let cursor: string | undefined;
    do {
      const step = await client.takeBackBatch({ batchId, cursor }, { kind: "exclude", reason }, { signal, dry });
      decided += step.decided;
      cursor = step.next;
      say(() => `${formatCounted(decided, "run")} so far`);
    } while (cursor !== undefined);
    print(`${formatCounted(decided, "run")} of batch ${batchId} ${dry ? "would be" : "are"} excluded`);
  },
  remove: async (client, { names: [batchId = ""], reason, dry }, { print, warn, signal }) => {
    if (dry) {
      await client.removeBatch({ batchId, reason }, { signal, dry });
      const { totalRuns } = await client.getBatch({ batchId }, { signal });
      print(`batch ${batchId} and its ${formatCounted(totalRuns, "run")} would be removed`);
      return;
    }
    const say = sayProgress(warn);
    let removed = 0;
    let done = false;
    while (!done) {
      const step = await client.removeBatch({ batchId, reason }, { signal });
      removed += step.removed;
      done = step.done;
      say(() => `${formatCounted(removed, "run")} so far`);
    }
    print(`batch ${batchId} and its ${formatCounted(removed, "run")} are removed`);
  },
};

/** Does what was asked for with a batch, step by step until it is whole, and says what became of it. */
export const decideAboutBatch = (
  client: WorkerClient,
  { action, ...deciding }: Deciding & { action: BatchAction },
  context: Context,
): Promise<void> => ACTS[action](client, deciding, context);
