import { describe, expect, it } from "vitest";
import { WorkerClient } from "#client/worker-client.ts";
import { startContractServer } from "../testing/contract-server.ts";
import { countResults, formatSubmission, type Submission, submitItem } from "./submit-item.ts";

const RUN = {
  runId: "r",
  suite: "s",
  scenario: "c",
  tier: "L0",
  agent: "a",
  status: "completed",
  startedAt: "2026-08-01T12:00:00Z",
};

describe("submitItem", () => {
  const submit = async (value: unknown, answer?: { status: number; body: object }) => {
    const server = await startContractServer(({ id }) => (id === "submitRun" ? answer : undefined));
    try {
      const client = new WorkerClient({ url: server.url, key: "k", retries: 0 });
      const submission = await submitItem(client, { place: "f:1", value }, new AbortController().signal);
      return { submission, asked: server.asked.length };
    } finally {
      server.close();
    }
  };
  const problem = (status: number, detail: string, issues?: object[]) => ({
    status,
    body: { type: "about:blank", title: "t", status, detail, error: detail, ...(issues && { issues }) },
  });

  it.each([
    [{ success: true, runId: "r" }, "accepted"],
    [{ success: true, runId: "r", replaced: true }, "replaced"],
    [{ success: true, runId: "r", duplicate: true }, "duplicate"],
  ])("sends a run and tells what became of it: %j", async (body, result) => {
    const { submission, asked } = await submit(RUN, { status: 200, body });
    expect(submission).toEqual({ place: "f:1", runId: "r", result });
    expect(asked).toBe(1);
  });

  it("sends nothing that breaks the contract", async () => {
    const { submission, asked } = await submit({ ...RUN, suite: undefined });
    expect(submission).toEqual({
      place: "f:1",
      runId: "r",
      result: "rejected",
      issues: [{ path: ["suite"], message: "is missing" }],
    });
    expect(asked).toBe(0);
    for (const value of [7, null, { runId: 7 }]) expect((await submit(value)).submission.runId).toBeUndefined();
  });

  it.each([
    [409, "conflict"],
    [422, "rejected"],
    [400, "rejected"],
    [413, "rejected"],
  ])("tells a refusal that is about the run: %d", async (status, result) => {
    const issues = [{ path: ["agent"], message: "differs" }];
    expect((await submit(RUN, problem(status, "no", issues))).submission).toEqual({
      place: "f:1",
      runId: "r",
      result,
      issues,
    });
    expect((await submit(RUN, problem(status, "no"))).submission.issues).toEqual([
      { path: [], message: expect.stringMatching(/ answered \d+: no$/) },
    ]);
  });

  it.each([401, 403, 503])("ends with a refusal that the next run would meet as well: %d", async (status) => {
    await expect(submit(RUN, problem(status, "this key may not send it"))).rejects.toThrow("this key may not send it");
  });
});

describe("a submission in a line", () => {
  it.each<[Submission, string]>([
    [{ place: "f", runId: "r", result: "accepted" }, "accepted   r"],
    [{ place: "f", runId: "r", result: "replaced" }, "replaced   r: an earlier state, which was not final"],
    [{ place: "f", runId: "r", result: "duplicate" }, "duplicate  r: already there, with the same content"],
    [
      {
        place: "f:2",
        runId: "r",
        result: "rejected",
        issues: [
          { path: ["suite"], message: "is missing" },
          { path: [], message: "odd" },
        ],
      },
      "rejected   r (f:2): suite is missing; odd",
    ],
    [
      { place: "f:2", result: "rejected", issues: [{ path: [], message: "not valid JSON" }] },
      "rejected   f:2: not valid JSON",
    ],
    [
      {
        place: "f",
        runId: "r",
        result: "conflict",
        issues: [
          { path: ["agent"], message: "differs" },
          { path: ["telemetry", "costUsd"], message: "differs" },
        ],
      },
      "conflict   r (f): already there, with different content: agent, telemetry.costUsd",
    ],
    [
      { place: "f", runId: "r", result: "conflict", issues: [{ path: [], message: "of another key" }] },
      "conflict   r (f): of another key",
    ],
  ])("%#", (submission, line) => {
    expect(formatSubmission(submission)).toBe(line);
  });

  it("counts what there is, the good news first", () => {
    const all = (["rejected", "accepted", "accepted", "duplicate"] as const).map((result) => ({ place: "f", result }));
    expect(countResults(all)).toBe("2 accepted, 1 duplicate, 1 rejected");
    expect(countResults([])).toBe("");
    expect(countResults(Array(1200).fill({ place: "f", result: "accepted" }))).toBe("1,200 accepted");
  });
});
