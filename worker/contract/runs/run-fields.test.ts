import { describe, expect, it } from "vitest";
import { saidOf } from "../../testing/said-of.ts";
import { PublicTelemetrySchema, type Run, RunSchema } from "./run.ts";
import { contentOf, differingFields } from "./run-content.ts";

const RUN = {
  runId: "r",
  suite: "s",
  scenario: "c",
  tier: "L0",
  agent: "a",
  status: "completed",
  startedAt: "2026-08-01T12:00:00Z",
};

/** What is said of a run, as the API says it. */
const saidOfRun = (fields: object): string[] => saidOf(RunSchema, { ...RUN, ...fields });

describe("the fields of a run", () => {
  it.each<[object, string]>([
    [{ runId: undefined }, "runId is missing"],
    [{ runId: null }, "runId must be a string, not null"],
    [{ agent: 7 }, "agent must be a string, not a number"],
    [{ tier: " " }, "tier must not be blank"],
    [{ model: "x".repeat(513) }, "model must be at most 512 characters"],
    [{ variant: "\ud800" }, "variant must not hold control characters or broken Unicode"],
    [{ status: "complete" }, "status must be one of completed, failed, running, incomplete (did you mean completed?)"],
    [{ startedAt: undefined }, "startedAt is missing"],
    [{ startedAt: "1969-12-31T23:59:59Z" }, "startedAt must not be before 1970"],
    [
      { startedAt: "2026-08-01T12:00:00" },
      'startedAt must be ISO 8601 with an offset or Z, such as "2026-08-01T12:00:00Z"',
    ],
    [
      { startedAt: "2026-02-30T12:00:00Z" },
      'startedAt must be ISO 8601 with an offset or Z, such as "2026-08-01T12:00:00Z"',
    ],
    [{ completedAt: "2026-08-01T11:59:59Z" }, "completedAt must not be before startedAt (2026-08-01T12:00:00.000Z)"],
    [{ status: "running", completedAt: "2026-08-01T12:00:00Z" }, "completedAt must be absent while the run is running"],
    [{ totalScore: 10_001 }, "totalScore must be at most 10,000"],
    [{ weightedScore: -10_001 }, "weightedScore must be at least -10,000"],
    [{ totalScore: "1" }, "totalScore must be a number, not a string"],
    [{ isSuccessful: 1 }, "isSuccessful must be true or false, not a number"],
    [
      { errorType: "timeuot" },
      "errorType must be one of workspace, prompt, agent, evaluation, timeout, refusal, unknown (did you mean timeout?)",
    ],
    [{ trials: 0 }, "trials must be at least 1"],
    [{ trials: 100_001, passes: 0 }, "trials must be at most 100,000"],
    [{ trials: 1.5 }, "trials must be a whole number, not 1.5"],
    [{ relationship: "own" }, "relationship must be one of first-party, third-party"],
    [
      { links: [{ kind: "page", url: "https://example.org" }] },
      "links[0].kind must be one of task, transcript, patch, log, commit",
    ],
    [{ links: "https://example.org" }, "links must be a list, not a string"],
    [{ metadata: [] }, "metadata must be a JSON object"],
    [{ sute: "s" }, "unknown field sute (did you mean suite?)"],
    [{ outcome: "pass" }, "unknown field outcome: check its spelling, or put it into metadata"],
    [{ telemetry: { costUsd: -1 } }, "telemetry.costUsd must be at least 0"],
    [{ telemetry: { costUsd: 1e-13 } }, "telemetry.costUsd must be 0 or at least 1e-12"],
    [{ telemetry: { costUsd: 1e6 + 1 } }, "telemetry.costUsd must be at most 1,000,000"],
    [{ telemetry: { tokensIn: 1.5 } }, "telemetry.tokensIn must be a whole number, not 1.5"],
    [{ telemetry: { tokenIn: 1 } }, "telemetry: unknown field tokenIn (did you mean tokensIn?)"],
    [{ telemetry: { promptSent: "a\0b" } }, "telemetry.promptSent must not hold NUL characters or broken Unicode"],
    [{ evaluations: [{ evaluatorName: "e", score: 1 }] }, "evaluations[0].maxScore is missing"],
    [{ evaluations: [{ evaluatorName: "e", score: 0, maxScore: 0 }] }, "evaluations[0].maxScore must be more than 0"],
    [
      { evaluations: [{ evaluatorName: "e", score: 101, maxScore: 1 }] },
      "evaluations[0].score must be at most 100 times maxScore, up or down",
    ],
    [
      { evaluations: [{ evaluatorName: "e", score: 1, maxScore: 1, max: 1 }] },
      "evaluations[0]: unknown field max: an evaluation has no others",
    ],
  ])("with %j are refused in words", (fields, said) => {
    expect(saidOfRun(fields)).toEqual([said]);
  });

  it("are taken up to their bounds", () => {
    expect(
      saidOfRun({
        ...{ model: "x".repeat(512), totalScore: 10_000, weightedScore: -10_000, startedAt: "1970-01-01T00:00:00Z" },
        evaluations: [{ evaluatorName: "e", score: -100, maxScore: 1 }],
        telemetry: { costUsd: 1e-12, durationMs: 1e12, tokensIn: 1e12 },
      }),
    ).toEqual([]);
  });

  it("come out in one form: moments in UTC, no null, no default model, no empty telemetry", () => {
    const given = {
      startedAt: "2026-08-01T14:00:00.1239+02:00",
      model: "default",
      variant: null,
      telemetry: { toolCalls: null },
    };
    expect(RunSchema.parse({ ...RUN, ...given })).toEqual({
      ...RUN,
      startedAt: "2026-08-01T12:00:00.123Z",
      evaluations: [],
    });
  });

  it("are public but for the prompt and the folder", () => {
    expect(Object.keys(PublicTelemetrySchema.shape)).not.toContain("promptSent");
    expect(PublicTelemetrySchema.safeParse({ workspaceDir: "/home" }).success).toBe(false);
    expect(PublicTelemetrySchema.parse({ toolCalls: 0 })).toEqual({ toolCalls: 0 });
  });
});

