import { describe, expect, it } from "vitest";
import { ComparisonSchema } from "#contract/figures/comparison.ts";
import type { Entry } from "#contract/names/entry.ts";
import { formatEntry } from "#contract/names/entry.ts";
import { ProblemSchema } from "#contract/service/problem.ts";
import { call, costOf, postLines, read } from "../testing/call.ts";
import { makeRun, type SubmittedRun } from "../testing/make-run.ts";

/** Runs of an entry: for each scenario its verdicts, 1 a pass and 0 a fail. */
const runsOf = (entry: Entry, verdicts: Record<string, string>, fields: Partial<SubmittedRun> = {}): SubmittedRun[] =>
  Object.entries(verdicts).flatMap(([scenario, runs]) =>
    [...runs].map((run, trial) =>
      makeRun({
        runId: JSON.stringify([entry, scenario, trial, fields]),
        ...entry,
        scenario,
        isSuccessful: run === "1",
        ...fields,
      }),
    ),
  );

const pathOf = (a: Entry, b: Entry, query = "") =>
  `/api/compare?suite=suite&${new URLSearchParams({ a: formatEntry(a), b: formatEntry(b) })}${query}`;
const compare = async (a: Entry, b: Entry, query = "") => ComparisonSchema.parse(await read(pathOf(a, b, query)));

const a: Entry = { agent: "a~b", model: "openai/gpt-5", variant: "100%" };
const b: Entry = { agent: "c++" };

describe("GET /api/compare", () => {
  it("tests single trials exactly, and lists who wins where", async () => {
    const eight = (verdicts: string) => Object.fromEntries([...verdicts].map((run, at) => [`s${at}`, run]));
    await postLines([
      ...runsOf(a, { ...eight("11111110"), only: "1" }),
      ...runsOf(b, { ...eight("00000011"), other: "0" }),
    ]);
    const comparison = await compare(a, b);
    expect(comparison.successRate).toMatchObject({
      value: 5 / 8,
      method: "mcnemar",
      unit: "scenario",
      n: 8,
      won: 6,
      lost: 1,
      tied: 1,
      toldApart: false,
    });
    // R: binom.test(1, 7)$p.value: 0.125
    expect(comparison.successRate.pValue).toBeCloseTo(0.125, 12);
    // R 4.2.2: x <- c(rep(1, 7), 0, -1, -1); mean(x) + c(-1, 1) * qnorm(.975) * sqrt(mean((x - mean(x))^2)/length(x))
    expect(comparison.successRate.low).toBeCloseTo(0.0003052698445598, 9);
    expect(comparison.successRate.high).toBeCloseTo(0.9996947301554402, 9);
    expect(comparison.meanScore).toBeNull();
    expect(comparison.won.map(({ scenario }) => scenario)).toEqual(["s0", "s1", "s2", "s3", "s4", "s5"]);
    expect(comparison.lost).toEqual([{ scenario: "s7", a: 0, b: 1, runsA: 1, runsB: 1 }]);
    expect(comparison.tied).toEqual([{ scenario: "s6", a: 1, b: 1, runsA: 1, runsB: 1 }]);
    expect(comparison.notShared).toEqual([
      { scenario: "only", a: 1, b: null, runsA: 1, runsB: 0 },
      { scenario: "other", a: null, b: 0, runsA: 0, runsB: 1 },
    ]);
    expect(comparison.a).toMatchObject({
      ...a,
      entry: "a%7Eb~openai/gpt-5~100%25",
      coverage: { covered: 9, coverable: 10 },
    });
    expect(comparison.b).toMatchObject({ agent: "c++", successRate: { value: 2 / 9 } });
  });

  it("uses Student's t for several trials, over the tiers that both have run, and compares graded scores", async () => {
    await postLines([
      ...runsOf(a, { x: "1110", y: "1111" }, { totalScore: 0.5 }),
      ...runsOf(a, { x: "00" }, { tier: "L1" }),
      ...runsOf(b, { x: "1010", y: "1000" }, { totalScore: 0.25 }),
    ]);
    const comparison = await compare(a, b);
    expect(comparison.successRate).toMatchObject({ value: 0.5, method: "student", n: 2, won: 2 });
    expect(comparison.won).toEqual([
      { scenario: "y", a: 1, b: 0.25, runsA: 4, runsB: 4 },
      { scenario: "x", a: 0.75, b: 0.5, runsA: 4, runsB: 4 },
    ]);
    expect(comparison.meanScore).toMatchObject({ value: 0.25, n: 2 });
    expect((await compare(a, b, "&tier=L0")).tier).toBe("L0");
  });

  it("takes the newest version, and another if asked", async () => {
    for (const suiteVersion of ["9", "10"]) {
      const verdict = suiteVersion === "10" ? "1" : "0";
      await postLines([...runsOf(a, { x: verdict }, { suiteVersion }), ...runsOf(b, { x: "0" }, { suiteVersion })]);
    }
    expect(await compare(a, b)).toMatchObject({ suiteVersion: "10", successRate: { value: 1 } });
    expect(await compare(a, b, "&suiteVersion=9")).toMatchObject({ suiteVersion: "9", successRate: { value: 0 } });
  });

  it("says so where they share no scenario", async () => {
    await postLines([...runsOf(a, { x: "1" }), ...runsOf(b, { y: "1" })]);
    expect(await compare(a, b)).toMatchObject({
      successRate: { value: null, low: null, pValue: 1, n: 0, method: "none" },
      notShared: [{ scenario: "x" }, { scenario: "y" }],
    });
  });

  it("names what is unknown or wrong", async () => {
    await postLines(runsOf(a, { x: "1" }));
    const problem = async (path: string) => {
      const response = await call(path);
      return [response.status, ProblemSchema.parse(await response.json()).detail];
    };
    expect(await problem(pathOf(a, b))).toEqual([404, "no entry of suite suite is called c++"]);
    expect((await problem(pathOf(a, b, "&tier=L7")))[1]).toContain("tier L7 of suite suite");
    expect(await problem(pathOf(a, b).replace("suite=suite", "suite=none"))).toEqual([404, "no suite is called none"]);
    expect(await problem("/api/compare?suite=suite&a=x&b=a~b~c~d")).toEqual([
      400,
      expect.stringContaining("b must be agent"),
    ]);
    expect(await problem("/api/compare?a=x&b=y")).toEqual([400, expect.stringContaining("suite")]);
  });

  it("reads the rows of the two entries, not of the others", async () => {
    const verdicts = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`s${at}`, "1"]));
    const entries = Array.from({ length: 30 }, (_, at): Entry => ({ agent: `agent-${at}` }));
    await postLines(entries.flatMap((entry) => runsOf(entry, verdicts)));
    const response = await call(pathOf({ agent: "agent-3" }, { agent: "agent-7" }));
    expect(response.status).toBe(200);
    expect(costOf(response).rowsRead).toBeLessThan(20 * 16);
  });
});
