import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { command } from "../import.ts";
import { runInProcess } from "../testing/run-in-process.ts";
import { IMPORTERS } from "./formats/registry.ts";

/**
 * What holds of every format, tried on files that are made up: neither the order in which things stand, nor copies, nor how they are
 * packed changes the runs.
 */
interface Sample {
  /** How many runs it has. */
  runs: number;
  /** Its files by their paths, in an order; `turned` gives each list the other way round. */
  files: (turned: boolean) => Record<string, string>;
}

const inOrder =
  (turned: boolean) =>
  <Item>(...items: Item[]): Item[] =>
    turned ? items.toReversed() : items;
const json = (value: unknown): string => JSON.stringify(value);
const lines = (values: readonly unknown[]): string => values.map((value) => `${json(value)}\n`).join("");
const MOMENT = "2026-01-02T03:04:05Z";

const SAMPLES: Record<string, Sample> = {
  inspect: {
    runs: 3,
    files: (turned) => {
      const sample = (id: string, value: string) => ({
        id,
        epoch: 1,
        uuid: `u-${id}-${value}`,
        scores: { s: { value } },
      });
      const samples = inOrder(turned)(sample("a", "C"), sample("b", "I"), sample("b", "C"));
      const evaluation = { run_id: "R", task_id: "T", task: "made", model: "lab/m", created: MOMENT };
      const log = { version: 2, status: "success", eval: evaluation, results: { total_samples: 3 }, samples };
      return { "log.json": json(log) };
    },
  },
  "swebench-submission": {
    runs: 3,
    files: (turned) => ({
      "20260102_made/metadata.yaml": "info:\n  name: Made\ntags:\n  model: [m]\n",
      "20260102_made/results/results.json": json({
        no_generation: ["c"],
        no_logs: [],
        resolved: inOrder(turned)("a", "b"),
      }),
      "20260102_made/all_preds.jsonl": lines(inOrder(turned)({ instance_id: "a" }, { instance_id: "b" })),
    }),
  },
  "swebench-report": {
    runs: 3,
    files: (turned) => ({
      "lab__m.made.json": json({
        schema_version: 2,
        submitted_ids: inOrder(turned)("a", "b", "c"),
        resolved_ids: inOrder(turned)("a", "b"),
        submitted_instances: 3,
      }),
    }),
  },
  aider: {
    runs: 2,
    files: (turned) => {
      const row = (model: string, rate: number) =>
        `- dirname: 2026-01-02-03-04-05--${model}\n  model: ${model}\n  test_cases: 10\n  pass_rate_1: ${rate}\n  seconds_per_case: 1\n`;
      return { "polyglot_leaderboard.yml": inOrder(turned)(row("m1", 50), row("m2", 60)).join("") };
    },
  },
  "svelte-bench": {
    runs: 4,
    files: (turned) => {
      const samples = inOrder(turned)({ index: 0, success: true }, { index: 1, success: false });
      const result = (testName: string) => ({
        testName,
        provider: "P",
        modelId: "m",
        numSamples: 2,
        samples,
        timestamp: MOMENT,
      });
      return { "benchmark-results-2026-01-02T03-04-05.678Z.json": json(inOrder(turned)(result("x"), result("y"))) };
    },
  },
  promptfoo: {
    runs: 4,
    files: (turned) => {
      const result = (q: string, score: number, testIdx: number) => ({
        testIdx,
        promptIdx: 0,
        provider: { id: "lab:m" },
        prompt: { label: "p" },
        vars: { q },
        success: score === 1,
        score,
        failureReason: 0,
      });
      const results = inOrder(turned)(result("a", 1, 0), result("a", 0, 1), result("b", 0.5, 2), result("b", 0.5, 2));
      return { "out.json": json({ results: { version: 3, timestamp: MOMENT, results } }) };
    },
  },
  "promptfoo, lines": {
    runs: 3,
    files: (turned) => {
      const result = (id: string, score: number) => ({
        id,
        evalId: "e",
        testIdx: 0,
        promptIdx: 0,
        provider: { id: "m" },
        success: true,
        score,
      });
      return { "out.jsonl": lines(inOrder(turned)(result("1", 1), result("2", 0.5), result("3", 1))) };
    },
  },
  "promptfoo, table": {
    runs: 3,
    files: (turned) => ({
      "out.csv": `q,[lab:m] p,Status,Score\n${inOrder(turned)("a,x,PASS,1", "a,x,PASS,1", "b,y,FAIL,0").join("\n")}\n`,
    }),
  },
  "lm-eval": {
    runs: 3,
    files: (turned) => {
      const moment = "2026-01-02T03-00-00.123456";
      const document = (doc_id: number, acc: number) => ({ doc_id, resps: [], filter: "none", metrics: ["acc"], acc });
      return {
        [`results_${moment}.json`]: json({
          results: { made: { "acc,none": 0.5 }, other: { "acc,none": 0.25 } },
          versions: {},
          date: 1767322800.5,
          model_name: "lab/m",
        }),
        [`samples_made_${moment}.jsonl`]: lines(inOrder(turned)(document(0, 1), document(1, 0))),
      };
    },
  },
  csv: {
    runs: 3,
    files: (turned) => ({ "runs.csv": `scenario,totalScore\n${inOrder(turned)("a,1", "a,1", "b,0.5").join("\n")}\n` }),
  },
  harbor: {
    runs: 2,
    files: (turned) => {
      const [first, second] = inOrder(turned)("a", "b") as [string, string];
      const trial = (name: string) => ({
        task_name: "t",
        trial_name: `t__${name}`,
        config: { job_id: "J" },
        agent_info: { name: "made", version: "1" },
        verifier_result: { rewards: { reward: name === "a" ? 1 : 0 } },
        started_at: MOMENT,
        finished_at: MOMENT,
      });
      return {
        "job/result.json": json({ id: "J", n_total_trials: 2, stats: {} }),
        "job/1/result.json": json(trial(first)),
        "job/2/result.json": json(trial(second)),
      };
    },
  },
  "terminal-bench": {
    runs: 3,
    files: (turned) => {
      const trial = (n: number, resolved: boolean) => ({
        task_id: "t",
        trial_name: `t.${n}-of-3`,
        is_resolved: resolved,
        failure_mode: "unset",
      });
      const results = inOrder(turned)(trial(1, true), trial(2, false), trial(3, true));
      return {
        "run/results.json": json({ id: "I", results, n_resolved: 2, n_unresolved: 1 }),
        "run/run_metadata.json": json({ agent_name: "made", model_name: "m", start_time: MOMENT }),
      };
    },
  },
  "agent-eval": {
    runs: 2,
    files: () => {
      const folder = "made-experiment/2026-01-02T03-04-05.678Z/made-eval";
      const result = (status: string) => json({ status, duration: 1, model: "m" });
      return {
        [`${folder}/summary.json`]: json({ totalRuns: 2, passedRuns: 1, passRate: "50%", meanDuration: 1 }),
        [`${folder}/run-1/result.json`]: result("passed"),
        [`${folder}/run-2/result.json`]: result("failed"),
      };
    },
  },
  "hf-eval-results": {
    runs: 2,
    files: (turned) => {
      const result = (task: string) => `- dataset: { id: lab/d, task_id: ${task} }\n  value: 1.5\n`;
      return { "m/.eval_results/x.yaml": inOrder(turned)(result("a"), result("b"), result("overall")).join("") };
    },
  },
  ctrf: {
    runs: 3,
    files: (turned) => {
      const tests = inOrder(turned)(
        { name: "a", status: "passed", duration: 1 },
        { name: "a", status: "failed", duration: 2 },
        { name: "b", status: "passed", duration: 3 },
      );
      return {
        "report.json": json({ results: { tool: { name: "t" }, summary: { tests: 3, passed: 2, failed: 1 }, tests } }),
      };
    },
  },
  junit: {
    runs: 4,
    files: (turned) => {
      const cases = inOrder(turned)(
        '<testcase name="a" time="1"/>',
        '<testcase name="a" time="2"><failure/></testcase>',
      );
      const suites = inOrder(turned)(
        `<testsuite name="x">${cases.join("")}</testsuite>`,
        `<testsuite name="y">${cases.join("")}</testsuite>`,
      );
      return { "report.xml": `<testsuites name="all">${suites.join("")}</testsuites>` };
    },
  },
  "tau-bench": {
    runs: 2,
    files: (turned) => {
      const simulation = (trial: number, reward: number) => ({
        task_id: "1",
        trial,
        start_time: MOMENT,
        termination_reason: "user_stop",
        reward_info: { reward },
      });
      const info = {
        agent_info: { implementation: "a", llm: "m" },
        user_info: {},
        environment_info: { domain_name: "d" },
        num_trials: 2,
      };
      const simulations = inOrder(turned)(simulation(0, 1), simulation(1, 0));
      return { "results.json": json({ info, tasks: [{ id: "1" }], simulations }) };
    },
  },
  "tau-bench, trajectories": {
    runs: 3,
    files: (turned) => {
      const trajectory = (trial: number, reward: number) => ({
        task_id: 1,
        trial,
        reward,
        info: {},
        traj: [{ content: "# Made agent policy" }],
      });
      return { "made.json": json(inOrder(turned)(trajectory(0, 1), trajectory(1, 0), trajectory(2, 1))) };
    },
  },
  gso: {
    runs: 3,
    files: (turned) => ({
      "m.json": json({
        schema_version: 1,
        summary: { total_predictions: 3 },
        instance_sets: {
          completed_ids: inOrder(turned)("a", "b", "c"),
          passed_ids: inOrder(turned)("a", "b"),
          opt_commit_ids: ["a"],
        },
      }),
    }),
  },
  "response-matrix": {
    runs: 4,
    files: (turned) => {
      const subject = (id: string) => ({
        subject_id: id,
        responses: Object.fromEntries(inOrder(turned)(["x", 1], ["y", [0, 1]])),
      });
      return { "matrix.jsonl": lines(inOrder(turned)(subject("20260102_s"), subject("20260103_s"))) };
    },
  },
  vexp: {
    runs: 2,
    files: (turned) => {
      const row = (instanceId: string) => ({
        instanceId,
        numTurns: 1,
        modelPatch: "p",
        agent: "a",
        model: "m",
        timestamp: MOMENT,
        resolved: true,
      });
      return { "results.jsonl": lines(inOrder(turned)(row("a"), row("b"))) };
    },
  },
  "every-eval-ever": {
    runs: 4,
    files: (turned) => {
      const result = (evaluation_name: string, score: number) => ({
        evaluation_name,
        metric_config: { min_score: 0, max_score: 1 },
        score_details: { score },
      });
      const line = (sample_id: string, score: number) => ({
        schema_version: "0.3.0",
        evaluation_id: "E",
        evaluation_name: "sampled",
        model_id: "m",
        sample_id,
        evaluation: { score, is_correct: score === 1 },
      });
      const results = inOrder(turned)(
        result("overall", 0.5),
        result("x", 0.25),
        result("y", 0.75),
        result("sampled", 0.5),
      );
      return {
        "r.json": json({
          schema_version: "0.3.0",
          evaluation_id: "E",
          evaluation_timestamp: MOMENT,
          model_info: { id: "m" },
          eval_library: { name: "l" },
          source_metadata: { source_name: "s" },
          evaluation_results: results,
        }),
        "r_samples.jsonl": lines(inOrder(turned)(line("1", 1), line("2", 0))),
      };
    },
  },
  "vitest-bench": {
    runs: 2,
    files: (turned) => {
      const benchmarks = inOrder(turned)({ name: "quick", mean: 1 }, { name: "slow", mean: 2 });
      return { "bench.json": json({ files: [{ groups: [{ fullName: "g", benchmarks }] }] }) };
    },
  },
  hyperfine: {
    runs: 4,
    files: (turned) => {
      const result = (name: string) => ({ command: name, mean: 1, times: [1, 2], exit_codes: [0, 1] });
      return { "made.json": json({ results: inOrder(turned)(result("a"), result("b")) }) };
    },
  },
};

