import { describe, expect, it } from "vitest";
import type { Content } from "../reading/open-content.ts";
import { parseXml } from "../reading/xml-document.ts";
import { agentEval } from "./agent-eval.ts";
import { ctrf } from "./ctrf.ts";
import { hfEvalResults } from "./hf-eval-results.ts";
import { junit } from "./junit.ts";
import { jsonFile, madeFile, payloadsOf, readMade } from "./testing/made-file.ts";

// All reports here are made up.
const mapping = { agent: "a", startedAt: "2026-01-02T00:00:00.000Z" };
const json = (value: unknown): Content => ({ kind: "json", value });

describe("ctrf", () => {
  const test = {
    name: "adds up",
    suite: ["sums", "small"],
    status: "passed",
    duration: 250,
    start: 1_767_322_800_000,
    stop: 1_767_322_800_250,
    browser: "chromium",
  };
  const reportOf = (tests: object[], summary: object = {}, more: object = {}) => ({
    reportFormat: "CTRF",
    specVersion: "1.0.0",
    reportId: "r-1",
    results: { tool: { name: "runner" }, summary: { passed: 1, failed: 0, ...summary }, tests },
    ...more,
  });

  it("makes a run of a test", async () => {
    expect(await payloadsOf(ctrf, jsonFile(reportOf([test])), { agent: "a" })).toEqual([
      {
        runId: "ctrf:r-1:sums > small > adds up:1",
        batchId: "ctrf:r-1",
        suite: "runner",
        scenario: "sums > small > adds up",
        tier: "default",
        agent: "a",
        variant: "browser=chromium",
        status: "completed",
        isSuccessful: true,
        totalScore: 1,
        startedAt: "2026-01-02T03:00:00.000Z",
        completedAt: "2026-01-02T03:00:00.250Z",
        telemetry: { durationMs: 250 },
        metadata: { format: "ctrf" },
      },
    ]);
  });

  it("knows a test again in another report of the same application, and says whether it is dated", async () => {
    const heldOf = async (one: object, appName = "a") => {
      const report = reportOf([one], {}, { reportId: undefined });
      const file = jsonFile({ ...report, results: { ...report.results, environment: { appName } } });
      return (await readMade(ctrf, file, mapping)).drafts[0]?.held;
    };
    const held = await heldOf(test);
    expect(await heldOf({ ...test })).toEqual({ key: held?.key, isDated: true });
    expect((await heldOf(test, "other"))?.key).not.toBe(held?.key);
    expect((await heldOf({ ...test, duration: 1 }))?.key).not.toBe(held?.key);
    expect((await heldOf({ ...test, start: undefined }))?.isDated).toBe(false);
  });

  it("leaves out what was not run, and states how many were", async () => {
    const tests = ["passed", "failed", "skipped", "pending", "other"].map((status) => ({
      ...test,
      status,
      name: status,
    }));
    const summary = { tests: 5, passed: 1, failed: 1, skipped: 1, pending: 1, other: 1 };
    const { payloads, statements } = await readMade(ctrf, jsonFile(reportOf(tests, summary)), mapping);
    expect(payloads.map(({ isSuccessful }) => isSuccessful)).toEqual([true, false, undefined]);
    expect(payloads.map(({ totalScore }) => totalScore)).toEqual([1, 0, undefined]);
    expect(payloads.map(({ metadata }) => metadata?.["status"])).toEqual([undefined, undefined, "other"]);
    expect(statements).toEqual([{ runs: 3, what: "tests" }]);
  });

  it("holds what there is against all counts of the summary", async () => {
    const runsIn = async (summary: object) => {
      const report = { ...reportOf([test]), results: { tool: { name: "t" }, summary, tests: [test] } };
      return (await readMade(ctrf, jsonFile(report), mapping)).statements;
    };
    expect(await runsIn({ tests: 9, skipped: 2, pending: 1 })).toEqual([{ runs: 6, what: "tests" }]);
    expect(await runsIn({ tests: 1, passed: 4, failed: 1 })).toEqual([{ runs: 5, what: "tests" }]);
    expect(await runsIn({})).toEqual([{ runs: 0, what: "tests" }]);
  });

  it("knows the first reports, which did not call themselves so, by their counts", async () => {
    const { results } = reportOf([test], { tests: 1 });
    expect(await payloadsOf(ctrf, jsonFile({ results }), mapping)).toMatchObject([
      { scenario: "sums > small > adds up" },
    ]);
    const { failed: _failed, ...less } = results.summary as Record<string, unknown>;
    expect(ctrf.recognize(jsonFile({ results: { ...results, summary: less } }))).toBe(false);
    expect(ctrf.recognize(jsonFile({ results: { ...results, tool: "runner" } }))).toBe(false);
    expect(ctrf.recognize(jsonFile({ results: { ...results, tests: {} } }))).toBe(false);
    expect(ctrf.recognize(jsonFile({ reportFormat: "other", results }))).toBe(false);
  });

  it("keeps what a test says of its failure", async () => {
    const [run] = await payloadsOf(ctrf, jsonFile(reportOf([{ ...test, status: "failed", message: "why" }])), mapping);
    expect(run?.metadata).toEqual({ format: "ctrf", message: "why" });
  });

  it("takes the last of several attempts, equal names for trials, and 0 for not measured", async () => {
    const retried = { ...test, retries: 2, flaky: true, duration: 0, start: 0, stop: 0 };
    const summary = { start: 1_767_322_800_000 };
    const runs = await payloadsOf(ctrf, jsonFile(reportOf([retried, retried], summary)), { agent: "a" });
    expect(new Set(runs.map(({ runId }) => runId)).size).toBe(2);
    expect(runs[0]).toMatchObject({
      startedAt: "2026-01-02T03:00:00.000Z",
      metadata: { retries: 2, isFlaky: true },
    });
    expect(runs[0]).not.toHaveProperty("telemetry");
  });

  it("takes the application for the agent, with its version, and refuses other versions of the format", async () => {
    const report = reportOf([test]);
    const environment = { appName: "app", appVersion: "2.5" };
    const file = jsonFile({ ...report, results: { ...report.results, environment } });
    expect(await payloadsOf(ctrf, file)).toMatchObject([{ agent: "app", variant: "2.5, browser=chromium" }]);
    await expect(payloadsOf(ctrf, jsonFile(report))).rejects.toThrow("it does not state agent");
    for (const specVersion of ["2.0.0", undefined]) {
      await expect(payloadsOf(ctrf, jsonFile(reportOf([test], {}, { specVersion })))).rejects.toThrow(
        "specVersion must be 0.x or 1.x in a CTRF report",
      );
    }
    await expect(payloadsOf(ctrf, jsonFile(reportOf([{ name: "x" }])), mapping)).rejects.toThrow(
      "results.tests[0] is not a test",
    );
  });
});

