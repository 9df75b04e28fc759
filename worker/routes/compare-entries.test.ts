import { describe, expect, it } from "vitest";
import { ComparisonSchema } from "#contract/figures/comparison.ts";
import type { Entry } from "#contract/names/entry.ts";
import { formatEntry } from "#contract/names/entry.ts";
import { ProblemSchema } from "#contract/service/problem.ts";
import { buildSite } from "../testing/built-site.ts";
import { call, costOf, postLines, read, unlimited } from "../testing/call.ts";
import { makeRun, type SubmittedRun } from "../testing/make-run.ts";
import { readSnapshot } from "../testing/snapshot.ts";

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
      toldApart: null,
      snapshot: null,
    });
    // R: binom.test(1, 7)$p.value: 0.125
    expect(comparison.successRate.pValue).toBeCloseTo(0.125, 12);
    // R 4.2.2: x <- c(rep(1, 7), 0, -1, -1); mean(x) + c(-1, 1) * qnorm(.975) * sqrt(mean((x - mean(x))^2)/length(x))
    expect(comparison.successRate.low).toBeCloseTo(0.0003052698445598, 9);
    expect(comparison.successRate.high).toBeCloseTo(0.9996947301554402, 9);
    expect(comparison.noWorse).toEqual({ margin: 0.1, worseBy: 0, holds: true });
    const back = await compare(b, a, "&margin=0.9995");
    expect(back.noWorse).toMatchObject({ margin: 0.9995, holds: false });
    expect(back.noWorse.worseBy).toBeCloseTo(0.9996947301554402, 9);
    expect(comparison.cheaper).toBeNull();
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
      countedRuns: 9,
      successRateEstimate: null,
    });
    expect(comparison.b).toMatchObject({ agent: "c++", passShare: 2 / 9, meanScore: null });
  });

  it("says how many times cheaper a is, over the scenarios of which both costs are known", async () => {
    const verdicts = Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`s${n}`, "1"]));
    const costing = (costUsd: number) => ({ telemetry: { costUsd } });
    await postLines([...runsOf(a, verdicts, costing(0.1)), ...runsOf(b, { ...verdicts, more: "1" }, costing(0.2))]);
    const { cheaper } = await compare(a, b);
    expect(cheaper?.times).toBeCloseTo(2, 12);
    expect([cheaper?.low, cheaper?.high].map((end) => end?.toFixed(9))).toEqual(["2.000000000", "2.000000000"]);
    expect((await call(pathOf(a, b, "&margin=2"))).status).toBe(400);
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

  it("says by the board of the last build whether they are told apart, and what each has there", async () => {
    const nine = (verdict: string) => Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`s${at}`, verdict]));
    const graded = (entry: Entry, verdict: string) => runsOf(entry, nine(verdict), { totalScore: Number(verdict) / 2 });
    await postLines([
      ...graded(a, "1"),
      ...graded(b, "0"),
      ...graded({ agent: "c" }, "1"),
      ...runsOf({ agent: "d" }, { s0: "1" }),
    ]);
    const environment = { ...unlimited, ASSETS: await buildSite() };
    const { id } = await readSnapshot();
    const ask = async (other: Entry, query = "") =>
      ComparisonSchema.parse(await (await call(pathOf(a, other, query), {}, environment)).json());
    const apart = await ask(b);
    expect(apart.successRate).toMatchObject({ toldApart: true, snapshot: id });
    expect(apart.meanScore).toMatchObject({ toldApart: true, snapshot: id });
    expect(apart.a).toMatchObject({ successRateEstimate: { value: 1, n: 9, snapshot: id }, meanScore: { value: 0.5 } });
    expect((await ask(a)).successRate.toldApart).toBe(false);
    expect((await ask({ agent: "c" })).successRate).toMatchObject({ toldApart: false, snapshot: id, pValue: 1 });
    expect((await ask({ agent: "d" })).successRate).toMatchObject({ toldApart: null, snapshot: null });
    expect((await ask(b, "&tier=L0")).successRate.toldApart).toBe(true);
  });

  it("takes two with 5,000 cells together, each scenario with its name, and refuses more", async () => {
    const add = async (from: number, to: number) => {
      for (const entry of [a, b]) {
        const scenarios = Array.from({ length: to - from }, (_, at) => [`s${from + at}`, "1"]);
        await postLines(runsOf(entry, Object.fromEntries(scenarios)));
      }
    };
    await add(0, 1_250);
    await add(1_250, 2_499);
    const taken = await call(pathOf(a, b));
    expect(ComparisonSchema.parse(await taken.json()).tied).toHaveLength(2_499);
    expect(costOf(taken).rowsRead).toBeLessThanOrEqual(7_520);
    expect((await call(pathOf(a, b, "&tier=L0"))).status).toBe(200);

    await add(2_499, 2_501);
    const refused = await call(pathOf(a, b));
    expect(refused.status).toBe(422);
    expect(ProblemSchema.parse(await refused.json()).detail).toContain(
      "more than 5000 cells together, too many to compare at once: compare them in one tier",
    );
    expect(costOf(refused).rowsRead).toBeLessThanOrEqual(5_020);
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
