import { afterEach, expect, it } from "vitest";
import { WorkerClient } from "#client/worker-client.ts";
import { examples } from "#contract/openapi/recorded.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import type { CellPart } from "#contract/snapshot/parts.ts";
import { SNAPSHOT_FORMAT } from "#contract/snapshot/snapshot.ts";
import { type ContractServer, startContractServer } from "../../testing/contract-server.ts";
import { madeRuns } from "./made-runs.ts";
import { measureNewBatch, nextBatchOf } from "./measure-new-batch.ts";

const lines = [...madeRuns({ entries: 2, scenarios: 3 })].map((run) => JSON.stringify(run));

let server: ContractServer | undefined;
afterEach(() => server?.close());

it("submits the first entry's runs once more, as a batch of their own", () => {
  const next = nextBatchOf(lines).map((line) => JSON.parse(line));
  expect(next).toHaveLength(3);
  expect(new Set(next.map(({ agent, batchId }) => `${agent} ${batchId}`))).toEqual(new Set(["agent-0 next batch"]));
  expect(new Set(next.map(({ runId }) => runId)).size).toBe(3);
  for (const { runId } of next) expect(lines.join("")).not.toContain(runId);
});

/** The part of an agent whose three cells have so many passes. */
const partOf = (agent: string, pass: number): CellPart => ({
  kind: "cells",
  suite: "perf",
  scenarios: ["a", "b", "c"],
  tiers: ["L1"],
  entries: [{ agent }],
  cells: { scenario: [0, 1, 2], tier: [0, 0, 0], entry: [0, 0, 0], pass: [pass, pass, pass] },
});

it("counts what is read and fetched of the parts that the batch changes", async () => {
  let isSent = false;
  const parts = () => [partOf("agent-0", isSent ? 2 : 1), partOf("agent-1", 1)];
  const cost = (rows: number) => ({ "server-timing": `db;desc="queries=1 rows_read=${rows} rows_written=0"` });
  server = await startContractServer(({ id, names, body }) => {
    const ids = parts().map((part) => hashOf(JSON.stringify(part)));
    if (id === "submitBulk") {
      isSent = true;
      const accepted = (body as unknown[]).length;
      return { status: 200, body: { ...examples.submitBulk.body, accepted, conflicts: [], rejected: [] } };
    }
    if (id === "getSnapshot") {
      const suites = [{ suite: "perf", runs: 6, cells: 6, parts: ids }];
      const counts = { formatVersion: SNAPSHOT_FORMAT, runs: 6, cells: 6, suites, batches: [] };
      return {
        status: 200,
        headers: cost(2),
        body: { ...counts, id: "0".repeat(64), createdAt: "2026-01-01T00:00:00.000Z" },
      };
    }
    const part = parts()[ids.indexOf(names[0] ?? "")];
    return part && { status: 200, headers: cost(6), body: part };
  });
  const worker = {
    ...{ url: server.url, client: new WorkerClient({ url: server.url, key: "k" }), ended: Promise.resolve(0) },
    ...{ stop: async () => {}, untilServed: async () => {} },
  };
  const [requests, fetched, rows, share, bytes] = await measureNewBatch(worker, lines, AbortSignal.timeout(60_000));
  expect(fetched).toMatchObject({ name: expect.stringContaining("new batch of 3 runs"), value: 1 });
  expect(requests?.value).toBe(2);
  // The index, and the one part that changed: two rows for each of its three cells.
  expect([rows?.value, share?.value]).toEqual([8, 2]);
  expect(bytes?.value).toBeGreaterThan(100);
  expect(bytes?.value).toBeLessThan(1_000);
});