describe("junit", () => {
  const xml = (text: string) => madeFile({ kind: "xml", root: parseXml(text) }, { name: "report.xml" });
  const REPORT = `<?xml version="1.0"?>
<testsuites name="all">
  <testsuite name="sums" tests="5" skipped="1" timestamp="2026-01-02T04:00:00.123456+01:00">
    <testcase classname="Sums" name="adds &lt;up&gt;" time="0.25"/>
    <testcase classname="Sums" name="fails" time="0"><failure message="no">trace</failure></testcase>
    <testsuite name="inner">
      <testcase name="breaks"><error>why</error></testcase>
      <testcase name="was flaky" timestamp="1767322801000"><flakyFailure/><rerunFailure/></testcase>
    </testsuite>
    <testcase classname="Sums" name="later"><skipped/></testcase>
  </testsuite>
</testsuites>`;

  it("makes a run of each case that was run", async () => {
    const { payloads, statements } = await readMade(junit, xml(REPORT), { agent: "a" });
    expect(payloads).toMatchObject([
      {
        runId: expect.stringMatching(/^junit:[\da-f]{24}:Sums > adds <up>:1$/),
        batchId: expect.stringMatching(/^junit:[\da-f]{24}$/),
        suite: "all",
        scenario: "Sums > adds <up>",
        status: "completed",
        isSuccessful: true,
        startedAt: "2026-01-02T03:00:00.123Z",
        telemetry: { durationMs: 250 },
      },
      { scenario: "Sums > fails", isSuccessful: false, totalScore: 0, metadata: { message: "no" } },
      { scenario: "inner > breaks", status: "failed", errorType: "unknown", metadata: { message: "why" } },
      {
        scenario: "inner > was flaky",
        isSuccessful: true,
        startedAt: "2026-01-02T03:00:01.000Z",
        metadata: { reruns: 2 },
      },
    ]);
    expect(payloads).toHaveLength(4);
    expect(payloads[1]).not.toHaveProperty("telemetry");
    expect(statements).toEqual([{ runs: 4, what: "tests" }]);
  });

  it("takes the file's name for the suite where a single suite stands alone, and equal names for trials", async () => {
    const text = '<testsuite tests="3"><testcase name="x"/><testcase name="x"/></testsuite>';
    const { payloads, statements } = await readMade(junit, xml(text), mapping);
    expect(payloads.map(({ suite, scenario }) => [suite, scenario])).toEqual([
      ["report", "x"],
      ["report", "x"],
    ]);
    expect(new Set(payloads.map(({ runId }) => runId)).size).toBe(2);
    expect(statements).toEqual([{ runs: 3, what: "tests" }]);
  });

  it("takes cases that stand outside of any suite", async () => {
    const text =
      '<testsuites name="g" tests="2"><testcase name="x"/><testsuite name="S"><testcase name="y"/></testsuite></testsuites>';
    const { payloads, statements } = await readMade(junit, xml(text), mapping);
    expect(payloads.map(({ suite, scenario }) => [suite, scenario])).toEqual([
      ["g", "g > x"],
      ["g", "S > y"],
    ]);
    expect(statements).toEqual([{ runs: 2, what: "tests" }]);
  });

  it("tells suites by what they hold, wherever they stand and whatever is around them", async () => {
    const suite = (attributes: string) =>
      `<testsuite ${attributes} time="2"><testcase name="x" classname="C"/></testsuite>`;
    const idOf = async (text: string) => (await payloadsOf(junit, xml(text), mapping)).map(({ runId }) => runId);
    const [own] = await idOf(suite('name="p.S" hostname="h"'));
    expect(
      await idOf(`<testsuites name="all">${suite('id="3" package="p" hostname="h" name="S"')}</testsuites>`),
    ).toEqual([own]);
    for (const other of [
      suite('name="S" hostname="h"'),
      suite('name="p.S" hostname="other"'),
      suite('name="p.S" hostname="h"').replace('name="x"', 'name="x" time="1"'),
    ]) {
      expect(await idOf(other)).not.toEqual([own]);
    }
  });

  it.each([
    ['<testsuite timestamp="2026-01-02T03:04:05"><testcase name="x"/></testsuite>', true],
    ['<testsuite><testcase name="x" timestamp="2026-01-02T03:04:05"/></testsuite>', true],
    ['<testsuite time="1"><testcase name="x" time="1"/></testsuite>', false],
  ])("says whether a case is dated: %s", async (text, isDated) => {
    expect((await readMade(junit, xml(text), mapping)).drafts.map(({ held }) => held?.isDated)).toEqual([isDated]);
  });

  it("leaves out what was not run, however that is said", async () => {
    const text = `<testsuites name="g" tests="5">
      <testsuite name="A" tests="5">
        <testcase name="ran" status="run"/><testcase name="off" status="notrun"/><testcase name="out" status="Disabled"/>
        <testcase name="skip"><skipped/></testcase><testcase name="skip2" status="skipped"/>
      </testsuite></testsuites>`;
    const { payloads, statements } = await readMade(junit, xml(text), mapping);
    expect(payloads.map(({ scenario }) => scenario)).toEqual(["A > ran"]);
    expect(statements).toEqual([{ runs: 1, what: "tests" }]);
  });

  it("is partial by the cases that it lists, wherever it states what was skipped", async () => {
    const statedIn = async (text: string) => (await readMade(junit, xml(text), mapping)).statements;
    const cases = '<testcase name="a"/><testcase name="b"><skipped/></testcase>';
    expect(await statedIn(`<testsuites tests="2"><testsuite skipped="1">${cases}</testsuite></testsuites>`)).toEqual([
      { runs: 1, what: "tests" },
    ]);
    // Some do not count what they skipped.
    expect(await statedIn(`<testsuite tests="1" skipped="1">${cases}</testsuite>`)).toEqual([
      { runs: 1, what: "tests" },
    ]);
    expect(await statedIn(`<testsuite tests="4" skipped="1">${cases}</testsuite>`)).toEqual([
      { runs: 3, what: "tests" },
    ]);
  });

  it("adds up what its suites state where the whole does not, each with the suites in it", async () => {
    const text =
      '<testsuites><testsuite tests="2"><testsuite tests="2"/></testsuite><testsuite tests="1"/></testsuites>';
    expect((await readMade(junit, xml(text))).statements).toEqual([{ runs: 3, what: "tests" }]);
    const silent = "<testsuites><testsuite/></testsuites>";
    expect((await readMade(junit, xml(silent))).statements).toEqual([]);
  });

  it("is not told by any other document, nor one that is cut off", () => {
    expect(junit.recognize(xml("<html/>"))).toBe(false);
    expect(() => parseXml(REPORT.slice(0, -20))).toThrow("it is not valid XML");
    expect(() => parseXml("")).toThrow("it is not valid XML");
    expect(() => parseXml('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')).toThrow("it is not valid XML");
    expect(() => parseXml("<a>".repeat(200))).toThrow("nested over 100 deep");
  });
});