let cwd = "";
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "every-format-"));
});
afterEach(() => rm(cwd, { recursive: true }));

const write = async (folder: string, files: Record<string, string | Uint8Array>): Promise<void> => {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, folder, path)), { recursive: true });
    await writeFile(join(cwd, folder, path), content);
  }
};

const MAPPING = ["suite=s", "agent=a", "model=m", "startedAt=2026-01-01"].flatMap((value) => ["--map", value]);

/** What a dry run says, and the runs that would go in, sorted. */
const imported = async (...names: string[]): Promise<{ said: string; runs: string[] }> => await importedFrom("", names);

const importedFrom = async (input: string, names: readonly string[]): Promise<{ said: string; runs: string[] }> => {
  const args = ["--dry-run", "--out", "out.ndjson", ...MAPPING, ...names];
  const { code, output, errors } = await runInProcess(command, args, { cwd, input });
  expect([code, errors]).toEqual([0, ""]);
  const text = await readFile(join(cwd, "out.ndjson"), "utf8");
  return { said: output, runs: text.split("\n").filter(Boolean).sort() };
};

it("there is a sample of every format but the database, which has the ids of its runs", () => {
  const formats = new Set(Object.keys(SAMPLES).map((name) => name.split(",")[0]));
  expect([...formats].sort()).toEqual(
    IMPORTERS.map(({ format }) => format)
      .filter((format) => format !== "ze-benchmarks-db")
      .sort(),
  );
});

