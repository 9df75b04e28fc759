import { afterEach, describe, expect, it } from "vitest";
import { WorkerClient } from "#client/worker-client.ts";
import type { RunSummary } from "#contract/runs/run.ts";
import { type ContractServer, startContractServer } from "../../testing/contract-server.ts";
import type { Cell } from "./plan-runs.ts";
import { planRuns } from "./plan-runs.ts";
import { readPresentRuns } from "./present-runs.ts";

let server: ContractServer | undefined;
afterEach(() => server?.close());

const run = (fields: Partial<RunSummary>): Partial<RunSummary> => ({
  ...{ runId: "r", suite: "s", scenario: "a", tier: "L0", agent: "x" },
  ...{ status: "completed", startedAt: "2026-08-01T12:00:00.000Z", outcome: "pass" },
  ...fields,
});

const cell = (fields: { scenario?: string; tier?: string; model?: string; suiteVersion?: string } = {}): Cell =>
  ({
    scenario: { suite: "s", suiteVersion: fields.suiteVersion, id: fields.scenario ?? "a" },
    tier: fields.tier ?? "L0",
    agent: { name: "x" },
    model: fields.model,
    variant: undefined,
  }) as unknown as Cell;

const presentOf = async (runs: readonly Partial<RunSummary>[], pageSize = 200) => {
  server = await startContractServer(({ id, query }) => {
    if (id !== "listRuns") return undefined;
    const from = Number(query["cursor"]?.split(".")[1] ?? 0);
    const next = from + pageSize;
    return {
      status: 200,
      body: runs.slice(from, next),
      ...(next < runs.length && { headers: { "x-next-cursor": `1.${next}` } }),
    };
  });
  const client = new WorkerClient({ url: server.url, retries: 0 });
  return readPresentRuns(client, "batch", new AbortController().signal);
};

describe("readPresentRuns", () => {
  it("counts the trials of each cell, by all that names it", async () => {
    const present = await presentOf([
      run({}),
      run({ outcome: "fail" }),
      run({ scenario: "b" }),
      run({ model: "m" }),
      run({ suiteVersion: "2" }),
      run({ tier: "L1", outcome: "timeout" }),
    ]);
    expect(present.trialsOf(cell())).toBe(2);
    expect(present.trialsOf(cell({ scenario: "b" }))).toBe(1);
    expect(present.trialsOf(cell({ model: "m" }))).toBe(1);
    expect(present.trialsOf(cell({ suiteVersion: "2" }))).toBe(1);
    expect(present.trialsOf(cell({ tier: "L1" }))).toBe(1);
    expect(present.trialsOf(cell({ tier: "L2" }))).toBe(0);
    expect(present.runs).toHaveLength(6);
  });

  it("has those made again that say nothing about the agent", async () => {
    const outcomes = ["infrastructure-error", "not-final", "excluded", "unknown-failure", "not-stated"] as const;
    const present = await presentOf(outcomes.map((outcome) => run({ outcome })));
    expect(present.trialsOf(cell())).toBe(2);
    expect(present.runs).toHaveLength(5);
  });

  it("reads every page, of this batch alone", async () => {
    const present = await presentOf(
      Array.from({ length: 7 }, () => run({})),
      3,
    );
    expect(present.trialsOf(cell())).toBe(7);
    expect(server?.asked.map(({ query }) => query["batchId"])).toEqual(["batch", "batch", "batch"]);
  });

  it("leaves the plan what is missing, the first trials of all cells before any second", async () => {
    const present = await presentOf([run({}), run({}), run({ scenario: "b" })]);
    const planned = planRuns([cell(), cell({ scenario: "b" }), cell({ scenario: "c" })], 2, present.trialsOf);
    expect(planned.map(({ scenario, trial }) => `${scenario.id}${trial}`)).toEqual(["c1", "b2", "c2"]);
  });
});
