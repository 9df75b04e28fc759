import { existsSync } from "node:fs";
import { RefusedError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import { formatCounted } from "#words/numbers.ts";
import { type BackupFoot, writeBackupFile } from "./backup/backup-file.ts";
import { snapshotIdOf } from "./backup/snapshot-of.ts";
import { CliError, UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, connectionOf, KEY_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import { typedPath } from "./command/context.ts";
import { runHere } from "./command/run-command.ts";
import { sayProgress } from "./terminal/say-progress.ts";

/** How often a backup begins again because a decision came in between. */
const MAX_TRIES = 3;

export const command = defineCommand({
  name: "backup",
  usage: ["[FILE] [options]"],
  about: () => `
Writes everything that a Worker has to a file: runs with all that is private of them, batches, manifests, decisions, and keys without their secrets. npm run restore brings it back. FILE is gzipped NDJSON (default: ze-benchmarks-DATE.ndjson.gz) that only you may read.`,
  options: {
    ...URL_OPTION,
    key: { ...KEY_OPTION.key, help: KEY_OPTION.key.help.replace("its key", "an admin key of it") },
  },
  notes: "Exit code: 0 done, 1 refused or no answer, 2 wrong usage, 130 stopped.",
  takesFiles: true,
  run: async ({ values, files: [name = defaultName(new Date()), ...rest] }, context) => {
    if (rest[0] !== undefined) throw new UsageError(`one argument too many: ${rest[0]}`);
    const file = typedPath(context, name);
    if (existsSync(file)) throw new UsageError(`${name} already exists: name another file`);
    const client = clientFor(context, values);
    await requireWorker(client, context.signal);
    const { key } = connectionOf(context, values);
    const say = sayProgress(context.warn);
    const onLine = (lines: number) => say(() => `${formatCounted(lines, "line")} so far`);
    const { foot, note } = await backUp(client, { file, key, onLine, signal: context.signal });
    context.print(`${formatCounted(foot.lines, "line")} in ${name}; ${note}`);
    return 0;
  },
});

const defaultName = (now: Date): string =>
  `ze-benchmarks-${now.toISOString().slice(0, 19).replaceAll(":", "-")}.ndjson.gz`;

interface Target {
  file: string;
  key: string | undefined;
  onLine: (lines: number) => void;
  signal: AbortSignal;
}

type Snapshot = Awaited<ReturnType<typeof snapshotIdOf>>;

/** Which snapshot stands for what was read between two moments, and that in words. */
const snapshotOf = (before: Snapshot, after: Snapshot): { id: string | null; note: string } => {
  for (const one of [before, after]) {
    if ("problem" in one) return { id: null, note: `no snapshot stands for it: ${one.problem}` };
  }
  const id = "id" in before && "id" in after && before.id === after.id ? before.id : null;
  return { id, note: id === null ? "runs came in meanwhile, so that no snapshot stands for it" : `snapshot ${id}` };
};

/** Backs a Worker up, once more from the start where a decision comes in between. */
async function backUp(client: WorkerClient, { file, key, onLine, signal }: Target) {
  for (let tries = 1; ; tries += 1) {
    const before = await snapshotIdOf(client, { key, signal });
    let done: { foot: BackupFoot; note: string } = { foot: { lines: 0, snapshotId: null }, note: "" };
    const finish = async (lines: number) => {
      const { id, note } = snapshotOf(before, await snapshotIdOf(client, { key, signal }));
      done = { foot: { lines, snapshotId: id }, note };
      return done.foot;
    };
    try {
      await writeBackupFile(file, client.readBackup(undefined, { signal }), { finish, onLine, signal });
      return done;
    } catch (error) {
      if (!(error instanceof RefusedError) || error.status !== 409) throw error;
      if (tries === MAX_TRIES)
        throw new CliError(`decisions kept coming in between: ${error.message}`, 1, { cause: error });
    }
  }
}

if (import.meta.main) await runHere(command);
