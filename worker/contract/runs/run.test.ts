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

  it("takes a result that stands for many, with how many of its attempts passed", () => {
    const { isSuccessful: _verdict, ...open } = { ...run, isSuccessful: undefined };
    for (const good of [
      { trials: 225, passes: 138, totalScore: 0.613 },
      { trials: 5, passes: 0 },
      { trials: 1, passes: 1 },
      { trials: 1, isSuccessful: true },
      { passes: 1 },
      { totalScore: 71.5, scoreStandardError: 1.2 },
    ]) {
      expect(messagesOf({ ...open, ...good }), JSON.stringify(good)).toEqual([]);
    }
    for (const [bad, message] of [
      [{ trials: 225 }, "passes: is missing: how many of the 225 trials passed"],
      [{ trials: 5, passes: 6 }, "passes: must be at most trials (5): 6"],
      [{ passes: 2 }, "passes: must be at most trials (1): 2"],
      [{ trials: 5, passes: 5, isSuccessful: true }, "isSuccessful: must be absent where passes is stated"],
      [{ trials: 5, passes: 2, status: "failed" }, "passes: must be absent unless the run is completed"],
      [{ trials: 5, passes: 2, totalScore: 40 }, "totalScore: must be between 0 and 1 for a result of several trials"],
      [{ scoreStandardError: 1 }, "scoreStandardError: must be absent without totalScore"],
    ] as const) {
      expect(messagesOf({ ...open, ...bad })).toEqual([message]);
    }
  });

  it("takes links over https alone, and none with a name in it", () => {
    const issues = (url: string) => messagesOf({ ...run, links: [{ kind: "task", url }] });
    expect(issues("https://example.org/a?b=c#d")).toEqual([]);
    for (const url of ["http://example.org", "javascript:alert(1)", "https://me@example.org", "//example.org", "x"]) {
      expect(issues(url), url).toEqual(["links.0.url: must be an https address without a user name"]);
    }
    expect(issues(`https://example.org/${"x".repeat(2_000)}`)).toEqual([
      "links.0.url: must be at most 2000 characters",
    ]);
    expect(messagesOf({ ...run, links: Array(21).fill({ kind: "task", url: "https://example.org" }) })).toHaveLength(1);
  });
});
