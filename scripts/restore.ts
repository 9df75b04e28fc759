import { statSync } from "node:fs";
import type { WorkerClient } from "#client/worker-client.ts";
import type { Restored } from "#contract/service/backup.ts";
import { formatCount, formatCounted } from "#words/numbers.ts";
import { type BackupFoot, readBackupFile } from "./backup/backup-file.ts";
import { snapshotIdOf } from "./backup/snapshot-of.ts";
import { CliError, UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, connectionOf, KEY_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import { type Context, typedPath } from "./command/context.ts";
import { runHere } from "./command/run-command.ts";
import { sayProgress } from "./terminal/say-progress.ts";

/** The most characters of a request: far below what the Worker takes, with room for a long line. */
const MAX_REQUEST = 1_000_000;

export const command = defineCommand({
  name: "restore",
  usage: ["FILE [options]"],
  about: () => `
Brings a backup back into an empty database: everything is as it was, and gives the same snapshot. Keys come back without their secrets; npm run keys -- rotate ID makes those good again that are still needed.`,
  options: {
    "go-on": { type: "boolean", help: "continue an interrupted restoration: what is already there stays" },
    "dry-run": { type: "boolean", help: "say how many lines would go in, and restore nothing" },
    ...URL_OPTION,
    key: { ...KEY_OPTION.key, help: KEY_OPTION.key.help.replace("its key", "an admin key of it") },
  },
  notes: "Exit code: 0 everything is back, 1 it is not, refused or no answer, 2 wrong usage, 130 stopped.",
  takesFiles: true,
  run: async ({ values, files: [name, ...rest] }, context) => {
    if (name === undefined) throw new UsageError("FILE is missing");
    if (rest[0] !== undefined) throw new UsageError(`one argument too many: ${rest[0]}`);
    const file = typedPath(context, name);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`there is no file ${name}`);
    const { signal } = context;
    const client = clientFor(context, values);
    await requireWorker(client, signal);
    const dry = values["dry-run"] === true;
    if (!dry && values["go-on"] !== true) await requireEmpty(client, signal);
    const lines = await countLines(file, signal);
    const say = sayProgress(context.warn);
    const { restored, foot } = await sendLines(client, { file, signal, dry }, (sent) =>
      say(() => `${formatCount(sent)} of ${formatCounted(lines, "line")} sent`),
    );
    const { key } = connectionOf(context, values);
    return dry ? sayDry(context, restored) : await compare(context, { client, key, restored, foot });
  },
});

/** CliError: there is something already. */
async function requireEmpty(client: WorkerClient, signal: AbortSignal): Promise<void> {
  const [runs, batches, suites, keys] = await Promise.all([
    client.listRuns({ limit: 1 }, { signal }),
    client.listBatches({ limit: 1 }, { signal }),
    client.listSuites({ limit: 1 }, { signal }),
    client.listKeys({ limit: 1 }, { signal }),
  ]);
  const found = [
    runs.items.length && "runs",
    batches.items.length && "batches",
    suites.items.length && "manifests",
    keys.items.length && "keys",
  ].find(Boolean);
  if (!found) return;
  throw new CliError(
    `the database of ${client.url} has ${found} already: restore into an empty one; --go-on continues a restoration that was interrupted`,
  );
}

/** How many lines a file has, read once before anything of it is sent, so that one that is cut off or damaged changes nothing. CliError: it is. */
async function countLines(file: string, signal: AbortSignal): Promise<number> {
  let count = 0;
  for await (const _ of readBackupFile(file, signal)) count += 1;
  return count;
}

interface Sending {
  file: string;
  signal: AbortSignal;
  dry: boolean;
}

/** Sends the lines of a file, as many in a request as it may hold. */
async function sendLines(client: WorkerClient, { file, signal, dry }: Sending, onSent: (lines: number) => void) {
  const restored: Restored = { restored: 0, present: 0 };
  let body = "";
  const send = async () => {
    if (body === "") return;
    const answer = await client.restoreBackup(body, { signal, dry });
    restored.restored += answer.restored;
    restored.present += answer.present;
    onSent(restored.restored + restored.present);
    body = "";
  };
  const lines = readBackupFile(file, signal);
  for (;;) {
    const { done, value } = await lines.next();
    if (done) {
      await send();
      return { restored, foot: value };
    }
    if (body.length + value.length > MAX_REQUEST) await send();
    body += `${value}\n`;
  }
}

function sayDry({ print }: Context, { restored, present }: Restored): number {
  print(`${formatCounted(restored, "line")} would go in, ${formatCount(present)} are already there`);
  return 0;
}

interface Ended {
  client: WorkerClient;
  key: string | undefined;
  restored: Restored;
  foot: BackupFoot;
}

/** Says whether the database gives the snapshot that was backed up. */
async function compare({ print, warn, signal }: Context, { client, key, restored, foot }: Ended): Promise<number> {
  print(`${formatCounted(restored.restored, "line")} restored, ${formatCount(restored.present)} were already there`);
  if (foot.snapshotId === null) {
    warn("runs came in while the backup was made, so that no snapshot stands for it: this one cannot be compared");
    return 0;
  }
  const present = await snapshotIdOf(client, { key, signal });
  if ("problem" in present) throw new CliError(`whether it gives the same snapshot cannot be told: ${present.problem}`);
  const { id } = present;
  if (id === foot.snapshotId) {
    print(`the database gives the same snapshot: ${id}`);
    return 0;
  }
  warn(
    `the database gives snapshot ${id}, the backup had ${foot.snapshotId}: it does not hold just what was backed up`,
  );
  return 1;
}

if (import.meta.main) await runHere(command);