describe.each(Object.entries(SAMPLES))("%s", (_name, { runs: count, files }) => {
  it("has the same runs whatever order things stand in", async () => {
    await write("given", files(false));
    await write("turned", files(true));
    const given = await imported("given");
    expect(given.runs).toHaveLength(count);
    expect((await imported("turned")).runs).toEqual(given.runs);
  });

  it("has them once where it is there twice, as a copy or turned round", async () => {
    await write("given", files(false));
    await write("copy", files(false));
    await write("turned", files(true));
    const { said, runs } = await imported("given", "copy", "turned");
    const twice = /^left out, since other files have the same results: /.test(said) ? 0 : 2 * count;
    expect(said).toMatch(new RegExp(`\\n${count} would be accepted, ${twice} duplicates, 0 conflicts, 0 rejected`));
    expect(runs).toEqual((await imported("given")).runs);
  });

  it("has the same runs packed, as one archive, and with a byte order mark", async () => {
    await write("given", files(false));
    const { runs } = await imported("given");
    const entries = Object.entries(files(false));
    const each = (change: (text: string) => string | Uint8Array, ending: string) =>
      Object.fromEntries(entries.map(([path, text]) => [`${path}${ending}`, change(text)]));
    await write(
      "marked",
      each((text) => `\uFEFF${text}`, ""),
    );
    expect((await imported("marked")).runs).toEqual(runs);
    await write("zip", {
      "all.zip": zipSync(Object.fromEntries(entries.map(([path, text]) => [path, strToU8(text)]))),
    });
    expect((await imported("zip")).runs).toEqual(runs);
    const [[, text] = ["", ""], ...others] = entries;
    if (others.length > 0) return;
    expect((await importedFrom(text, ["-"])).runs).toHaveLength(runs.length);
    await write("gzip", each(gzipSync, ".gz"));
    await write("zstd", each(zstdCompressSync, ".zst"));
    expect((await imported("gzip")).runs).toEqual(runs);
    expect((await imported("zstd")).runs).toEqual(runs);
  });
});

