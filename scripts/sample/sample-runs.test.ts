import { describe, expect, it } from "vitest";
import { parseEntry } from "#contract/names/entry.ts";
import { KNOWN_TIERS } from "#contract/names/tier.ts";
import { ENTRIES, SUITES, TIERS, TRIALS } from "./cast.ts";
import { MISTAKEN_BATCH, sampleBatches } from "./sample-batches.ts";
import { shiftTo } from "./sample-days.ts";
import { batchIdOf, type RunPayload, sampleRuns } from "./sample-runs.ts";

const LAST_DAY = "2026-08-06";
const DAY = 86_400_000;
const runs = [...sampleRuns(LAST_DAY)];
const failed = runs.filter(({ status }) => status === "failed");
const started = ({ startedAt }: RunPayload) => Date.parse(startedAt);
const shareOf = (matches: (run: RunPayload) => unknown, among = runs) => among.filter(matches).length / among.length;
const passes = ({ isSuccessful }: RunPayload) => isSuccessful;
const ofSuite = (suite: string) => runs.filter((run) => run.suite === suite);

describe("the cast", () => {
  it("has names that nobody takes for real ones, no two alike", () => {
    for (const { agent, model } of ENTRIES) {
      expect(agent).toMatch(/^imaginary-/);
      if (model !== undefined) expect(model).toMatch(/^(?:made-up-|invented\/)/);
    }
    const names = ENTRIES.map(({ agent, model = "", variant = "" }) => `${agent}~${model}~${variant}`);
    expect(new Set(names).size).toBe(ENTRIES.length);
    expect(names.every((name) => parseEntry(name) !== undefined)).toBe(true);
  });

  it("has the tiers that are known, whose help grows from one to the next, and one that harms", () => {
    expect(Object.keys(TIERS).sort()).toEqual([...KNOWN_TIERS].sort());
    const { L0 = 0, L1 = 0, L2 = 0, L3 = 0, Lx = 0 } = TIERS;
    expect([L0, L1, L2, L3]).toEqual([L0, L1, L2, L3].toSorted((a, b) => a - b));
    expect(Lx).toBeLessThan(L0);
  });

  it("has two versions of one suite, the later with all scenarios of the earlier", () => {
    const [old, now] = SUITES.filter(({ suite }) => suite === "update-deps");
    expect(now?.scenarios).toEqual(expect.arrayContaining([...(old?.scenarios ?? [])]));
    expect(Date.parse(old?.start ?? "")).toBeLessThan(Date.parse(now?.start ?? ""));
    expect(old?.entries).toBeLessThan(ENTRIES.length);
  });
});

describe("a sample run", () => {
  it("is named by its batch, scenario, tier and trial", () => {
    for (const { runId, batchId, scenario, tier } of runs.slice(0, 100)) {
      expect(runId).toMatch(new RegExp(`^${batchId}:${scenario}:${tier}:[1-${TRIALS}]$`));
    }
    const [, second] = SUITES;
    const [first, , third] = ENTRIES;
    if (!second || !first || !third) throw new Error("no cast");
    const { suiteVersion: _version, ...unversioned } = second;
    expect(batchIdOf(second, first)).toBe("sample:update-deps:2.0:imaginary-otter:made-up-large");
    expect(batchIdOf(unversioned, third)).toBe("sample:update-deps:imaginary-heron:made-up-large:effort=high");
  });

  it("is over some time after it began, unless it is not final", () => {
    for (const run of runs) {
      const isFinal = run.status === "completed" || run.status === "failed";
      expect(run.completedAt === undefined).toBe(!isFinal);
      if (run.completedAt === undefined) continue;
      const took = Date.parse(String(run.completedAt)) - started(run);
      expect(took).toBeGreaterThan(20_000);
      expect(took).toBeLessThan(15 * 60_000);
      expect(run.telemetry?.durationMs ?? took).toBe(took);
    }
  });

  it("is repeated a fortnight later, a quarter of an hour after the one before it", () => {
    const own = runs.filter(({ batchId }) => batchId === "sample:fix-bugs:imaginary-otter:made-up-large");
    const [one, two] = own;
    if (!one || !two) throw new Error("no runs");
    expect(started(two) - started(one)).toBe(15 * 60_000);
    const again = own.find(
      ({ scenario, tier, runId }) => scenario === one.scenario && tier === one.tier && runId?.endsWith(":2"),
    );
    expect(again && Math.round((started(again) - started(one)) / DAY)).toBe(14);
  });

  it("begins a suite on a day of its entry's own, weeks later for one that came out later", () => {
    const begins = (variant: string) =>
      Math.min(
        ...ofSuite("fix-bugs")
          .filter((run) => run.variant === variant)
          .map(started),
      );
    expect((begins("v0.9") - begins("v0.8")) / DAY).toBe(1 + 14);
    expect((begins("v1.0") - begins("v0.9")) / DAY).toBe(1 + 14);
  });

  it("moves by whole days", () => {
    expect(shiftTo("2026-08-06")).toBe(0);
    expect(shiftTo("2026-08-05")).toBe(-DAY);
    expect(shiftTo("2027-08-06")).toBe(365 * DAY);
  });
});

