import { existsSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { WorkerClient } from "#client/worker-client.ts";
import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, requireWorker, URL_OPTION } from "./command/connect.ts";
import { type Context, typedPath } from "./command/context.ts";
import { inProject } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";
import { type GateConfig, readGateConfig } from "./gate/gate-config.ts";
import { readFileSide } from "./gate/read-file-side.ts";
import { readBatchSide, readSnapshotSide, type Side } from "./gate/read-side.ts";
import { annotationsOf, ctrfOf, junitOf, markdownOf, summaryOf } from "./gate/reports.ts";
import { type GateResult, runGate } from "./gate/run-gate.ts";
import { readSnapshot } from "./snapshots/check-snapshot.ts";
import { findSnapshot, isSnapshotId } from "./snapshots/find-snapshot.ts";
import { printJson } from "./terminal/print.ts";

const EXIT_CODES: Readonly<Record<GateResult["verdict"], number>> = { pass: 0, fail: 3, unknown: 4 };
const DEFAULT_CONFIG = inProject(".github", "gate.yaml");

export const command = defineCommand({
  name: "gate",
  usage: ["--batch BATCH --baseline SNAPSHOT|BATCH [options]"],
  about: () => `
Says whether a batch is worse than a baseline beyond chance: each suite as a whole and each of its tasks, and cost and time where the configuration names a limit. Tests are one-sided and corrected for all that was looked at; where the runs are too few to tell, that is said, with how many it would take.

The baseline is a batch, or a snapshot as a file, an address or an id; it is compared with the entries of the batch. The snapshot must have been taken before the batch.`,
  options: {
    ...URL_OPTION,
    batch: {
      type: "string",
      value: "BATCH",
      multiple: true,
      help: "the batch to judge, or files of runs, as bench -- --json prints them; files may be several, each with a --batch of its own",
    },
    baseline: { type: "string", value: "SNAPSHOT|BATCH", help: "what it is compared with" },
    config: { type: "string", value: "FILE", help: "what counts as a regression (default: .github/gate.yaml)" },
    markdown: { type: "string", value: "FILE", help: "write a report fit for a comment" },
    report: { type: "string", value: "FILE", help: "write everything as JSON" },
    ctrf: { type: "string", value: "FILE", help: "write CTRF" },
    junit: { type: "string", value: "FILE", help: "write JUnit XML" },
    annotations: { type: "boolean", help: "print annotations for GitHub Actions" },
    json: { type: "boolean", help: "print JSON in place of Markdown" },
  },
  notes:
    "Exit code: 0 no regression; 1 no answer, or something cannot be read; 2 wrong usage; 3 a regression; 4 too few runs to tell, where the configuration has onUnknown: fail; 130 stopped.",
  run: async ({ values }, context) => {
    const { batch, baseline } = values;
    if (!batch?.[0] || !baseline) throw new UsageError("name --batch and --baseline");
    if (batch.includes(baseline)) throw new UsageError(`--batch and --baseline are both ${baseline}: name two`);
    const client = clientFor(context, values);
    const config = await readGateConfig(configFile(context, values.config));
    const start = Date.now();
    const judged = await readBatch(context, client, batch);
    const result = runGate(judged, await readBaseline(context, client, baseline), config, today());
    const write = async (file: string | undefined, text: string) => {
      if (file === undefined) return;
      const path = typedPath(context, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    };
    await write(values.markdown, markdownOf(result));
    await write(values.report, JSON.stringify(result, null, 2));
    await write(values.ctrf, ctrfOf(result, { start, stop: Date.now() }));
    await write(values.junit, junitOf(result));
    if (values.json) printJson(context, result);
    else if (values.annotations) for (const line of [...annotationsOf(result), summaryOf(result)]) context.print(line);
    else context.print(markdownOf(result));
    return exitCodeOf(result, config);
  },
});

function configFile(context: Context, asked: string | undefined): string | undefined {
  if (asked !== undefined) return typedPath(context, asked);
  return existsSync(DEFAULT_CONFIG) ? DEFAULT_CONFIG : undefined;
}

const today = (): string => new Date().toISOString().slice(0, 10);

const isFile = (context: Context, name: string): boolean => existsSync(typedPath(context, name));

/** What is judged: files of runs, or a batch of the Worker. */
async function readBatch(context: Context, client: WorkerClient, names: readonly string[]): Promise<Side> {
  // A folder may be called like a batch; a pipe is no folder.
  if (names.every((name) => isFile(context, name) && !statSync(typedPath(context, name)).isDirectory()))
    return readFileSide(names.map((name) => typedPath(context, name)));
  const [name, ...more] = names;
  if (name === undefined || more.length > 0) throw new UsageError("--batch takes one batch, or files that are there");
  await requireWorker(client, context.signal);
  return readBatchSide(client, name, context.signal);
}

/** The baseline: a batch of the Worker if it has one of that name, else a snapshot. */
async function readBaseline(context: Context, client: WorkerClient, reference: string): Promise<Side> {
  const { signal } = context;
  if (!/^https?:/i.test(reference) && !isFile(context, reference)) {
    await requireWorker(client, signal);
    const { items } = await client.listRuns({ batchId: reference, limit: 1 }, { signal });
    if (items.length > 0) return readBatchSide(client, reference, signal);
    if (!isSnapshotId(reference))
      throw new UsageError(
        `--baseline ${reference} is no batch at ${client.url}, no file, no address and no snapshot's id`,
      );
  }
  const { snapshot } = await readSnapshot(await findSnapshot(context, reference, client.url));
  return readSnapshotSide(snapshot);
}

function exitCodeOf({ verdict }: GateResult, { onUnknown }: GateConfig): number {
  return verdict === "unknown" && onUnknown === "pass" ? 0 : EXIT_CODES[verdict];
}

if (import.meta.main) await runHere(command);