/** An aggregate's files, and those of its parts. */
interface Aggregate {
  whole: Record<string, string>;
  parts: Record<string, string>;
  runs: number;
}

const antSuite = (name: string, attributes: string): string =>
  `<testsuite ${attributes} tests="2" timestamp="2026-01-02T03:04:05"><testcase classname="com.made.${name}" name="a" time="0.5"/><testcase classname="com.made.${name}" name="b" time="0"><failure>no</failure></testcase></testsuite>`;
const mergedTests = (names: string) =>
  [...names].map((name) => ({ name, status: "passed", duration: name.codePointAt(0) ?? 0 }));
const ctrfOf = (names: string) =>
  json({
    results: {
      tool: { name: "t" },
      summary: { tests: names.length, passed: names.length, failed: 0 },
      tests: mergedTests(names),
    },
  });
const svelteOf = (...names: string[]) =>
  json(names.map((testName) => ({ testName, provider: "P", modelId: "m", samples: [{ index: 0, success: true }] })));
const tested = (resolved: boolean) => ({
  patch_exists: true,
  resolved,
  tests_status: { FAIL_TO_PASS: { success: resolved ? ["t"] : [], failure: resolved ? [] : ["t"] } },
});
const evaluated = json({
  schema_version: 2,
  submitted_ids: ["a", "b", "c"],
  resolved_ids: ["a"],
  empty_patch_ids: ["c"],
});

const terminalTrial = (name: string) => ({
  task_id: name,
  trial_name: `${name}.1`,
  is_resolved: true,
  failure_mode: "unset",
  recording_path: "2026-01-02__03-04-05/x",
});

