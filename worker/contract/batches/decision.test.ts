import { describe, expect, it } from "vitest";
import { saidOf } from "../../testing/said-of.ts";
import { CLAIMS, DifferenceSchema } from "./claims.ts";
import {
  BatchDecidedSchema,
  BatchDecisionQuerySchema,
  BatchDecisionRequestSchema,
  BatchRemovalQuerySchema,
  BatchRemovedSchema,
} from "./decision.ts";

describe("a decision about a batch", () => {
  it("excludes its runs, for a reason", () => {
    const asked = { kind: "exclude", reason: "The machine ran out of memory." };
    expect(BatchDecisionRequestSchema.parse(asked)).toEqual(asked);
  });

  it.each<[object, string[]]>([
    [{}, ["kind is missing", "reason is missing"]],
    [{ kind: "include", reason: "r" }, ["kind must be exclude (did you mean exclude?)"]],
    [{ kind: "exclude" }, ["reason is missing"]],
    [{ kind: "exclude", reason: " \n" }, ["reason must not be blank"]],
    [{ kind: "exclude", reason: "x".repeat(2_001) }, ["reason must be at most 2000 characters"]],
    [{ kind: "exclude", reason: "a\0b" }, ["reason must not hold NUL characters or broken Unicode"]],
    [
      { kind: "exclude", reason: "r", runs: 3 },
      ["unknown field runs: a batch is taken back by its kind, exclude, and a reason"],
    ],
  ])("is refused where it says %j", (asked, said) => {
    expect(saidOf(BatchDecisionRequestSchema, asked)).toEqual(said);
  });

  it("goes on behind the run where the answer before left off", () => {
    expect(BatchDecisionQuerySchema.parse({ cursor: "1785585600000.7" })).toEqual({
      cursor: { startedAt: 1_785_585_600_000, id: 7 },
    });
    expect(saidOf(BatchDecisionQuerySchema, { cursor: "7" })).toEqual([
      "cursor must be the cursor of an earlier answer, unchanged",
    ]);
    expect(saidOf(BatchDecisionQuerySchema, { limit: "1" })).toEqual([
      "unknown field limit: see the API's documentation for what this takes",
    ]);
  });

  it("is answered with how many runs it is about, and where to go on if there are more", () => {
    const answer = { success: true, batchId: "b", decided: 50 };
    expect(saidOf(BatchDecidedSchema, answer)).toEqual([]);
    expect(saidOf(BatchDecidedSchema, { ...answer, next: "1.2" })).toEqual([]);
    expect(saidOf(BatchDecidedSchema, { ...answer, decided: -1 })).toEqual(["decided must be at least 0"]);
    expect(saidOf(BatchDecidedSchema, { ...answer, success: false })).toEqual(["success must be true"]);
  });
});

describe("the removal of a batch", () => {
  it("needs a reason, and nothing else", () => {
    expect(saidOf(BatchRemovalQuerySchema, { reason: "Sent by mistake." })).toEqual([]);
    expect(saidOf(BatchRemovalQuerySchema, {})).toEqual(["reason is missing"]);
    expect(saidOf(BatchRemovalQuerySchema, { reason: "r", force: "1" })).toEqual([
      "unknown field force: see the API's documentation for what this takes",
    ]);
  });

  it("is answered with how many runs went, and whether the batch is gone", () => {
    const answer = { success: true, batchId: "b", removed: 0, done: true };
    expect(saidOf(BatchRemovedSchema, answer)).toEqual([]);
    expect(saidOf(BatchRemovedSchema, { ...answer, removed: 1.5 })).toEqual([
      "removed must be a whole number, not 1.5",
    ]);
    expect(saidOf(BatchRemovedSchema, { ...answer, done: undefined })).toEqual(["done is missing"]);
  });
});

describe("what a batch claims", () => {
  it("is four figures, each of which the runs may not bear out", () => {
    expect(CLAIMS).toEqual(["totalRuns", "successfulRuns", "avgScore", "avgWeightedScore"]);
    for (const field of CLAIMS) expect(saidOf(DifferenceSchema, { field, claimed: 1, recomputed: null })).toEqual([]);
    expect(saidOf(DifferenceSchema, { field: "runs", claimed: 1, recomputed: 1 })).toEqual([
      "field must be one of totalRuns, successfulRuns, avgScore, avgWeightedScore",
    ]);
    expect(saidOf(DifferenceSchema, { field: "avgScore", claimed: null, recomputed: 1 })).toEqual([
      "claimed must be a number, not null",
    ]);
  });
});
