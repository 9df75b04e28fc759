import { describe, expect, it } from "vitest";
import { RunSchema } from "./run.ts";

const run = {
  runId: "r",
  suite: "s",
  scenario: "c",
  tier: "L0",
  agent: "a",
  status: "completed",
  startedAt: "2026-08-01T12:00:00Z",
};

const messagesOf = (value: unknown): string[] =>
  RunSchema.safeParse(value).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

describe("RunSchema", () => {
  it("says what is wrong in words", () => {
    const bad = {
      ...run,
      suite: "",
      agent: "a\nb",
      status: "done",
      startedAt: "2026-08-01 12:00",
      metadata: "text",
      extra: 1,
    };
    expect(messagesOf(bad)).toMatchInlineSnapshot(`
      [
        "suite: must not be empty; leave an optional field out instead",
        "agent: must not hold control characters or broken Unicode",
        "status: Invalid option: expected one of "completed"|"failed"|"running"|"incomplete"",
        "startedAt: must be ISO 8601 with an offset or Z, such as "2026-08-01T12:00:00Z"",
        "metadata: must be a JSON object",
        ": unknown field extra: check its spelling, or put it into metadata",
      ]
    `);
  });

  it("takes null for every optional field", () => {
    const nulls = Object.fromEntries(
      [
        "batchId",
        "model",
        "variant",
        "completedAt",
        "totalScore",
        "isSuccessful",
        "errorType",
        "metadata",
        "evaluations",
        "telemetry",
      ].map((field) => [field, null]),
    );
    expect(RunSchema.parse({ ...run, ...nulls })).toEqual(RunSchema.parse(run));
  });

  it("reads the error type from the metadata of a failed run, if it is a known one, and a refusal from those of a completed one", () => {
    const metadata = { errorType: "timeout" };
    expect(RunSchema.parse({ ...run, status: "failed", metadata }).errorType).toBe("timeout");
    expect(RunSchema.parse({ ...run, metadata }).errorType).toBeUndefined();
    const refused = { errorType: "refusal" };
    expect(RunSchema.parse({ ...run, metadata: refused }).errorType).toBe("refusal");
    expect(RunSchema.parse({ ...run, status: "failed", metadata: refused }).errorType).toBe("refusal");
    expect(RunSchema.parse({ ...run, status: "failed", metadata: { errorType: 7 } }).errorType).toBeUndefined();
  });
});