const AGGREGATES: Record<string, Aggregate> = {
  "terminal-bench, trials that lie elsewhere": {
    whole: { "all/results.json": json({ results: ["a", "b"].map(terminalTrial), n_resolved: 2, n_unresolved: 0 }) },
    parts: { "trials/1/results.json": json(terminalTrial("a")), "trials/2/results.json": json(terminalTrial("b")) },
    runs: 2,
  },
  "junit, Ant's report of all": {
    whole: {
      "TESTS-TestSuites.xml": `<testsuites>${antSuite("One", 'id="0" package="com.made" name="One"')}${antSuite("Two", 'id="1" package="com.made" name="Two"')}</testsuites>`,
    },
    parts: {
      "TEST-com.made.One.xml": antSuite("One", 'name="com.made.One"'),
      "TEST-com.made.Two.xml": antSuite("Two", 'name="com.made.Two"'),
    },
    runs: 4,
  },
  "junit, Ant's report of a single one": {
    whole: {
      "TESTS-TestSuites.xml": `<testsuites>${antSuite("One", 'id="0" package="com.made" name="One"')}</testsuites>`,
    },
    parts: { "TEST-com.made.One.xml": antSuite("One", 'name="com.made.One"') },
    runs: 2,
  },
  "ctrf, merged reports": {
    whole: { "merged.json": ctrfOf("abc") },
    parts: { "1.json": ctrfOf("ab"), "2.json": ctrfOf("c") },
    runs: 3,
  },
  "ctrf, merged reports of which some are gone": {
    whole: { "merged.json": ctrfOf("abcd") },
    parts: { "1.json": ctrfOf("ab"), "2.json": ctrfOf("c") },
    runs: 4,
  },
  "svelte-bench, merged results": {
    whole: { "benchmark-results-merged.json": svelteOf("x", "y") },
    parts: {
      "benchmark-results-2026-01-02T03-04-05.678Z.json": svelteOf("x"),
      "benchmark-results-2026-01-03T03-04-05.678Z.json": svelteOf("y"),
    },
    runs: 2,
  },
  "swebench-report, with the reports of its instances": {
    whole: { "lab__m.made.json": evaluated },
    parts: {
      "logs/run_evaluation/made/lab__m/a/report.json": json({ a: tested(true) }),
      "logs/run_evaluation/made/lab__m/b/report.json": json({ b: tested(false) }),
    },
    runs: 3,
  },
};

describe.each(Object.entries(AGGREGATES))("%s", (_name, { whole, parts, runs: count }) => {
  it("counts an aggregate beside its parts once, wherever it lies", async () => {
    await write("beside", { ...whole, ...parts });
    await write("whole", whole);
    await write("parts", parts);
    const { runs } = await imported("beside");
    expect(runs).toHaveLength(count);
    expect((await imported("whole", "parts")).runs).toHaveLength(count);
    expect((await imported("parts", "whole")).runs).toHaveLength(count);
  });
});

it("leaves out no evaluation that has the names of another one and other outcomes", async () => {
  const others = json({ ...JSON.parse(evaluated), resolved_ids: ["a", "b"] });
  await write("", { "monday/lab__m.made.json": evaluated, "tuesday/lab__m.made.json": others });
  const { runs } = await imported("monday", "tuesday");
  expect(runs.map((run) => JSON.parse(run).isSuccessful).sort()).toEqual([false, false, false, true, true, true]);
});

it("leaves out no earlier run of the same tests, to which others were added since", async () => {
  const ranAt = (names: string, start: number) => {
    const { results } = JSON.parse(ctrfOf(names));
    return json({ results: { ...results, summary: { ...results.summary, start, stop: start + 1000 } } });
  };
  const monday = 1_767_225_600_000;
  await write("", { "monday.json": ranAt("ab", monday), "tuesday.json": ranAt("abc", monday + 86_400_000) });
  expect((await imported("monday.json", "tuesday.json")).runs).toHaveLength(5);
});

it("names the files that it leaves out", async () => {
  await write("", { "merged.json": ctrfOf("abc"), "1.json": ctrfOf("ab"), "2.json": ctrfOf("c") });
  expect((await imported("1.json", "2.json", "merged.json")).said).toMatch(
    /^left out, since other files have the same results: merged\.json\n2 files: .*, 3 runs\n/,
  );
});

it("leaves out no file of which some results cannot be told from others", async () => {
  const unnamed = { ...terminalTrial("b"), recording_path: undefined };
  await write("all", { "results.json": json({ results: [terminalTrial("a"), terminalTrial("c")] }) });
  await write("some", { "results.json": json({ results: [terminalTrial("a"), unnamed] }) });
  expect((await imported("all", "some")).runs).toHaveLength(3);
});

