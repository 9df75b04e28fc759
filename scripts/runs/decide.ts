import type { WorkerClient } from "#client/worker-client.ts";
import type { Context } from "../command/context.ts";
import type { Deciding } from "../command/deciding.ts";

/** What can be done with a run. */
export const RUN_ACTIONS = {
  "take-back": { names: ["RUN"], needsReason: true },
  purge: { names: ["RUN"], needsReason: true },
} as const;
type RunAction = keyof typeof RUN_ACTIONS;

/** Takes a run back, or purges it, and says so. */
export const decideAboutRun = async (
  client: WorkerClient,
  { action, names: [runId = ""], reason, dry }: Deciding & { action: RunAction },
  { print, signal }: Context,
): Promise<void> => {
  if (action === "purge") {
    await client.purgeRun({ runId }, { reason }, { signal, dry });
    print(`run ${runId} ${dry ? "would be" : "is"} emptied of its texts; its figures stay`);
  } else {
    await client.makeDecision({ runId }, { kind: "exclude", reason }, { signal, dry });
    print(`run ${runId} ${dry ? "would be" : "is"} excluded`);
  }
};
