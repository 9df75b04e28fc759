import { isDeepStrictEqual } from "node:util";
import { keysOf } from "#contract/names/records.ts";
import { TelemetrySchema } from "#contract/runs/run.ts";
import { columnName } from "#contract/snapshot/measures.ts";
import type { Account } from "./account.ts";
import type { Entry } from "./ledger.ts";
import { type BatchPayload, batchStatesOf, type RunPayload, type RunPlan, statesOf } from "./planned-runs.ts";
import { type Row, recountOutcome, type StoredRows } from "./recount-rows.ts";

/** A run as it is in the database: its own row, and its evaluations. */
interface StoredRun {
  run: Row;
  evaluations: Row[];
}

const flag = (value: boolean | null | undefined) => (value == null ? null : Number(value));
const moment = (value: string | number | null | undefined) => (value == null ? null : new Date(value).getTime());

/** The rows that a state of a run must have become, if that key brought it. */
export const rowsOf = (payload: RunPayload, keyId: string): StoredRun => {
  const blamed = payload.errorType ?? (payload.status === "failed" ? payload.metadata?.["errorType"] : undefined);
  const run: Row = {
    run_id: payload.runId,
    batch_id: payload.batchId ?? "",
    suite: payload.suite,
    suite_version: payload.suiteVersion ?? "",
    scenario: payload.scenario,
    tier: payload.tier,
    agent: payload.agent,
    model: payload.model === "default" ? "" : (payload.model ?? ""),
    variant: payload.variant ?? "",
    status: payload.status,
    started_at: moment(payload.startedAt),
    completed_at: moment(payload.completedAt),
    total_score: payload.totalScore ?? null,
    weighted_score: payload.weightedScore ?? null,
    is_successful: flag(payload.isSuccessful),
    error_type: typeof blamed === "string" ? blamed : null,
    synthetic: flag(payload.synthetic),
    metadata: payload.metadata == null ? null : JSON.stringify(payload.metadata),
    key_id: keyId,
  };
  const evaluations = (payload.evaluations ?? []).map((evaluation, position) => ({
    run_id: payload.runId,
    position,
    evaluator_name: evaluation.evaluatorName,
    score: evaluation.score,
    max_score: evaluation.maxScore,
    details: evaluation.details ?? null,
  }));
  return { run: { ...run, ...telemetryColumns(payload), outcome: recountOutcome(run) }, evaluations };
};

const telemetryColumns = ({ telemetry }: RunPayload): Row =>
  Object.fromEntries(keysOf(TelemetrySchema.shape).map((field) => [columnName(field), telemetry?.[field] ?? null]));

/** In which columns a stored row is not as expected; the ones that nothing is expected of do not matter. */
const differingColumns = (expected: Row, stored: Row): string[] =>
  Object.keys(expected).filter((column) => !isDeepStrictEqual(expected[column], stored[column]));

/** How what is stored of a run differs from one of its states; undefined: not at all. */
const differenceFrom = (expected: StoredRun, { run, evaluations }: StoredRun): string | undefined => {
  const columns = differingColumns(expected.run, run);
  if (columns.length > 0) return `differs in ${columns.map((column) => `${column} (${run[column]})`).join(", ")}`;
  if (evaluations.length !== expected.evaluations.length) {
    return `has ${evaluations.length} of ${expected.evaluations.length} evaluations`;
  }
  const isOther = (row: Row, position: number) => differingColumns(row, evaluations[position] ?? {}).length > 0;
  if (expected.evaluations.some(isOther)) return "has other evaluations";
  return undefined;
};

/** What is wrong with a stored run: it must wholly be a state that was sent, the last acknowledged one or a later one. */
const judgeRun = (
  { seed, keys }: Pick<Account, "seed" | "keys">,
  { name, plan, acknowledged }: Entry<RunPlan>,
  stored: StoredRun,
): string[] => {
  const states = statesOf(seed, plan);
  const position = states.findIndex(({ status }) => status === stored.run["status"]);
  const state = states[position];
  if (state === undefined) return [`run ${name} is ${stored.run["status"]}, which was never sent`];
  if (position + 1 < acknowledged) return [`run ${name} is ${state.status}, but a later state was acknowledged`];
  const difference = differenceFrom(rowsOf(state, keys[plan.owner]?.id ?? ""), stored);
  return difference === undefined ? [] : [`run ${name} (${state.status}) ${difference}`];
};

/** Holds every stored run against what was sent and acknowledged, and everything acknowledged against the runs. A line a difference. */
export const compareRuns = (account: Pick<Account, "seed" | "keys" | "runs">, rows: StoredRows): string[] => {
  const { runs: ledger } = account;
  const evaluationsOf = Map.groupBy(rows.evaluations, (row) => row["run_id"]);
  const stored = new Set<string>();
  const differences = rows.runs.flatMap((run) => {
    const name = String(run["run_id"]);
    stored.add(name);
    const evaluations = evaluationsOf.get(name) ?? [];
    const entry = ledger.get(name);
    if (entry === undefined) return [`run ${name} was never sent`];
    return judgeRun(account, entry, { run, evaluations });
  });
  for (const { name, acknowledged } of ledger.entries()) {
    if (acknowledged > 0 && !stored.has(name)) differences.push(`run ${name} was acknowledged and is gone`);
  }
  for (const name of evaluationsOf.keys()) {
    if (!stored.has(String(name))) differences.push(`evaluations of no run: ${name}`);
  }
  return differences;
};

const batchRowOf = (payload: BatchPayload, keyId: string): Row => ({
  key_id: keyId,
  created_at: moment(payload.createdAt),
  completed_at: moment(payload.completedAt),
  total_runs: payload.totalRuns ?? null,
  avg_score: payload.avgScore ?? null,
  metadata: JSON.stringify(payload.metadata),
});

/** Runs in a batch of another key, a line each. */
const compareOwners = (batches: ReadonlyMap<string, Row>, runs: readonly Row[]): string[] =>
  runs.flatMap(({ run_id, batch_id, key_id }) => {
    const batch = batches.get(String(batch_id));
    return batch === undefined || batch["key_id"] === key_id ? [] : [`run ${run_id} is in a batch of another key`];
  });

/** Holds the stored batches against what was acknowledged, and sees that every run has its batch, of its own key. A line a difference. */
export const compareBatches = (
  { batches: ledger, keys }: Pick<Account, "batches" | "keys">,
  batches: readonly Row[],
  runs: readonly Row[],
): string[] => {
  const stored = new Map(batches.map((row) => [String(row["batch_id"]), row]));
  const named = new Set(runs.map((run) => String(run["batch_id"])).filter((name) => name !== ""));
  const differences = [...named].filter((name) => !stored.has(name)).map((name) => `runs without their batch ${name}`);
  differences.push(...compareOwners(stored, runs));
  for (const name of stored.keys()) {
    if (!named.has(name) && ledger.get(name) === undefined) differences.push(`batch ${name} was never sent`);
  }
  for (const { name, plan, acknowledged } of ledger.entries()) {
    const row = stored.get(name);
    // Until its first state is acknowledged, a batch may be missing, but not be there in part.
    if (row === undefined && acknowledged === 0) continue;
    const allowed = batchStatesOf(name, plan).slice(Math.max(0, acknowledged - 1));
    const keyId = keys[plan.owner]?.id ?? "";
    if (row && allowed.some((payload) => differingColumns(batchRowOf(payload, keyId), row).length === 0)) continue;
    differences.push(`batch ${name} ${row ? "is not as it was acknowledged" : "was acknowledged and is gone"}`);
  }
  return differences;
};
