import { describe, expect, it } from "vitest";
import { responseMatrix } from "./response-matrix.ts";
import { jsonFile, jsonLines, madeFile, payloadsOf } from "./testing/made-file.ts";

const MAPPING = { suite: "made-bench", startedAt: "2026-01-01T00:00:00Z" };
const runsOf = (...subjects: unknown[]) => payloadsOf(responseMatrix, madeFile(jsonLines(...subjects)), MAPPING);
const responseOf = async (response: unknown) => (await runsOf({ subject_id: "s", responses: { item: response } }))[0];

describe("responseMatrix", () => {
  it("makes a run of each response of a subject", async () => {
    const metadata = {
      agent: "made-agent",
      model: "m 1",
      date: "2026-02-03",
      accuracy: "90.0% ± 1",
      detail_url: "https://board.example/m",
    };
    const subject = { subject_id: "made_agent_m_1", responses: { "a-1": { successes: 4, trials: 5 } }, metadata };
    expect(await runsOf(subject)).toEqual([
      {
        runId: "response-matrix:made-bench::made_agent_m_1:a-1",
        batchId: "response-matrix:made-bench::made_agent_m_1",
        suite: "made-bench",
        scenario: "a-1",
        tier: "default",
        agent: "made-agent",
        model: "m 1",
        status: "completed",
        startedAt: "2026-02-03T00:00:00.000Z",
        trials: 5,
        passes: 4,
        links: [{ kind: "log", url: "https://board.example/m" }],
        metadata: {
          format: "response-matrix",
          subject: "made_agent_m_1",
          published: "90.0% ± 1",
          startedAtSource: "day that the matrix states",
        },
      },
    ]);
  });

  it.each([
    [1, { totalScore: 1, isSuccessful: true }],
    [0, { totalScore: 0, isSuccessful: false }],
    [true, { totalScore: 1, isSuccessful: true }],
    [false, { totalScore: 0, isSuccessful: false }],
    [0.4, { totalScore: 0.4 }],
    [
      { successes: 3, trials: 3 },
      { trials: 3, passes: 3 },
    ],
    [[1, 0, true, false, 1], { trials: 5, passes: 3 }],
    [null, undefined],
    [{ successes: 0, trials: 0 }, undefined],
    [[], undefined],
  ])("reads the response %j", async (response, expected) => {
    const { isSuccessful, totalScore, trials, passes } = (await responseOf(response)) ?? {};
    const found = JSON.parse(JSON.stringify({ isSuccessful, totalScore, trials, passes }));
    expect(found).toEqual(expected ?? {});
    expect((await responseOf(response)) === undefined).toBe(expected === undefined);
  });

  it.each([2, -0.1, "1", { successes: 3, trials: 2 }, { successes: 3 }, { successes: 1, trials: 100_001 }, [1, 2]])(
    "refuses the response %j",
    async (response) => {
      await expect(responseOf(response)).rejects.toThrow(
        "line 1: the response to item must be from 0 to 1, or successes and trials: ",
      );
    },
  );

  it("takes the day of a submission from the subject's name, and for a variant where a system has several", async () => {
    const subjects = ["20260102_one_m", "2026-03-04-two", "20260304_one_m", "20269999_x"].map((subject_id) => ({
      subject_id,
      responses: { i: 1 },
    }));
    const runs = await runsOf(...subjects);
    expect(runs.map(({ agent, variant, startedAt }) => [agent, variant, startedAt])).toEqual([
      ["one_m", "2026-01-02", "2026-01-02T00:00:00.000Z"],
      ["two", undefined, "2026-03-04T00:00:00.000Z"],
      ["one_m", "2026-03-04", "2026-03-04T00:00:00.000Z"],
      ["20269999_x", undefined, MAPPING.startedAt],
    ]);
    expect(runs[0]?.metadata).toMatchObject({ startedAtSource: "day in the subject's name" });
    expect(runs[3]?.metadata).not.toHaveProperty("startedAtSource");
  });

  it.each([
    ["a list", [{ subject_id: "s", responses: { i: 1, j: 0 } }]],
    ["a single subject", { subject_id: "s", responses: { i: 1, j: 0 } }],
  ])("reads %s in one document", async (_name, value) => {
    const runs = await payloadsOf(responseMatrix, jsonFile(value), MAPPING);
    expect(runs.map(({ scenario, isSuccessful }) => [scenario, isSuccessful])).toEqual([
      ["i", true],
      ["j", false],
    ]);
  });

  it("tells the same subject apart by the benchmark that it is mapped to", async () => {
    const subject = { subject_id: "s", responses: { i: 1 } };
    const mapping = { ...MAPPING, suiteVersion: "2" };
    const runs = await payloadsOf(responseMatrix, madeFile(jsonLines(subject)), mapping);
    expect(runs[0]?.runId).toBe("response-matrix:made-bench:2:s:i");
  });

  it("takes a copy of a subject for the subject", async () => {
    const subject = { subject_id: "s", responses: { i: 1 } };
    const [run, copy, ...more] = await runsOf(subject, subject);
    expect(copy).toEqual(run);
    expect(more).toEqual([]);
  });

  it("refuses a line that is no subject, and a subject that appears twice", async () => {
    const subject = { subject_id: "s", responses: { i: 1 } };
    await expect(runsOf(subject, { subject_id: "t" })).rejects.toThrow("line 2 is not a subject with responses");
    await expect(runsOf(subject, { ...subject, responses: { i: 0 } })).rejects.toThrow(
      "line 2: the subject s appears twice with different content",
    );
    const broken = { kind: "ndjson" as const, first: subject };
    const lines = async function* () {
      yield { line: 1, problem: "must be JSON: x" };
    };
    const file = madeFile({ ...broken, lines });
    await expect(payloadsOf(responseMatrix, file, MAPPING)).rejects.toThrow("line 1: must be JSON: x");
  });

  it("knows no other line", () => {
    for (const value of [{ subject_id: "s" }, { responses: {} }, { subject_id: "s", responses: [1] }]) {
      expect(responseMatrix.recognize(madeFile(jsonLines(value)))).toBe(false);
      expect(responseMatrix.recognize(jsonFile(value))).toBe(false);
    }
  });
});
