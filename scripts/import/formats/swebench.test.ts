import { describe, expect, it } from "vitest";
import { swebenchReport } from "./swebench-report.ts";
import { swebenchSubmission } from "./swebench-submission.ts";
import { jsonFile, jsonLines, payloadsOf, readMade } from "./testing/made-file.ts";

// All files are made up: no system was ever evaluated like this.
const results = { no_generation: ["c"], no_logs: [], resolved: ["a"] };
const placed = {
  name: "results.json",
  folders: ["results", "20260102_made_agent", "verified", "evaluation"],
  beside: {
    "../metadata.yaml": {
      kind: "yaml",
      value: { info: { name: "Made (m1)" }, tags: { model: ["m1", "m2"], checked: false } },
    },
    "../all_preds.jsonl": jsonLines({ instance_id: "a" }, { instance_id: "b" }),
  },
} as const;
const submission = { ...placed, folders: [...placed.folders] };

describe("swebenchSubmission", () => {
  it("makes a run of every instance that was tried", async () => {
    const runs = await payloadsOf(swebenchSubmission, jsonFile(results, submission));
    expect(runs[0]).toEqual({
      runId: "swebench:verified:20260102_made_agent:a",
      batchId: "20260102_made_agent",
      suite: "swe-bench",
      scenario: "a",
      tier: "verified",
      agent: "Made (m1)",
      model: "m1+m2",
      status: "completed",
      startedAt: "2026-01-02T00:00:00.000Z",
      totalScore: 1,
      isSuccessful: true,
      evaluations: [{ evaluatorName: "resolved", score: 1, maxScore: 1 }],
      metadata: {
        format: "swebench-submission",
        name: "Made (m1)",
        checked: false,
        startedAtSource: "day of the submission, from the folder's name",
      },
    });
    expect(
      runs.map(({ scenario, status, errorType, isSuccessful }) => [scenario, status, errorType, isSuccessful]),
    ).toEqual([
      ["a", "completed", undefined, true],
      ["b", "completed", undefined, false],
      ["c", "failed", "agent", false],
    ]);
  });

  it("takes the agent from the folder's name where there is no metadata, and from the mapping before that", async () => {
    const file = jsonFile(results, {
      ...submission,
      beside: { "../all_preds.jsonl": jsonLines({ instance_id: "a" }, { instance_id: "b" }) },
    });
    expect((await payloadsOf(swebenchSubmission, file))[0]?.agent).toBe("made_agent");
    expect((await payloadsOf(swebenchSubmission, file, { agent: "mine" }))[0]?.agent).toBe("mine");
  });

  it.each([
    ["20260102_made_agent", "made_agent", "2026-01-02T00:00:00.000Z"],
    ["20269902_made_agent", "made_agent", undefined],
    ["x20260102_made_agent", undefined, undefined],
    ["made_agent", undefined, undefined],
  ])("takes the folder %s for the agent %s of %s", async (folder, agent, startedAt) => {
    const placed = { ...submission, folders: ["results", folder, "verified"], beside: {} };
    const { drafts } = await readMade(swebenchSubmission, jsonFile({ resolved: ["a"] }, placed), {
      total: 1,
      agent: "mapped",
      startedAt: "2026-05-01T00:00:00Z",
    });
    expect([drafts[0]?.otherwise?.agent, drafts[0]?.startedAt]).toEqual([agent, startedAt]);
  });

  it("refuses resolved instances alone: a board of passes would be wrong", async () => {
    const file = jsonFile({ resolved: ["a"] }, { ...submission, beside: {} });
    await expect(payloadsOf(swebenchSubmission, file)).rejects.toThrow("it names 1 resolved instances and 0 others");
  });

  it("refuses some of the others as well: a board of nearly all would be as wrong", async () => {
    const file = jsonFile({ no_generation: ["b"], no_logs: ["c"], resolved: ["a"] }, { ...submission, beside: {} });
    await expect(payloadsOf(swebenchSubmission, file)).rejects.toThrow("it names 1 resolved instances and 2 others");
  });

  it("takes what is named for all where a total says so", async () => {
    const resolved = { no_generation: ["b"], resolved: ["a"] };
    const beside = { "resolved_by_repo.json": { kind: "json", value: { r: { resolved: 1, total: 2 } } } } as const;
    expect(await payloadsOf(swebenchSubmission, jsonFile(resolved, { ...submission, beside }))).toHaveLength(2);
    const more = { "resolved_by_repo.json": { kind: "json", value: { r: { total: 4 } } } } as const;
    expect(await payloadsOf(swebenchSubmission, jsonFile(resolved, { ...submission, beside: more }))).toMatchObject([
      {
        runId: expect.stringMatching(/^swebench:verified:.+:total$/),
        scenario: "all instances",
        trials: 4,
        passes: 1,
        tier: "verified",
      },
    ]);
    const bare = jsonFile(resolved, { ...submission, beside: {} });
    await expect(payloadsOf(swebenchSubmission, bare)).rejects.toThrow("with --map total=500 for example");
    await expect(payloadsOf(swebenchSubmission, bare, { total: 1 })).rejects.toThrow(
      "it names 2 instances, and there were 1 in all",
    );
    expect(await payloadsOf(swebenchSubmission, bare, { total: 2 })).toHaveLength(2);
  });

  it("states the total where the predictions name what was tried", async () => {
    const statementsOf = async (total: number | undefined) =>
      (await readMade(swebenchSubmission, jsonFile(results, submission), { total })).statements;
    expect(await statementsOf(5)).toEqual([{ runs: 5, what: "instances", because: "all_preds.jsonl names no others" }]);
    expect(await statementsOf(undefined)).toEqual([]);
    const mapped = await readMade(swebenchSubmission, jsonFile(results, submission), { total: 2, suite: "mine" });
    expect(mapped.statements).toMatchObject([{ dataset: { size: 2, scenarios: ["a", "b"] } }]);
  });

  it("refuses predictions without what was resolved: the rest of what was tried is missing too", async () => {
    const beside = { "../all_preds.jsonl": jsonLines({ instance_id: "b" }) };
    await expect(payloadsOf(swebenchSubmission, jsonFile(results, { ...submission, beside }))).rejects.toThrow(
      "all_preds.jsonl lacks 1 of the 1 resolved instances, a for one: is it cut off?",
    );
  });

  it("refuses metadata that are cut off after the name, and takes older ones, which have no tags", async () => {
    const runsWith = (value: unknown) =>
      payloadsOf(
        swebenchSubmission,
        jsonFile(results, {
          ...submission,
          beside: { ...submission.beside, "../metadata.yaml": { kind: "yaml", value } },
        }),
      );
    const info = { name: "n" };
    for (const cut of [
      { info },
      { info, tags: null },
      { info, tags: { checked: false } },
      { info, tags: { model: null } },
    ]) {
      await expect(runsWith(cut)).rejects.toThrow("metadata.yaml has no tags.model: is it cut off?");
    }
    expect((await runsWith({ name: "old" }))[0]).toMatchObject({ agent: "old" });
  });

  it("names the line of a prediction without an instance", async () => {
    const file = jsonFile(results, {
      ...submission,
      beside: { "../all_preds.jsonl": jsonLines({ instance_id: "b" }, {}) },
    });
    await expect(payloadsOf(swebenchSubmission, file)).rejects.toThrow("line 2 of all_preds.jsonl has no instance_id");
  });
});

