import { env } from "cloudflare:test";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postLines } from "../testing/call.ts";
import type { SubmittedRun } from "../testing/make-run.ts";
import { numbered, readAggregates, recount, runArbitrary } from "../testing/recount.ts";

const isFinal = ({ status }: SubmittedRun) => status === "completed" || status === "failed";

describe("the aggregates", () => {
  it("equal a recount after inserts, replacements and deletions", async () => {
    const first = numbered(fc.sample(runArbitrary, { numRuns: 300, seed: 1 }));
    const second = numbered(fc.sample(runArbitrary, { numRuns: 300, seed: 2 }));
    const kept = new Map(first.map((run) => [run.runId, run]));
    await postLines(first);
    expect(await readAggregates()).toEqual(recount([...kept.values()]));

    for (const run of second) {
      const present = kept.get(run.runId);
      if (present && !isFinal(present)) kept.set(run.runId, run);
    }
    const replaced = (await (await postLines(second)).json()) as { accepted: number; conflicts: unknown[] };
    expect(replaced.accepted).toBeGreaterThan(50);
    expect(replaced.conflicts.length).toBeGreaterThan(50);
    expect(await readAggregates()).toEqual(recount([...kept.values()]));

    const gone = [...kept.keys()].filter((_, position) => position % 3 !== 0);
    await env.DB.prepare("DELETE FROM benchmark_runs WHERE run_id IN (SELECT value FROM json_each(?))")
      .bind(JSON.stringify(gone))
      .run();
    for (const runId of gone) kept.delete(runId);
    expect(await readAggregates()).toEqual(recount([...kept.values()]));

    await env.DB.prepare("DELETE FROM benchmark_runs").run();
    expect(await readAggregates()).toEqual(recount([]));
    for (const table of ["evaluation_results", "suite_versions", "entries", "scenarios"]) {
      expect(await env.DB.prepare(`SELECT count(*) AS rows FROM ${table}`).first("rows"), table).toBe(0);
    }
  });

  it("refuse changes of a run that they could not follow", async () => {
    await postLines(
      numbered(fc.sample(runArbitrary, { numRuns: 5, seed: 3 })).map((run) => ({
        ...run,
        telemetry: { toolCalls: 1 },
      })),
    );
    const change = (statement: string) => env.DB.prepare(statement).run();
    await expect(change("UPDATE benchmark_runs SET outcome = 'pass'")).rejects.toThrow("replaced as a whole");
    await expect(change("UPDATE benchmark_runs SET tool_calls = 2")).rejects.toThrow("replaced as a whole");
  });
});
