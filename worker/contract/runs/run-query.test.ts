import { describe, expect, it } from "vitest";
import { BatchCompareQuerySchema, BatchQuerySchema, batchCursorOf } from "../batches/batch-query.ts";
import { check } from "../service/check.ts";
import { formatIssue, issuesOf } from "../service/problem.ts";
import { DecisionRequestSchema } from "./decision.ts";
import { ExportQuerySchema } from "./export.ts";
import { cursorOf, RunCursorSchema, RunQuerySchema } from "./run-query.ts";

const saidOf = (schema: Parameters<typeof check>[0], value: unknown): string[] => {
  const checked = check(schema, value);
  return checked.success ? [] : issuesOf(checked.error).map(formatIssue);
};

describe("the query of runs", () => {
  it("filters by names, by moments and by days", () => {
    const query = {
      suite: "",
      model: "default",
      since: "2026-08-01",
      until: "2026-08-01T14:00:00+02:00",
      status: "failed",
      outcome: "pass",
    };
    expect(RunQuerySchema.parse(query)).toEqual({
      ...{ suite: "", model: "", status: "failed", outcome: "pass", limit: 50 },
      ...{ since: "2026-08-01T00:00:00.000Z", until: "2026-08-01T12:00:00.000Z" },
    });
  });

  it("counts a larger page as the largest", () => {
    expect(RunQuerySchema.parse({ limit: "200" }).limit).toBe(200);
    expect(RunQuerySchema.parse({ limit: "5000" }).limit).toBe(1000);
    expect(ExportQuerySchema.parse({ limit: "5000" }).limit).toBe(400);
    expect(ExportQuerySchema.parse({}).limit).toBe(400);
  });

  it.each([
    [{ limit: "0" }, "limit must be a whole number of at least 1, in digits alone"],
    [{ limit: "1.5" }, "limit must be a whole number of at least 1, in digits alone"],
    [{ limit: "many" }, "limit must be a whole number of at least 1, in digits alone"],
    [{ since: "August" }, 'since must be a day such as "2026-08-01" or a moment such as "2026-08-01T12:00:00Z"'],
    [{ until: "2026-13-01" }, 'until must be a day such as "2026-08-01" or a moment such as "2026-08-01T12:00:00Z"'],
    [
      { outcome: "passed" },
      "outcome must be one of pass, fail, timeout, refusal, infrastructure-error, unknown-failure, not-stated, not-final, excluded (did you mean pass?)",
    ],
    [{ agent: "x".repeat(513) }, "agent must be at most 512 characters"],
    [{ cursor: "1" }, "cursor must be the cursor of an earlier answer, unchanged"],
    [{ agnt: "a" }, "unknown field agnt (did you mean agent?)"],
  ])("refuses %j", (query, said) => {
    expect(saidOf(RunQuerySchema, query)).toEqual([said]);
    expect(saidOf(ExportQuerySchema, query)).toEqual([said]);
  });

  it("begins where a cursor says", () => {
    for (const position of [
      { startedAt: 0, id: 1 },
      { startedAt: -1, id: 7 },
      { startedAt: 8.64e15, id: 1e15 },
    ]) {
      expect(RunCursorSchema.parse(cursorOf(position))).toEqual(position);
    }
    for (const text of ["", ".", "1.", ".1", "1.-1", "1.2.3", "1e3.1", " 1.1", "1.1 ", "12345678901234567.1"]) {
      expect(saidOf(RunCursorSchema, text), text).toEqual(["must be the cursor of an earlier answer, unchanged"]);
    }
  });
});

describe("the query of batches", () => {
  const positions = [
    { sortBy: "date" as const, value: 1_785_000_000_000, batchId: "a" },
    { sortBy: "date" as const, value: -5, batchId: "a~b/c d%" },
    { sortBy: "score" as const, value: 0.1 + 0.2, batchId: "é🎉" },
    { sortBy: "score" as const, value: 1e-7, batchId: "x" },
    { sortBy: "score" as const, value: null, batchId: "~" },
  ];

  it.each(positions)("begins where a cursor says: %j", (position) => {
    const query = BatchQuerySchema.parse({ sortBy: position.sortBy, cursor: batchCursorOf(position) });
    expect(query.cursor).toEqual(position);
  });

  it("compares two to five, a comma within a name encoded once more", () => {
    const ids = (text: string) => BatchCompareQuerySchema.parse({ ids: text }).ids;
    expect(ids("a,b")).toEqual(["a", "b"]);
    expect(ids("a%2Cb,c%25d")).toEqual(["a,b", "c%d"]);
    expect(ids("b,a,b")).toEqual(["b", "a"]);
    expect(ids("1,2,3,4,5")).toHaveLength(5);
  });

  it.each([
    [{}, "ids must name two to five batches: ids=a,b"],
    [{ ids: "a" }, "ids must name at least two different batches"],
    [{ ids: "a,a" }, "ids must name at least two different batches"],
    [{ ids: "1,2,3,4,5,6" }, "ids must name at most 5 batches"],
    [{ ids: "a,100%" }, "ids must be well percent-encoded where it holds a %"],
  ])("refuses to compare %j", (query, said) => {
    expect(saidOf(BatchCompareQuerySchema, query)[0]).toBe(said);
  });
});

describe("a decision", () => {
  const reason = "the machine was out of memory";

  it("states what its kind takes", () => {
    for (const decision of [
      { kind: "exclude", reason },
      { kind: "include", reason },
      { kind: "re-score", reason, isSuccessful: false },
      { kind: "re-score", reason, weightedScore: 0 },
      { kind: "re-price", reason, costUsd: 0 },
    ]) {
      expect(DecisionRequestSchema.parse(decision)).toEqual(decision);
    }
  });

  it.each<[object, string]>([
    [{ kind: "delete", reason }, "kind must be a decision of kind exclude, include, re-score or re-price"],
    [{ kind: "exclude" }, "reason is missing"],
    [{ kind: "exclude", reason: " \n" }, "reason must not be blank"],
    [{ kind: "exclude", reason: "x".repeat(2_001) }, "reason must be at most 2000 characters"],
    [{ kind: "re-score", reason }, "a re-score must state isSuccessful, totalScore or weightedScore"],
    [{ kind: "re-score", reason, totalScore: null }, "a re-score must state isSuccessful, totalScore or weightedScore"],
    [{ kind: "re-price", reason }, "costUsd is missing"],
    [{ kind: "re-price", reason, costUsd: -1 }, "costUsd must be at least 0"],
    [
      { kind: "include", reason, costUsd: 1 },
      "unknown field costUsd: see the API's documentation for what each kind of decision takes",
    ],
  ])("is refused where it says %j", (decision, said) => {
    expect(saidOf(DecisionRequestSchema, decision)).toEqual([said]);
  });
});