describe("agentEval", () => {
  const result = { status: "passed", duration: 12.5, model: "lab/m", o11y: { totalToolCalls: 4 } };
  const folders = ["run-2", "inner", "outer", "2026-01-02T03-04-05.678Z", "made-experiment", "results"];
  const runOf = (changes: object, beside: Record<string, Content> = {}) =>
    payloadsOf(agentEval, jsonFile({ ...result, ...changes }, { name: "result.json", folders, beside }));

  it("makes a run of a result; its folders say what it was of", async () => {
    expect(await runOf({})).toEqual([
      {
        runId: "agent-eval:made-experiment:2026-01-02T03-04-05.678Z:outer/inner:run-2",
        batchId: "agent-eval:made-experiment:2026-01-02T03-04-05.678Z",
        suite: "agent-eval",
        scenario: "outer/inner",
        tier: "default",
        agent: "made-experiment",
        model: "lab/m",
        variant: "made-experiment",
        status: "completed",
        isSuccessful: true,
        totalScore: 1,
        startedAt: "2026-01-02T03:04:05.678Z",
        telemetry: { toolCalls: 4, durationMs: 12_500 },
        metadata: { format: "agent-eval", startedAtSource: "start of the whole experiment" },
      },
    ]);
  });

  it.each([
    ["model", "completed", undefined],
    ["infra", "failed", "workspace"],
    ["timeout", "failed", "timeout"],
  ])("takes a failure of kind %s as classified", async (failureType, status, errorType) => {
    const beside = { "../classification.json": json({ failureType, failureReason: "why" }) };
    const [run] = await runOf({ status: "failed" }, beside);
    expect(run).toMatchObject({ status, isSuccessful: false, metadata: { failure: "why" } });
    expect(run?.errorType).toBe(errorType);
    const [passed] = await runOf({}, beside);
    expect(passed).toMatchObject({ status: "completed", isSuccessful: true });
    expect(passed?.metadata).not.toHaveProperty("failure");
  });

  it("takes the folder above for the eval where nothing else tells, and its summary for that of its runs", async () => {
    const beside = { "../summary.json": json({ smoke: true }) };
    const file = jsonFile(result, { folders: ["run-1", "some-eval", "more"], beside });
    const { payloads, drafts } = await readMade(agentEval, file, mapping);
    expect(payloads).toMatchObject([{ scenario: "some-eval" }]);
    expect(drafts[0]?.invalidated).toBe("Marked as a smoke test in its summary.json");
  });

  it("names a run that lies outside of an experiment by what it holds", async () => {
    const idOf = async (value: object) => {
      const [run] = await payloadsOf(agentEval, jsonFile(value, { folders: ["run-1", "some-eval"] }), mapping);
      expect(run).not.toHaveProperty("batchId");
      return run?.runId;
    };
    expect(await idOf(result)).toMatch(/^agent-eval:[\da-f]{24}:some-eval:run-1$/);
    expect(await idOf({ ...result, duration: 13 })).not.toBe(await idOf(result));
  });

  it("tells a timeout by its error, and a model by what was seen", async () => {
    expect(await runOf({ status: "failed", error: "Agent timed out after 300s" })).toMatchObject([
      { status: "failed", errorType: "timeout" },
    ]);
    expect(await runOf({ model: "native-default", observedModel: "lab/seen" })).toMatchObject([{ model: "lab/seen" }]);
    expect((await runOf({ model: "native-default" }))[0]).not.toHaveProperty("model");
  });

  it("gives the same runs of an eval's summary, which states how many there are and whether they are valid", async () => {
    const summary = { totalRuns: 3, passedRuns: 1, passRate: "33%", meanDuration: 12, valid: false };
    const beside = { "run-2/result.json": json(result), "project/package.json": json({}) };
    const file = jsonFile(summary, { name: "summary.json", folders: folders.slice(1), beside });
    const { payloads, statements, drafts } = await readMade(agentEval, file);
    expect(payloads).toEqual(await runOf({}));
    expect(statements).toEqual([{ runs: 3, what: "runs" }]);
    expect(drafts[0]?.invalidated).toBe("Marked as not valid in its summary.json");
    const broken = { "run-1/result.json": json({}) };
    await expect(
      payloadsOf(agentEval, jsonFile(summary, { folders: folders.slice(1), beside: broken })),
    ).rejects.toThrow("run-1/result.json is not a result");
  });
});

