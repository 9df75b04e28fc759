import { isDeepStrictEqual } from "node:util";
import { RunSchema } from "#contract/runs/run.ts";
import { CliError } from "../../command/cli-error.ts";
import type { RunningWorker } from "../../local/worker-process.ts";
import { randomOf } from "../../sample/random.ts";
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
  return asJson({ ...run, ...(evaluations.length > 0 && { evaluations }), ...(telemetry && { telemetry: used }) });
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
  const last = (plan: RunPlan) => statesOf(seed, plan).at(-1) as RunPayload;
  const differences: string[] = [];
  const exported = await readExport(worker, signal);
  if (exported.size !== runs.size) differences.push(`the export holds ${exported.size} runs of ${runs.size}`);
  for (const { name, plan } of runs.entries()) {
    differences.push(...differingFields(`export: run ${name}`, publicOf(last(plan)), exported.get(name) ?? {}));
  }
  const { body: snapshot } = (await worker.client.getSnapshot({ signal })) ?? {};
  if (snapshot?.runs !== runs.size) differences.push(`the snapshot covers ${snapshot?.runs} runs of ${runs.size}`);
  const draw = randomOf("sample", seed);
  const entries = runs.entries();
  for (let count = 0; count < Math.min(SAMPLE, entries.length); count++) {
    const entry = entries[Math.floor(draw() * entries.length)];
    if (entry === undefined) continue;
    const { run, evaluations, telemetry } = await worker.client.getRun({ runId: entry.name }, { signal });
    const { outcome: _outcome, ...submitted } = run;
    const read = { ...submitted, ...(evaluations.length > 0 && { evaluations }), ...(telemetry && { telemetry }) };
    differences.push(...differingFields(`GET /api/runs/${entry.name}`, publicOf(last(entry.plan)), asJson(read)));
  }
  return differences;
};

const readExport = async ({ url }: RunningWorker, signal: AbortSignal): Promise<Map<string, Fields>> => {
  const response = await fetch(`${url}/api/export/runs.ndjson`, { signal });
  if (!response.ok) throw new CliError(`the export was refused: ${response.status} ${await response.text()}`);
  const lines = (await response.text()).split("\n").filter((line) => line !== "");
  return new Map(
    lines.map((line) => {
      const run = JSON.parse(line) as Fields;
      return [String(run["runId"]), run];
    }),
  );
};
