import { isDeepStrictEqual } from "node:util";
import { fetchSnapshot, snapshotAt } from "#client/fetch-snapshot.ts";
import { RunSchema } from "#contract/runs/run.ts";
import { CliError } from "../../command/cli-error.ts";
import type { RunningWorker } from "../../local/worker-process.ts";
import { randomOf } from "../../sample/random.ts";
import { partsInMemory } from "../../snapshots/parts-in-memory.ts";
import type { Account } from "./account.ts";
import { type RunPayload, type RunPlan, statesOf } from "./planned-runs.ts";

/** How many runs are asked for one by one. */
const SAMPLE = 200;

type Fields = Record<string, unknown>;

/** Leaves out what is undefined, as an answer does. */
const asJson = (value: object): Fields => JSON.parse(JSON.stringify(value));

/** A run as the public may read it, as plain JSON. */
const publicOf = (payload: RunPayload): Fields => {
  const { evaluations, telemetry, ...run } = RunSchema.parse(payload);
  const { workspaceDir: _dir, promptSent: _prompt, ...used } = telemetry ?? {};
  // Telemetry of nothing but what is private is none to whoever reads it back.
  const isPublic = Object.values(used).some((value) => value !== undefined);
  return asJson({ ...run, ...(evaluations.length > 0 && { evaluations }), ...(isPublic && { telemetry: used }) });
};

/** A line that names the fields in which what was read differs; none if there are none. */
const differingFields = (what: string, expected: Fields, read: Fields): string[] => {
  const names = new Set([...Object.keys(expected), ...Object.keys(read)]);
  const fields = [...names].filter((name) => !isDeepStrictEqual(expected[name], read[name]));
  return fields.length === 0 ? [] : [`${what} differs in ${fields.join(", ")}`];
};

/**
 * Reads back through the API what was acknowledged, which by now is everything: all runs at once, some of them one by one, and how many
 * the snapshot covers. A line a difference.
 */
export const checkApi = async (worker: RunningWorker, account: Account, signal: AbortSignal): Promise<string[]> => {
  const { runs, seed } = account;
  const entries = runs.entries();
  const draw = randomOf("sample", seed);
  const sample = Array.from(
    { length: Math.min(SAMPLE, entries.length) },
    () => entries[Math.floor(draw() * entries.length)],
  );
  // All is read before any of it is compared: that takes seconds, in which the Worker closes a connection unnoticed.
  const exported = await readExport(worker, signal);
  const { runs: covered } = await fetchSnapshot(snapshotAt(worker.url, { signal }), partsInMemory());
  const single: { name: string; plan: RunPlan; read: Fields }[] = [];
  for (const entry of sample) if (entry) single.push({ ...entry, read: await readRun(worker, entry.name, signal) });

  const last = (plan: RunPlan) => statesOf(seed, plan).at(-1) as RunPayload;
  return [
    ...(exported.size === runs.size ? [] : [`the export holds ${exported.size} runs of ${runs.size}`]),
    ...(covered === runs.size ? [] : [`the snapshot covers ${covered} runs of ${runs.size}`]),
    ...entries.flatMap(({ name, plan }) =>
      differingFields(`export: run ${name}`, publicOf(last(plan)), exported.get(name) ?? {}),
    ),
    ...single.flatMap(({ name, plan, read }) => differingFields(`GET /api/runs/${name}`, publicOf(last(plan)), read)),
  ];
};

/** A run as its own address gives it, as it would be submitted. */
const readRun = async ({ client }: RunningWorker, runId: string, signal: AbortSignal): Promise<Fields> => {
  const { run, evaluations, telemetry } = await client.getRun({ runId }, { signal });
  const { outcome: _outcome, ...submitted } = run;
  return asJson({ ...submitted, ...(evaluations.length > 0 && { evaluations }), ...(telemetry && { telemetry }) });
};

/** Page by page, and as the lines say it: what the client makes of them is not looked at here. */
const readExport = async ({ url }: RunningWorker, signal: AbortSignal): Promise<Map<string, Fields>> => {
  const runs = new Map<string, Fields>();
  const next: URL | undefined = new URL("/api/export/runs.ndjson", url);
  while (next) {
    const response: Response = await fetch(next, { signal });
    const text = await response.text();
    if (!response.ok) throw new CliError(`the export was refused: ${response.status} ${text}`);
    for (const line of text.split("\n").filter((line) => line !== "")) {
      const run = JSON.parse(line) as Fields;
      runs.set(String(run["runId"]), run);
    }
    const cursor = response.headers.get("x-next-cursor");
    if (cursor === null) return runs;
    next.searchParams.set("cursor", cursor);
  }
  return runs;
};
