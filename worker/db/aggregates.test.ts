import { env } from "cloudflare:test";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postLines } from "../testing/call.ts";
import { makeRun, type SubmittedRun } from "../testing/make-run.ts";
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

  it("keep what every two of the first six evaluators of a cell gave the same runs, whatever comes and goes", async () => {
    const names = ["ﬀ", "🎉", "z", ...Array.from({ length: 9 }, (_, place) => `e${place}`)];
    const evaluation = fc.record({
      evaluatorName: fc.constantFrom(...names),
      score: fc.double({ min: -1, max: 4, noNaN: true }),
      maxScore: fc.constantFrom(1, 3),
    });
    const one = fc.record({
      evaluations: fc.array(evaluation, { maxLength: 12 }),
      status: fc.constantFrom("completed", "failed"),
    });
    const runs = fc.sample(one, { numRuns: 60, seed: 5 }).map((fields, place) =>
      makeRun({
        ...fields,
        runId: `run-${place}`,
        tier: `L${place % 2}`,
        isSuccessful: true,
        errorType: fields.status === "failed" ? "workspace" : null,
      }),
    );
    await postLines(runs);
    const expected = recount(runs).evaluatorPairs;
    expect((await readAggregates()).evaluatorPairs).toEqual(expected);
    expect([...expected.values()].map((text) => JSON.parse(text).filter(([a, b]: string[]) => a === b).length)).toEqual(
      [6, 6],
    );

    // Of the first by name nothing is left after a while, and the seventh comes in.
    const left = runs.filter(({ evaluations }) => evaluations?.every(({ evaluatorName }) => evaluatorName !== "e0"));
    const gone = runs.filter((run) => !left.includes(run)).map(({ runId }) => runId);
    await env.DB.prepare("DELETE FROM benchmark_runs WHERE run_id IN (SELECT value FROM json_each(?))")
      .bind(JSON.stringify(gone))
      .run();
    const rest = recount(left).evaluatorPairs;
    expect((await readAggregates()).evaluatorPairs).toEqual(rest);
    expect([...rest.values()].join()).toContain('"e6"');
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
