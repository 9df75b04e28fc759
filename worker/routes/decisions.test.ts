import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { DecidedSchema, type Decision, DecisionListSchema } from "#contract/runs/decision.ts";
import { RunDetailsSchema } from "#contract/runs/run.ts";
import { call, costOf, post, postLines, read } from "../testing/call.ts";
import { callWith, makeKey } from "../testing/keys.ts";
import { makeFullRun, makeRun } from "../testing/make-run.ts";

const decide = (body: object, runId = "run-full") =>
  post(`/api/runs/${encodeURIComponent(runId)}/decisions`, { reason: "looked at again", ...body });
const decided = async (body: object, runId?: string) => {
  const response = await decide(body, runId);
  expect(response.status).toBe(201);
  return DecidedSchema.parse(await response.json()).decision;
};
const detailOf = async (response: Response) => ((await response.json()) as { detail: string }).detail;
const details = async (runId = "run-full") => RunDetailsSchema.parse(await read(`/api/runs/${runId}`));
const outcome = async (runId?: string) => (await details(runId)).run.outcome;

const failed = { status: "failed", isSuccessful: null, errorType: "workspace", runId: "failed" } as const;

describe("POST /api/runs/:runId/decisions", () => {
  it("changes what a run counts as, and nothing that was submitted", async () => {
    await post("/api/results", makeFullRun());
    const { decisions: none, ...before } = await details();
    expect(none).toEqual([]);
    const decision = await decided({
      kind: "re-score",
      reason: "the checker was\nwrong",
      isSuccessful: false,
      totalScore: 0.25,
    });
    expect(decision).toEqual({
      id: 1,
      runId: "run-full",
      kind: "re-score",
      reason: "the checker was\nwrong",
      changes: {
        outcome: { from: "pass", to: "fail" },
        isSuccessful: { from: true, to: false },
        totalScore: { from: 0.75, to: 0.25 },
      },
      decidedAt: expect.stringMatching(/Z$/),
    });
    const after = await details();
    expect(after).toEqual({ ...before, run: { ...before.run, outcome: "fail" }, decisions: [decision] });
    expect(await read("/api/runs?outcome=fail")).toMatchObject([{ runId: "run-full", isSuccessful: true }]);
  });

  it("lets the latest of each kind stand", async () => {
    await post("/api/results", makeFullRun());
    const changes = async (body: object) => (await decided(body)).changes;
    expect(await changes({ kind: "re-price", costUsd: 2 })).toEqual({ costUsd: { from: 0.4940279999999998, to: 2 } });
    expect(await changes({ kind: "exclude" })).toEqual({ outcome: { from: "pass", to: "excluded" } });
    expect(await changes({ kind: "re-score", isSuccessful: false })).toEqual({
      isSuccessful: { from: true, to: false },
    });
    expect(await outcome()).toBe("excluded");
    expect(await changes({ kind: "re-score", weightedScore: 1 })).toEqual({ weightedScore: { from: 7.5, to: 1 } });
    expect(await changes({ kind: "include" })).toEqual({ outcome: { from: "excluded", to: "fail" } });
    expect(await changes({ kind: "re-price", costUsd: 0 })).toEqual({ costUsd: { from: 2, to: 0 } });
    const correction = await env.DB.prepare("SELECT * FROM run_corrections").first();
    expect(correction).toEqual({
      run_id: "run-full",
      outcome: "fail",
      is_successful: 0,
      total_score: null,
      weighted_score: 1,
      cost_usd: 0,
    });
    expect((await details()).decisions.map(({ kind }) => kind)).toEqual([
      "re-price",
      "include",
      "re-score",
      "re-score",
      "exclude",
      "re-price",
    ]);
  });

  it("gives a verdict to runs that had none: unstated ones, and failed ones whatever made them fail", async () => {
    await postLines([makeRun({ isSuccessful: null }), makeRun({ ...failed, totalScore: 0.5 })]);
    expect((await decided({ kind: "re-score", isSuccessful: true }, "run-1")).changes).toEqual({
      outcome: { from: "not-stated", to: "pass" },
      isSuccessful: { from: null, to: true },
    });
    expect((await decided({ kind: "re-score", isSuccessful: false }, "failed")).changes).toEqual({
      outcome: { from: "infrastructure-error", to: "fail" },
      isSuccessful: { from: null, to: false },
    });
  });

  it("wants the score with the verdict where a failed run without one would pass with 0", async () => {
    await post("/api/results", makeRun(failed));
    const refused = await decide({ kind: "re-score", isSuccessful: true }, "failed");
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ issues: [{ path: ["totalScore"] }] });
    await decided({ kind: "re-score", isSuccessful: true, totalScore: 1 }, "failed");
    expect(await outcome("failed")).toBe("pass");
  });

  it("refuses a decision that changes nothing with 409", async () => {
    await post("/api/results", makeFullRun());
    const nothing = "this decision changes nothing about run run-full: ";
    for (const [body, why] of [
      [{ kind: "include" }, "it is not excluded already"],
      [{ kind: "re-score", isSuccessful: true, totalScore: 0.75 }, "these figures already count"],
      [{ kind: "re-price", costUsd: 0.4940279999999998 }, "these figures already count"],
    ] as const) {
      const response = await decide(body);
      expect(response.status).toBe(409);
      expect(await detailOf(response)).toBe(nothing + why);
    }
    await decided({ kind: "exclude" });
    expect(await detailOf(await decide({ kind: "exclude" }))).toBe(`${nothing}it is excluded already`);
    expect((await details()).decisions).toHaveLength(1);
  });

  it("refuses a run that is not final with 409, and one that is not here with 404", async () => {
    const running = { completedAt: null, isSuccessful: null } as const;
    await postLines([
      makeRun({ ...running, status: "running", runId: "running" }),
      makeRun({ ...running, status: "incomplete", runId: "incomplete" }),
    ]);
    for (const runId of ["running", "incomplete"]) {
      const response = await decide({ kind: "exclude" }, runId);
      expect(response.status).toBe(409);
      expect(await detailOf(response)).toContain(`is ${runId}`);
    }
    expect((await decide({ kind: "exclude" }, "unknown")).status).toBe(404);
    expect(await read("/api/decisions")).toEqual([]);
  });

  it.each([
    ["no kind", { kind: undefined }, ["kind"]],
    ["an unknown kind", { kind: "delete" }, ["kind"]],
    ["no reason", { reason: undefined }, ["reason"]],
    ["a blank reason", { reason: " \n" }, ["reason"]],
    ["a reason of 2001 characters", { reason: "x".repeat(2001) }, ["reason"]],
    ["a figure that the kind does not take", { totalScore: 1 }, []],
    ["a re-score without a score", { kind: "re-score" }, []],
    ["a score beyond the scale", { kind: "re-score", totalScore: 1e5 }, ["totalScore"]],
    ["a re-price without a cost", { kind: "re-price" }, ["costUsd"]],
    ["a negative cost", { kind: "re-price", costUsd: -1 }, ["costUsd"]],
    ["an outcome", { outcome: "pass" }, []],
  ])("refuses %s with 422 and its place", async (_, fields, path) => {
    await post("/api/results", makeFullRun());
    const response = await decide({ kind: "exclude", ...fields });
    expect(response.status).toBe(422);
    const { issues } = (await response.json()) as { issues: { path: unknown[] }[] };
    expect(issues.map((issue) => issue.path)).toEqual([path]);
    expect(await read("/api/decisions")).toEqual([]);
  });

  it("takes the same run again as a duplicate, and other content as a conflict, after a decision as before", async () => {
    await post("/api/results", makeFullRun());
    await decided({ kind: "re-score", isSuccessful: false, totalScore: 0.1 });
    await decided({ kind: "re-price", costUsd: 9 });
    const state = await details();
    expect(await (await post("/api/results", makeFullRun())).json()).toMatchObject({ duplicate: true });
    expect((await post("/api/results", makeFullRun({ isSuccessful: false, totalScore: 0.1 }))).status).toBe(409);
    expect(await (await postLines([makeFullRun()])).json()).toMatchObject({ duplicates: 1 });
    expect(await details()).toEqual(state);
  });

  it("makes one of the same decisions that come at once, and all of those that differ", async () => {
    await post("/api/results", makeFullRun());
    const same = await Promise.all(Array.from({ length: 8 }, () => decide({ kind: "exclude" })));
    expect(same.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
    const different = await Promise.all([
      decide({ kind: "include" }),
      decide({ kind: "re-score", totalScore: 0.5 }),
      decide({ kind: "re-price", costUsd: 3 }),
    ]);
    expect(different.map(({ status }) => status)).toEqual([201, 201, 201]);
    const correction = await env.DB.prepare("SELECT * FROM run_corrections").first();
    expect(correction).toMatchObject({ outcome: "pass", total_score: 0.5, cost_usd: 3 });
  });

  it("remembers the key, and tells nobody", async () => {
    await post("/api/results", makeFullRun());
    const { token, key } = await makeKey({ scope: "admin", name: "the judge" });
    await callWith(token, "POST", "/api/runs/run-full/decisions", { kind: "exclude", reason: "r" });
    expect(await env.DB.prepare("SELECT key_id FROM decisions").first("key_id")).toBe(key.id);
    const shown = JSON.stringify([await read("/api/decisions"), await read("/api/runs/run-full")]);
    expect(shown).not.toContain(key.id);
    expect(shown).not.toContain("the judge");
  });
});