describe("hfEvalResults", () => {
  const result = {
    dataset: { id: "lab/sums", task_id: "hard", revision: "abc" },
    value: 96.06,
    date: "2026-01-02",
    source: { name: "Model card", url: "https://example.org", user: "someone" },
    notes: "no tools",
    verifyToken: "t",
  };
  const read = (value: unknown, folders: string[] = [".eval_results", "m", "lab"]) =>
    payloadsOf(hfEvalResults, madeFile({ kind: "yaml", value }, { folders }));

  it("makes a run of a published mean, on its own scale", async () => {
    const [run] = await read([result]);
    expect(run).toEqual({
      runId: expect.stringMatching(/^hf-eval-results:m:[\da-f]{24}$/),
      suite: "lab/sums",
      suiteVersion: "abc",
      scenario: "hard",
      tier: "default",
      agent: "model-card",
      model: "m",
      variant: "no tools",
      status: "completed",
      startedAt: "2026-01-02T00:00:00.000Z",
      totalScore: 96.06,
      links: [{ kind: "log", url: "https://example.org" }],
      metadata: { format: "hf-eval-results", isVerified: true, source: "Model card", sourceUser: "someone" },
    });
  });

  it("reads values by their metrics, of which the only one is the score", async () => {
    const { value: _value, ...rest } = result;
    const of = (...metrics: object[]) => read([{ ...rest, metrics }]);
    expect(await of({ metric_id: "accuracy", value: 20.9 })).toMatchObject([{ totalScore: 20.9 }]);
    const [several] = await of({ metric_id: "accuracy", value: 0.5 }, { metric_id: "f1", value: "0.25" });
    expect(several).not.toHaveProperty("totalScore");
    expect(several?.evaluations).toEqual([
      { evaluatorName: "accuracy", score: 0.5, maxScore: 1 },
      { evaluatorName: "f1", score: 0.25, maxScore: 1 },
    ]);
    await expect(of()).rejects.toThrow("result 1 must have");
    await expect(of({ metric_id: "accuracy" }, { value: 1 })).rejects.toThrow("result 1 must have");
  });

  it("leaves out a mean of the other tasks of a data set", async () => {
    const of = (id: string, task_id: string) => ({ ...result, dataset: { id, task_id } });
    const runs = await read([of("lab/d", "overall"), of("lab/d", "a"), of("lab/d", "b"), of("lab/e", "overall")]);
    expect(runs.map(({ suite, scenario }) => [suite, scenario])).toEqual([
      ["lab/d", "a"],
      ["lab/d", "b"],
      ["lab/e", "overall"],
    ]);
  });

  it("takes the model from where it was downloaded to, and none from elsewhere", async () => {
    const cached = [".eval_results", "0a1b2c", "snapshots", "models--lab--m-1", "hub"];
    expect(await read([result], cached)).toMatchObject([{ model: "lab/m-1" }]);
    expect((await read([result], ["results"]))[0]).not.toHaveProperty("model");
    expect(await read([{ ...result, evaluation_framework: "lighteval" }])).toMatchObject([{ agent: "lighteval" }]);
  });

  it("refuses a result without a number, and a benchmark, which holds none", async () => {
    await expect(read([{ ...result, value: "high" }])).rejects.toThrow("result 1 must have dataset.id");
    await expect(read([result, 1])).rejects.toThrow("result 2 is not a result");
    await expect(read({ name: "b", evaluation_framework: "f", tasks: [{ id: "t" }] })).rejects.toThrow(
      "it describes a benchmark and holds no results",
    );
  });
});