const mapping = { startedAt: "2026-01-02T00:00:00.000Z" };

describe("swebenchReport", () => {
  const report = {
    schema_version: 2,
    submitted_ids: ["a", "b", "c", "d"],
    resolved_ids: ["a"],
    unresolved_ids: ["b"],
    empty_patch_ids: ["c"],
    error_ids: ["d"],
    incomplete_ids: ["e"],
  };

  const tests = { FAIL_TO_PASS: { success: ["t1"], failure: ["t2"] }, PASS_TO_PASS: { success: [], failure: [] } };
  const instance = { a: { patch_is_None: false, patch_exists: true, resolved: false, tests_status: tests } };

  it("makes a run of every submitted instance of a run's report", async () => {
    const runs = await payloadsOf(swebenchReport, jsonFile(report, { name: "lab__m1.evaluation-7.json" }), mapping);
    expect(
      runs.map(({ scenario, status, errorType, isSuccessful }) => [scenario, status, errorType, isSuccessful]),
    ).toEqual([
      ["a", "completed", undefined, true],
      ["b", "completed", undefined, false],
      ["c", "failed", "agent", false],
      ["d", "failed", "unknown", false],
    ]);
    expect(runs[0]).toMatchObject({ agent: "lab/m1", suite: "swe-bench", metadata: { evaluation: "evaluation-7" } });
  });

  it("takes which tests passed from the reports of the instances, wherever the evaluation has put them", async () => {
    const tests = { PASS_TO_PASS: { success: ["t"], failure: ["u", "v"] } };
    for (const folder of [
      "logs/run_evaluation/evaluation-7/lab__m1",
      "run_evaluation/evaluation-7/lab__m1",
      "run_evaluation",
    ]) {
      const beside = { [`${folder}/b/report.json`]: { kind: "json", value: { b: { tests_status: tests } } } } as const;
      const file = jsonFile(report, { name: "lab__m1.evaluation-7.json", beside });
      const runs = await payloadsOf(swebenchReport, file, mapping);
      expect(runs.map(({ evaluations }) => evaluations?.length)).toEqual([1, 2, 1, 1]);
      expect(runs[1]?.evaluations?.[1]).toEqual({ evaluatorName: "PASS_TO_PASS", score: 1, maxScore: 3 });
    }
  });

  it("knows an instance again by its place in the evaluation and its outcome", async () => {
    const heldBy = async (...file: Parameters<typeof jsonFile>) =>
      (await readMade(swebenchReport, jsonFile(...file), { agent: "a", ...mapping })).drafts[0]?.held;
    const folders = ["a", "lab__m1", "evaluation-7", "run_evaluation"];
    const held = await heldBy(report, { name: "lab__m1.evaluation-7.json" });
    expect(held?.isDated).toBe(true);
    const resolved = { a: { ...instance.a, resolved: true } };
    expect(await heldBy(resolved, { folders })).toEqual(held);
    expect(await heldBy(instance, { folders })).not.toEqual(held);
    const ofFirst = (list: string) =>
      heldBy({ ...report, resolved_ids: [], [list]: ["a"] }, { name: "lab__m1.evaluation-7.json" });
    expect(await ofFirst("unresolved_ids")).toEqual(await heldBy(instance, { folders }));
    const empty = { a: { patch_is_None: true, patch_exists: false, resolved: false } };
    expect(await ofFirst("empty_patch_ids")).toEqual(await heldBy(empty, { folders }));
    const keys = await Promise.all(["unresolved_ids", "empty_patch_ids", "error_ids"].map(ofFirst));
    expect(new Set(keys.map((one) => one?.key)).size).toBe(3);
    expect(await heldBy(report, { name: "report.json" })).toBeUndefined();
    expect(await heldBy(instance, { folders: ["elsewhere"] })).toBeUndefined();
  });

  it("states how many instances were submitted", async () => {
    const file = jsonFile({ ...report, submitted_instances: 5 }, { name: "m.r.json" });
    expect((await readMade(swebenchReport, file, mapping)).statements).toMatchObject([{ runs: 5 }]);
  });

  it("needs to be told when it was", async () => {
    await expect(payloadsOf(swebenchReport, jsonFile(report, { name: "m.r.json" }))).rejects.toThrow(
      "--map startedAt=",
    );
  });

  it("refuses a version that it does not know", async () => {
    const file = jsonFile({ ...report, schema_version: 3 });
    await expect(payloadsOf(swebenchReport, file, mapping)).rejects.toThrow(
      "schema_version must be 2 in a SWE-bench report: 3",
    );
  });

  it("makes a run of an instance's report, with its tests, and reads the folders where it lies in place", async () => {
    const folders = ["a", "lab__m1", "evaluation-7", "run_evaluation", "logs"];
    expect(await payloadsOf(swebenchReport, jsonFile(instance, { folders }), mapping)).toMatchObject([
      {
        runId: "swebench-report:evaluation-7:lab__m1:a",
        batchId: "evaluation-7",
        agent: "lab/m1",
        isSuccessful: false,
        evaluations: [
          { evaluatorName: "resolved", score: 0, maxScore: 1 },
          { evaluatorName: "FAIL_TO_PASS", score: 1, maxScore: 2 },
        ],
      },
    ]);
    await expect(payloadsOf(swebenchReport, jsonFile(instance), mapping)).rejects.toThrow("it does not state agent");
  });
});
