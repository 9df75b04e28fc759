import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { RunSchema } from "#contract/runs/run.ts";
import { BOARD_NAMES, linesOf, makeDatabase } from "./made-database.ts";
import { measureCellEndpoints } from "./measure-endpoints.ts";

it("names what is in the board", () => {
  const runs = Array.from(linesOf(1_000), (line) => RunSchema.parse(JSON.parse(line)));
  expect(new Set(runs.map(({ agent, model, scenario }) => `${agent} ${model} ${scenario}`)).size).toBe(1_000);
  const named = runs.find(({ runId }) => runId === BOARD_NAMES.runId);
  const { suite, tier, agent, model, batches } = BOARD_NAMES;
  expect(named).toMatchObject({ suite, tier, agent, model, batchId: batches[0] });
  expect([...linesOf(1_000, 990)]).toEqual([...linesOf(1_000)].slice(990));
  expect(runs.map(({ evaluations }) => evaluations[0]?.evaluatorName)).toContain(BOARD_NAMES.evaluator);
  expect(new Set(runs.map(({ agent, model }) => `${agent}~${model}`))).toEqual(new Set(BOARD_NAMES.entries));
});

it("is measured by what is asked of it, and is not taken for one that holds less", async () => {
  const folder = await mkdtemp(join(tmpdir(), "made-"));
  const options = { folder, signal: AbortSignal.timeout(300_000), rounds: 1 };
  try {
    const measured = await measureCellEndpoints([500], options);
    const of = (path: string) => measured.find(({ endpoint }) => endpoint.path === path);
    expect(of("/health")?.rows).toEqual([expect.any(Number)]);
    expect(of("/api/runs?limit=1000")?.rows).toEqual([1_000]);
    expect(of("/api/boards/perf")?.status).toBe(404);
    expect(of("/api/keys")).toMatchObject({ status: 200, keyed: expect.any(Number) });
    expect(measured.every(({ milliseconds }) => milliseconds > 0)).toBe(true);
    await rename(join(folder, "memory-500"), join(folder, "memory-0"));
    await expect(makeDatabase(0, options)).rejects.toThrow("memory-0 holds 500 runs: remove it");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 300_000);