it("tells the scale of a job's rewards from all its trials, also where its own result is not there", async () => {
  const trial = (name: string, reward: number, exception_info?: object) =>
    json({
      task_name: name,
      trial_name: `${name}__x`,
      config: { job_id: "J" },
      agent_info: { name: "made" },
      verifier_result: { rewards: { reward } },
      exception_info,
      started_at: MOMENT,
      finished_at: MOMENT,
    });
  const timeout = { exception_type: "AgentTimeoutError" };
  const trials = { "job/1/result.json": trial("one", 1), "job/2/result.json": trial("slow", 0, timeout) };
  const outcomes = async () => {
    const runs = (await imported("job")).runs.map((run) => JSON.parse(run));
    const told = runs.map(({ scenario, status, isSuccessful, totalScore }) => [
      scenario,
      status,
      isSuccessful,
      totalScore,
    ]);
    return Object.fromEntries(told.map(([scenario, ...more]) => [scenario, more]));
  };
  await write("", trials);
  expect(await outcomes()).toEqual({ one: ["completed", true, 1], slow: ["failed", false, 0] });
  await write("", { "job/3/result.json": trial("more", 7) });
  expect(await outcomes()).toEqual({
    one: ["completed", undefined, 1],
    slow: ["completed", undefined, 0],
    more: ["completed", undefined, 7],
  });
  await write("", { "job/result.json": json({ id: "J", n_total_trials: 3, stats: {} }) });
  expect(await outcomes()).toMatchObject({ one: ["completed", undefined, 1], more: ["completed", undefined, 7] });
});

it("refuses an archive that lies too deep in others", async () => {
  const nested = (depth: number): Uint8Array =>
    zipSync(depth === 0 ? { "runs.csv": strToU8("scenario\na\n") } : { "inner.zip": nested(depth - 1) });
  await write("", { "five.zip": nested(4), "six.zip": nested(5) });
  expect((await imported("five.zip")).runs).toHaveLength(1);
  const { code, errors } = await runInProcess(command, ["--dry-run", ...MAPPING, "six.zip"], { cwd });
  expect([code, errors]).toEqual([
    1,
    expect.stringContaining("inner.zip: it lies within 5 other archives: unpack it first"),
  ]);
});

it("takes of a SWE-bench evaluation which tests passed from the reports of its instances", async () => {
  const { whole, parts } = AGGREGATES["swebench-report, with the reports of its instances"] as Aggregate;
  await write("beside", { ...whole, ...parts });
  const { said, runs } = await imported("beside");
  expect(said).toMatch(/^beside\/lab__m\.made\.json: SWE-bench report, 3 runs\n/);
  expect(runs.map((run) => JSON.parse(run).evaluations.map(({ score }: { score: number }) => score))).toEqual([
    [1, 1],
    [0, 0],
    [0],
  ]);
});

describe("ze-benchmarks-db", () => {
  it("has the same runs whatever order its rows stand in, and once where it is there twice", async () => {
    for (const folder of ["given", "turned"]) {
      await mkdir(join(cwd, folder));
      const database = new DatabaseSync(join(cwd, folder, "runs.db"));
      database.exec(`
        CREATE TABLE benchmark_runs (id INTEGER PRIMARY KEY, run_id, batchId, suite, scenario, tier, agent, model, status, started_at,
          completed_at, total_score, weighted_score, metadata);
        CREATE TABLE evaluation_results (id INTEGER PRIMARY KEY, run_id, evaluator_name, score, max_score, details);
        CREATE TABLE run_telemetry (id INTEGER PRIMARY KEY, run_id, tool_calls, tokens_in, tokens_out, cost_usd, duration_ms, workspace_dir);
      `);
      const insert = database.prepare(
        "INSERT INTO benchmark_runs (run_id, suite, scenario, tier, agent, status, started_at, completed_at) VALUES (?, 's', 'c', 'L0', 'a', 'completed', ?, ?)",
      );
      for (const id of inOrder(folder === "turned")("r1", "r2")) {
        insert.run(id, "2026-01-01 00:00:00", "2026-01-01 00:01:00");
      }
      database.close();
    }
    const { said, runs } = await imported("given", "turned");
    expect(runs).toHaveLength(2);
    expect(said).toContain("2 would be accepted, 2 duplicates, 0 conflicts");
  });
});
