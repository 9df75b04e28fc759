import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { BulkSubmitted } from "#contract/runs/bulk.ts";
import { post, postLines } from "../testing/call.ts";
import { makeFullRun, makeRun } from "../testing/make-run.ts";
import { countRows, findContradictions, NO_CONTRADICTIONS } from "../testing/table-counts.ts";

const CLIENTS = 64;
const RUNS = 40;

/** The same 40 runs for everybody: in three cells, a third with all that a run can state. */
const run = (position: number) => {
  const make = position % 3 ? makeRun : makeFullRun;
  return make({ runId: `run-${position}`, agent: `agent-${position % 3}`, isSuccessful: position % 2 === 0 });
};

/** The numbers from 0 on, in an order of the client's own. */
const orderOf = (client: number) => Array.from({ length: RUNS }, (_, position) => (position * 7 + client * 11) % RUNS);

const sumsOfCells = () =>
  env.DB.prepare(
    "SELECT sum(runs) AS runs, sum(pass) AS pass, sum(fail) AS fail, sum(cost_runs) AS costRuns FROM cells",
  ).first();

const SUMS = { runs: RUNS, pass: RUNS / 2, fail: RUNS / 2, costRuns: Math.ceil(RUNS / 3) };

describe("64 clients at once", () => {
  it("store every run exactly once, one by one", async () => {
    const statuses: number[] = [];
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        for (const position of orderOf(client).slice(0, 10)) {
          statuses.push((await post("/api/results", run(position))).status);
        }
      }),
    );
    expect(statuses).toHaveLength(10 * CLIENTS);
    expect(statuses.filter((status) => status === 201)).toHaveLength(RUNS);
    expect(statuses.filter((status) => status === 200)).toHaveLength(10 * CLIENTS - RUNS);
    expect(await countRows()).toMatchObject({ benchmark_runs: RUNS, cells: 3 });
    expect(await sumsOfCells()).toEqual(SUMS);
    expect(await findContradictions()).toEqual(NO_CONTRADICTIONS);
  });

  it("store every run exactly once, in bulk and one by one", async () => {
    let accepted = 0;
    await Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        const runs = orderOf(client).map(run);
        if (client % 4) {
          const response = await postLines(runs);
          const answer = (await response.json()) as BulkSubmitted;
          expect(answer).toMatchObject({ conflicts: [], rejected: [] });
          expect(answer.accepted + answer.duplicates).toBe(RUNS);
          accepted += answer.accepted;
        } else {
          const response = await post("/api/results", runs[0]);
          if (response.status === 201) accepted += 1;
        }
      }),
    );
    expect(accepted).toBe(RUNS);
    expect(await countRows()).toMatchObject({ benchmark_runs: RUNS, cells: 3 });
    expect(await sumsOfCells()).toEqual(SUMS);
    expect(await findContradictions()).toEqual(NO_CONTRADICTIONS);
  });

  it("let one of several contents of a run stand, wholly", async () => {
    const answers = await Promise.all(
      Array.from({ length: CLIENTS }, (_, client) =>
        post("/api/results", makeFullRun({ runId: "contested", agent: `agent-${client % 8}` })),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(CLIENTS / 8 - 1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(CLIENTS - CLIENTS / 8);
    expect(await countRows()).toMatchObject({ benchmark_runs: 1, evaluation_results: 2, cells: 1 });
    expect(await findContradictions()).toEqual(NO_CONTRADICTIONS);
  });

  it("replace a running state once", async () => {
    await post("/api/results", makeRun({ status: "running", completedAt: null, isSuccessful: null }));
    const answers = await Promise.all(Array.from({ length: CLIENTS }, () => post("/api/results", makeRun())));
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { replaced?: true }[];
    expect(bodies.filter(({ replaced }) => replaced)).toHaveLength(1);
    expect(await countRows()).toMatchObject({ benchmark_runs: 1, cells: 1 });
    expect(await sumsOfCells()).toMatchObject({ runs: 1, pass: 1 });
  });
});
