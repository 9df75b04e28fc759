import { describe, expect, it } from "vitest";
import { saidOf } from "../../testing/said-of.ts";
import { BulkSubmittedSchema, RefusedLineSchema } from "./bulk.ts";
import {
  ChangesSchema,
  DecisionQuerySchema,
  DecisionRequestSchema,
  DecisionSchema,
  PurgeRequestSchema,
} from "./decision.ts";
import { EXPORT_COLUMNS, ExportQuerySchema } from "./export.ts";
import { PublicTelemetrySchema, RunSummarySchema } from "./run.ts";

const reason = "The judge's key was revoked.";
const HELP = "see the API's documentation for what each kind of decision takes";

describe("a decision about a run", () => {
  it.each([
    { kind: "exclude", reason },
    { kind: "include", reason },
    { kind: "re-score", reason, isSuccessful: false },
    { kind: "re-score", reason, totalScore: -10_000, weightedScore: 10_000 },
    { kind: "re-price", reason, costUsd: 0 },
    { kind: "re-price", reason, costUsd: 1_000_000 },
  ])("may be $kind", (decision) => {
    expect(DecisionRequestSchema.parse(decision)).toEqual(decision);
  });

  it.each<[object, string]>([
    [{ reason }, "kind must be a decision of kind exclude, include, re-score or re-price"],
    [{ kind: "delete", reason }, "kind must be a decision of kind exclude, include, re-score or re-price"],
    [{ kind: "exclude" }, "reason is missing"],
    [{ kind: "exclude", reason: "" }, "reason must not be blank"],
    [{ kind: "exclude", reason, costUsd: 1 }, `unknown field costUsd: ${HELP}`],
    [{ kind: "include", reason, isSuccessful: true }, `unknown field isSuccessful: ${HELP}`],
    [{ kind: "re-score", reason }, "a re-score must state isSuccessful, totalScore or weightedScore"],
    [{ kind: "re-score", reason, totalScore: null }, "a re-score must state isSuccessful, totalScore or weightedScore"],
    [{ kind: "re-score", reason, totalScore: 10_001 }, "totalScore must be at most 10,000"],
    [{ kind: "re-score", reason, weightedScore: -10_001 }, "weightedScore must be at least -10,000"],
    [{ kind: "re-score", reason, isSuccessful: "yes" }, "isSuccessful must be true or false, not a string"],
    [{ kind: "re-price", reason }, "costUsd is missing"],
    [{ kind: "re-price", reason, costUsd: -1 }, "costUsd must be at least 0"],
    [{ kind: "re-price", reason, costUsd: 1_000_001 }, "costUsd must be at most 1,000,000"],
    [{ kind: "re-price", reason, costUsd: 1e-13 }, "costUsd must be 0 or at least 1e-12"],
  ])("is refused where it says %j", (decision, said) => {
    expect(saidOf(DecisionRequestSchema, decision)).toEqual([said]);
  });

  it("changes what counts from something, or nothing, to something", () => {
    const changes = { outcome: { from: "fail", to: "pass" }, isSuccessful: { from: null, to: true } };
    expect(saidOf(ChangesSchema, changes)).toEqual([]);
    expect(saidOf(ChangesSchema, {})).toEqual([]);
    expect(saidOf(ChangesSchema, { totalScore: { from: 1, to: null } })).toEqual([
      "totalScore.to must be a number, not null",
    ]);
    expect(saidOf(ChangesSchema, { agent: { from: "a", to: "b" } })).toHaveLength(1);
  });

  it("is published with its number, and about a run or a batch", () => {
    const decision = { id: 1, kind: "purge", reason, changes: {}, decidedAt: "2026-08-01T12:00:00.000Z" };
    expect(saidOf(DecisionSchema, { ...decision, runId: "r" })).toEqual([]);
    expect(saidOf(DecisionSchema, { ...decision, kind: "remove", batchId: "b", runs: 0 })).toEqual([]);
    expect(saidOf(DecisionSchema, { ...decision, id: 0 })).toEqual(["id must be at least 1"]);
    expect(saidOf(DecisionSchema, { ...decision, keyId: "k" })).toHaveLength(1);
  });

  it("about texts takes a reason alone", () => {
    expect(saidOf(PurgeRequestSchema, { reason })).toEqual([]);
    expect(saidOf(PurgeRequestSchema, { reason, kind: "purge" })).toEqual([
      "unknown field kind: a purge takes a reason alone",
    ]);
  });
});