describe("GET /api/decisions", () => {
  const exclude = async (runId: string) => decided({ kind: "exclude" }, runId);

  it("lists the newest first, in pages that together hold each once, reading no more than a page", async () => {
    await postLines(Array.from({ length: 12 }, (_, position) => makeRun({ runId: `run-${position}` })));
    for (let position = 0; position < 12; position += 1) await exclude(`run-${position}`);
    const seen: Decision[] = [];
    let path: string | undefined = "/api/decisions?limit=5";
    while (path) {
      const response = await call(path);
      expect(costOf(response).rowsRead).toBeLessThanOrEqual(6);
      const page = DecisionListSchema.parse(await response.json());
      expect(page.length).toBeLessThanOrEqual(5);
      seen.push(...page);
      path = /<([^>]+)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
    }
    expect(seen.map(({ runId }) => runId)).toEqual(Array.from({ length: 12 }, (_, position) => `run-${11 - position}`));
  });

  it("filters by run, whatever its name", async () => {
    const runId = "a/b?c#d%e' OR 1=1 --";
    await postLines([makeRun({ runId }), makeRun()]);
    const first = await exclude(runId);
    await exclude("run-1");
    const second = await decided({ kind: "include" }, runId);
    expect(await read(`/api/decisions?runId=${encodeURIComponent(runId)}`)).toEqual([second, first]);
    expect(await read("/api/decisions?runId=unknown")).toEqual([]);
  });

  it.each(["limit=0", "cursor=x", "cursor=-1", "runId=", "kind=exclude"])(
    "refuses %s, naming the parameter",
    async (query) => {
      const response = await call(`/api/decisions?${query}`);
      expect(response.status).toBe(400);
      expect(await detailOf(response)).toContain(query.split("=")[0]);
    },
  );
});
