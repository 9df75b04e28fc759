import { writeFile } from "node:fs/promises";
import type { WorkerClient } from "#client/worker-client.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";

/** Writes the Worker's current snapshot to a file that a build can take instead of asking it. Gives the snapshot. */
export const saveSnapshot = async (client: WorkerClient, file: string, signal: AbortSignal): Promise<Snapshot> => {
  const answer = await client.getSnapshot({ signal });
  if (answer === undefined) throw new Error(`${client.url} gave no snapshot`);
  await writeFile(file, JSON.stringify(answer.body));
  return answer.body;
};