describe("a list of decisions", () => {
  it("is about one run or batch where it is asked for, and begins behind a number", () => {
    expect(DecisionQuerySchema.parse({})).toEqual({ limit: 50 });
    expect(DecisionQuerySchema.parse({ runId: "r", batchId: "b", limit: "2", cursor: "17" })).toEqual({
      ...{ runId: "r", batchId: "b", limit: 2, cursor: 17 },
    });
  });

  it.each<[object, string]>([
    [{ runId: "" }, "runId must not be empty"],
    [{ batchId: "" }, "batchId must not be empty"],
    [{ runId: "x".repeat(513) }, "runId must be at most 512 characters"],
    [{ batchId: "x".repeat(513) }, "batchId must be at most 512 characters"],
    ...["0", "01", "-1", "1.0", "x", "12345678901234567"].map((cursor): [object, string] => [
      { cursor },
      "cursor must be the cursor of an earlier answer, unchanged",
    ]),
    [{ suite: "s" }, "unknown field suite: see the API's documentation for the filters"],
  ])("is refused to whoever asks for %j", (query, said) => {
    expect(saidOf(DecisionQuerySchema, query)).toEqual([said]);
  });
});

describe("an export", () => {
  it.each([
    [undefined, 400],
    ["1", 1],
    ["400", 400],
    ["401", 400],
  ])("with a limit of %s has pages of %s runs", (limit, runs) => {
    expect(ExportQuerySchema.parse({ limit }).limit).toBe(runs);
  });

  it("takes the filters of the list of runs", () => {
    expect(ExportQuerySchema.parse({ model: "default", outcome: "pass", since: "2026-08-01", cursor: "-5.3" })).toEqual(
      {
        ...{ model: "", outcome: "pass", since: "2026-08-01T00:00:00.000Z", limit: 400 },
        cursor: { startedAt: -5, id: 3 },
      },
    );
    expect(saidOf(ExportQuerySchema, { limit: "0" })).toEqual([
      "limit must be a whole number of at least 1, in digits alone",
    ]);
    expect(saidOf(ExportQuerySchema, { cursor: "5" })).toEqual([
      "cursor must be the cursor of an earlier answer, unchanged",
    ]);
    expect(saidOf(ExportQuerySchema, { format: "csv" })).toEqual([
      "unknown field format: see the API's documentation for the filters",
    ]);
  });

  it("has a column for each field of a run and its public telemetry, and none that is private", () => {
    const expected = [RunSummarySchema, PublicTelemetrySchema].flatMap(({ shape }) => Object.keys(shape));
    expect([...EXPORT_COLUMNS].sort()).toEqual([...expected, "evaluations"].sort());
  });
});

describe("what became of lines", () => {
  const refused = { line: 1, issues: [{ path: ["suite"], message: "is missing" }] };

  it("is said by their numbers, from 1", () => {
    expect(saidOf(RefusedLineSchema, refused)).toEqual([]);
    expect(saidOf(RefusedLineSchema, { ...refused, line: 0 })).toEqual(["line must be at least 1"]);
    expect(saidOf(RefusedLineSchema, { ...refused, runId: "r", owner: "", forbidden: true })).toEqual([]);
    expect(saidOf(RefusedLineSchema, { ...refused, forbidden: false })).toEqual(["forbidden must be true"]);
  });

  it("is counted, or listed with what is wrong", () => {
    const answer = { accepted: 1, duplicates: 0, conflicts: [], rejected: [refused] };
    expect(saidOf(BulkSubmittedSchema, answer)).toEqual([]);
    expect(saidOf(BulkSubmittedSchema, { ...answer, rejected: 1 })).toEqual(["rejected must be a list, not a number"]);
  });
});