describe("what a run says", () => {
  const run = (fields: Partial<Run> = {}): Run => ({ ...RunSchema.parse(RUN), ...fields });

  it("is the same whatever the order of fields and whether absent ones are named", () => {
    const metadata = { a: 1, b: { c: [1, { d: 2, e: null }] } };
    const turned = { b: { c: [1, { e: null, d: 2 }] }, a: 1 };
    const one = contentOf(run({ metadata, model: undefined }));
    expect(contentOf(run({ metadata: turned })).hash).toBe(one.hash);
    expect(contentOf(run({ metadata: { ...metadata, a: 2 } })).hash).not.toBe(one.hash);
    expect(contentOf(run({ metadata: { ...metadata, b: { c: [{ d: 2, e: null }, 1] } } })).hash).not.toBe(one.hash);
    expect(one.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is as long as its UTF-8", () => {
    const bytes = (name: string) => contentOf(run({ variant: name })).bytes;
    expect(bytes("é") - bytes("e")).toBe(1);
    expect(bytes("🎉") - bytes("e")).toBe(3);
    expect(bytes('"') - bytes("e")).toBe(1);
  });

  it("differs in the fields that differ, in the order of the alphabet", () => {
    expect(differingFields(run(), run())).toEqual([]);
    expect(differingFields(run({ variant: "v", agent: "b" }), run({ model: "m" }))).toEqual([
      "agent",
      "model",
      "variant",
    ]);
    expect(differingFields(run({ metadata: { a: [1] } }), run({ metadata: { a: [2] } }))).toEqual(["metadata"]);
    expect(differingFields(run({ metadata: { a: 1, b: 2 } }), run({ metadata: { b: 2, a: 1 } }))).toEqual([]);
    expect(differingFields(run({ isSuccessful: false }), run())).toEqual(["isSuccessful"]);
  });
});