describe("results", () => {
  it("come more often right with more help, and seldom with advice that is wrong", () => {
    const rate = (tier: string) =>
      shareOf(
        passes,
        ofSuite("update-deps").filter((run) => run.tier === tier),
      );
    expect(rate("L3")).toBeGreaterThan(rate("L1"));
    expect(rate("L1")).toBeGreaterThan(rate("L0"));
    expect(rate("Lx")).toBeLessThan(rate("L1"));
  });

  it("come more often right from the able", () => {
    const rate = (model: string) =>
      shareOf(
        passes,
        runs.filter((run) => run.model === model),
      );
    expect(rate("made-up-large")).toBeGreaterThan(rate("made-up-small"));
    expect(rate("made-up-small")).toBeGreaterThan(rate("made-up-tiny"));
  });

  it("pass from a score of 0.7 on", () => {
    for (const { isSuccessful, totalScore } of runs) {
      if (isSuccessful !== undefined && totalScore !== undefined && totalScore !== null)
        expect(isSuccessful).toBe(totalScore >= 0.7);
    }
    for (const { totalScore } of ofSuite("refactor")) {
      if (typeof totalScore === "number")
        expect(Math.abs(20 * totalScore - Math.round(20 * totalScore))).toBeLessThan(1e-9);
    }
  });

  it("have a weighted score of ten times the score, and evaluations that say the same", () => {
    for (const { status, totalScore, weightedScore, evaluations = [] } of runs) {
      if (status !== "completed") continue;
      expect(weightedScore).toBe(Number(totalScore) * 10);
      const [tests, lint, judge] = evaluations ?? [];
      expect(tests).toMatchObject({ score: Math.round(Number(totalScore) * 20), maxScore: 20 });
      expect(tests?.details).toBe(`${tests?.score} of 20 tests passed`);
      expect([0, 1]).toContain(lint?.score);
      expect(judge?.details).toBe(
        Number(judge?.score) < 5 ? "The change is hard to follow." : "The change reads well.",
      );
      expect(Number(judge?.score)).toBeLessThanOrEqual(10);
    }
  });

  it("fail of every kind, each seldom, and half of the failures are the agent's own", () => {
    expect(shareOf(({ errorType }) => errorType === "timeout")).toBeCloseTo(0.02, 2);
    expect(shareOf(({ errorType }) => errorType === "workspace")).toBeCloseTo(0.008, 2);
    expect(shareOf(({ errorType }) => errorType === "agent")).toBeGreaterThan(0.02);
    for (const run of failed) {
      if (run.errorType !== "agent") expect([run.evaluations, run.totalScore]).toEqual([[], undefined]);
      else expect(run.isSuccessful).toBe(false);
    }
    const told = failed.filter(({ metadata }) => metadata !== undefined);
    expect(
      told.every(({ errorType, metadata }) => errorType === undefined && metadata?.["errorType"] === "timeout"),
    ).toBe(true);
  });
});

describe("telemetry", () => {
  const reporting = runs.flatMap(({ telemetry, agent, model }) => (telemetry ? [{ ...telemetry, agent, model }] : []));

  it("is left out by one run in thirty, its duration and tool calls by some more", () => {
    const final = runs.filter(({ completedAt }) => completedAt !== undefined);
    expect(shareOf(({ telemetry }) => telemetry === undefined, final)).toBeCloseTo(1 / 30, 2);
    const share = (field: "durationMs" | "toolCalls") =>
      reporting.filter((one) => one[field] === undefined).length / reporting.length;
    expect(share("durationMs")).toBeCloseTo(0.08, 1);
    expect(share("toolCalls")).toBeCloseTo(0.05, 1);
  });

  it("costs what its tokens cost by the entry's price, and says nothing without one", () => {
    for (const { agent, model, costUsd, tokensIn = 0, tokensOut = 0 } of reporting) {
      const price = ENTRIES.find((entry) => entry.agent === agent && entry.model === model)?.price;
      if (price === undefined) expect(costUsd).toBeUndefined();
      else expect(costUsd).toBeCloseTo(((Number(tokensIn) + 5 * Number(tokensOut)) * price) / 1e6, 6);
      expect(Number(tokensOut)).toBeLessThan(0.09 * Number(tokensIn));
    }
  });
});

describe("links", () => {
  it("lead to a host that is made for examples, from final runs of the entries that have them", () => {
    const linked = runs.filter(({ links }) => links !== undefined);
    expect(new Set(linked.map(({ agent }) => agent))).toEqual(new Set(["imaginary-otter", "imaginary-heron"]));
    for (const { links = [], suite, scenario } of linked) {
      expect(links?.map(({ kind }) => kind)).toEqual(["transcript", "patch"]);
      for (const { url } of links ?? []) expect(url).toContain(`https://example.org/made-up/${suite}/`);
      for (const { url } of links ?? []) expect(url).toContain(`/${scenario}/`);
    }
  });
});

describe("batches", () => {
  const batches = [...sampleBatches(LAST_DAY)];

  it("begin with their first run and end with their last, but for one that is still running", () => {
    for (const { batchId, createdAt, completedAt } of batches) {
      const own = runs.filter((run) => run.batchId === batchId);
      expect(createdAt).toBe(own.map(({ startedAt }) => startedAt).sort()[0]);
      if (own.some(({ status }) => status === "running")) expect(completedAt).toBeUndefined();
      else
        expect(completedAt).toBe(
          own
            .map(({ startedAt, completedAt: end }) => String(end ?? startedAt))
            .sort()
            .at(-1),
        );
    }
  });

  it("claim the averages over their successful runs, one of them others", () => {
    for (const { batchId, avgScore, totalRuns } of batches) {
      const own = runs.filter((run) => run.batchId === batchId);
      const scores = own
        .filter(({ status, isSuccessful }) => status === "completed" && isSuccessful)
        .map(({ totalScore }) => Number(totalScore));
      const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
      const isMistaken = batchId === MISTAKEN_BATCH;
      expect(totalRuns).toBe(own.length + (isMistaken ? 5 : 0));
      expect(avgScore).toBeCloseTo(isMistaken ? mean - 0.125 : mean, 5);
    }
    expect(batches.every(({ metadata }) => metadata?.["synthetic"] === true)).toBe(true);
  });
});
