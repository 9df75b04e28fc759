import { describe, expect, it } from "vitest";
import { dryRun } from "./dry-run.ts";

const signal = new AbortController().signal;
const run = {
  runId: "r",
  suite: "s",
  scenario: "c",
  tier: "L0",
  agent: "a",
  status: "completed",
  startedAt: "2026-01-01T00:00:00Z",
};
const bodyOf = (...lines: (object | string)[]) =>
  new Uint8Array(
    Buffer.from(lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("")),
  );

describe("dryRun", () => {
  it("holds each line against the contract", async () => {
    const answer = await dryRun()(bodyOf(run, '{"runId":', "[]"), signal);
    expect(answer).toMatchObject({ accepted: 1, duplicates: 0, conflicts: [] });
    expect(answer.rejected.map(({ line }) => line)).toEqual([2, 3]);
    expect(answer.rejected[0]?.issues[0]?.message).toMatch(/^must be JSON: /);
  });

  it("refuses what is of the future, as the Worker does", async () => {
    const now = () => new Date("2026-01-01T00:00:00Z");
    const soon = { ...run, startedAt: "2026-01-02T00:00:00Z" };
    const late = { ...run, runId: "r2", completedAt: "2026-01-02T00:00:00.001Z" };
    expect(await dryRun({ now })(bodyOf(soon, late), signal)).toMatchObject({
      accepted: 1,
      rejected: [
        {
          line: 2,
          issues: [{ path: ["completedAt"], message: expect.stringMatching(/^must not be more than a day ahead/) }],
        },
      ],
    });
  });

  it("says what the import will say of a run that comes again, also in a later request", async () => {
    const submit = dryRun();
    const { runId, ...fields } = run;
    const reordered = { ...fields, metadata: null, runId };
    expect(await submit(bodyOf(run, reordered), signal)).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(await submit(bodyOf({ ...run, isSuccessful: true }), signal)).toEqual({
      accepted: 0,
      duplicates: 0,
      conflicts: [
        {
          line: 1,
          runId: "r",
          issues: [{ path: [], message: "an earlier line has this runId and different content" }],
        },
      ],
      rejected: [],
    });
  });

  it("lets a final state take the place of one that is not, and not the other way round", async () => {
    const running = { ...run, status: "running" };
    expect(await dryRun()(bodyOf(running, run), signal)).toMatchObject({ accepted: 2, conflicts: [] });
    expect(await dryRun()(bodyOf(run, running), signal)).toMatchObject({ accepted: 1, conflicts: [{ line: 2 }] });
  });

  it("knows thousands of runs apart", async () => {
    const submit = dryRun();
    const lines = Array.from({ length: 5_000 }, (_, index) => ({ ...run, runId: `r${index}` }));
    expect(await submit(bodyOf(...lines), signal)).toMatchObject({ accepted: 5_000, duplicates: 0 });
    expect(await submit(bodyOf(...lines.toReversed()), signal)).toMatchObject({ accepted: 0, duplicates: 5_000 });
  });

  it("writes what would go in, once", async () => {
    const written: string[] = [];
    const submit = dryRun({ write: async (text) => void written.push(text) });
    await submit(bodyOf(run, "{}", run, { ...run, runId: "other" }), signal);
    expect(written.map((text) => JSON.parse(text).runId)).toEqual(["r", "other"]);
  });

  it("asks only about runs that are new among the files", async () => {
    const asked: string[] = [];
    const issues = [{ path: ["tier"], message: "differs" }];
    const submit = dryRun({
      ask: async ({ runId }) => {
        asked.push(runId);
        return runId === "r" ? "duplicate" : issues;
      },
    });
    const answer = await submit(bodyOf(run, run, { ...run, runId: "other" }), signal);
    expect(asked).toEqual(["r", "other"]);
    expect(answer).toMatchObject({ accepted: 0, duplicates: 2, conflicts: [{ line: 3, runId: "other", issues }] });
  });
});
