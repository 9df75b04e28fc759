import { describe, expect, it } from "vitest";
import { lmEval } from "./lm-eval.ts";
import { jsonFile, jsonLines, madeFile, payloadsOf, readMade } from "./testing/made-file.ts";

/** Made-up results of version 0.4. */
const modern = {
  results: {
    group: { alias: "group", "acc,none": 0.4 },
    made: {
      alias: " - made",
      "acc,none": 0.5,
      "acc_stderr,none": 0.1,
      "acc_norm,none": 0.25,
      "word_perplexity,none": 12.5,
      "f1_stderr,none": "N/A",
    },
  },
  group_subtasks: { group: ["made"], made: [] },
  configs: {},
  versions: { made: 1.1 },
  "n-shot": { made: 5 },
  higher_is_better: { made: { acc: true } },
  config: { model: "hf", model_args: "pretrained=lab/m,dtype=float16", limit: null },
  date: 1767322800.5,
  model_name: "lab/m",
};
const name = "results_2026-01-02T03-00-00.123456.json";

describe("lmEval", () => {
  it("makes a run of a task without samples, and none of a group", async () => {
    expect(await payloadsOf(lmEval, jsonFile(modern, { name }))).toEqual([
      {
        runId: "lm-eval:lab/m:1767322800.5:made",
        suite: "lm-eval",
        scenario: "made",
        tier: "5-shot",
        agent: "lm-evaluation-harness",
        model: "lab/m",
        variant: "dtype=float16",
        status: "completed",
        startedAt: "2026-01-02T03:00:00.500Z",
        totalScore: 0.5,
        scoreStandardError: 0.1,
        evaluations: [
          { evaluatorName: "acc", score: 0.5, maxScore: 1 },
          { evaluatorName: "acc_norm", score: 0.25, maxScore: 1 },
        ],
        metadata: {
          format: "lm-eval",
          backend: "hf",
          taskVersion: 1.1,
          scoreMetric: "acc",
          otherMetrics: { word_perplexity: 12.5 },
          standardErrors: { "acc_stderr,none": 0.1 },
        },
      },
    ]);
  });

  it("makes a run of each document where the samples lie beside, all filters together", async () => {
    const samples = jsonLines(
      { doc_id: 0, doc: {}, resps: [], filter: "strict", metrics: ["exact_match"], exact_match: 0 },
      { doc_id: 1, doc: {}, resps: [], filter: "strict", metrics: ["exact_match"], exact_match: true },
      { doc_id: 0, doc: {}, resps: [], filter: "lenient", metrics: ["exact_match"], exact_match: 1 },
    );
    const beside = { "samples_made_2026-01-02T03-00-00.123456.jsonl": samples };
    const runs = await payloadsOf(lmEval, jsonFile(modern, { name, beside }));
    expect(runs).toMatchObject([
      {
        runId: "lm-eval:lab/m:1767322800.5:made:0",
        suite: "made",
        suiteVersion: "1.1",
        scenario: "doc 0",
        isSuccessful: false,
        evaluations: [
          { evaluatorName: "exact_match,strict", score: 0 },
          { evaluatorName: "exact_match,lenient", score: 1 },
        ],
      },
      { scenario: "doc 1", isSuccessful: true, totalScore: 1 },
    ]);
  });

  it("reads version 0.3, with the moment from the file's name or the mapping", async () => {
    const legacy = {
      results: { made: { acc: 0.5, acc_stderr: 0.1, likelihood_difference: 0.7 } },
      versions: { made: 0 },
      config: { model: "hf", model_args: "pretrained=/home/somebody/models/m1", num_fewshot: 0 },
    };
    const [run] = await payloadsOf(lmEval, jsonFile(legacy, { name: "made_eval_results_01-02-2026-03-04-05.json" }));
    expect(run).toMatchObject({
      model: "m1",
      tier: "0-shot",
      startedAt: "2026-01-02T03:04:05.000Z",
      totalScore: 0.5,
      metadata: { otherMetrics: { likelihood_difference: 0.7 } },
    });
    await expect(payloadsOf(lmEval, jsonFile(legacy, { name: "x.json" }))).rejects.toThrow(
      "it does not state startedAt",
    );
  });

  it("takes a model from its arguments, with the revision as the variant, and never the backend for it", async () => {
    const run = async (args: unknown) => {
      const config = { ...modern.config, model_args: args };
      const [first] = await payloadsOf(lmEval, jsonFile({ ...modern, config, model_name: undefined }, { name }));
      return [first?.model, first?.variant];
    };
    expect(await run("use_accelerate=True,pretrained=lab/m,revision=step1000")).toEqual(["lab/m", "step1000"]);
    expect(await run({ pretrained: "lab/m", revision: "main" })).toEqual(["lab/m", undefined]);
    expect(await run("pretrained=lab/m,peft=lab/adapter")).toEqual(["lab/adapter", undefined]);
    expect(await run("engine=made-1")).toEqual(["made-1", undefined]);
    expect(await run({ load: "/somewhere/here", seed: 1 })).toEqual([undefined, "load=here"]);
    expect(await run("pretrained=lab/m,dtype=auto,device=cuda,api_key=k")).toEqual(["lab/m", undefined]);
    expect(await run("pretrained=lab/m,load_in_4bit=True,dtype=float16")).toEqual([
      "lab/m",
      "dtype=float16, load_in_4bit=True",
    ]);
    expect(await run('pretrained=lab/m,extra={"a":1,"b":[2,3]},dtype=float16')).toEqual([
      "lab/m",
      'dtype=float16, extra={"a":1,"b":[2,3]}',
    ]);
    expect(await run('extra={"api_key":"k","effort":"high"},pretrained=lab/m')).toEqual([
      "lab/m",
      'extra={"effort":"high"}',
    ]);
    expect(await run('prompt="be kind, please",pretrained=lab/m')).toEqual(["lab/m", 'prompt="be kind, please"']);
    expect(await run("pretrained=lab/m,range=[1,open,dtype=float16")).toEqual(["lab/m", "dtype=float16, range=[1"]);
    const whole = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`setting_${index}`, index]));
    expect(await run({ pretrained: "lab/m", ...whole })).toEqual(["lab/m", undefined]);
    expect(await run(undefined)).toEqual([undefined, undefined]);
  });

  it("takes a metric for a share in all documents of a task or in none", async () => {
    const samples = jsonLines(
      { doc_id: 0, resps: [], metrics: ["judge", "acc"], judge: 1, acc: 0 },
      { doc_id: 1, resps: [], metrics: ["judge", "acc"], judge: 80, acc: 1 },
    );
    const beside = { "samples_made_2026-01-02T03-00-00.123456.jsonl": samples };
    expect(await payloadsOf(lmEval, jsonFile(modern, { name, beside }))).toMatchObject([
      { totalScore: 0, evaluations: [{ evaluatorName: "acc" }], metadata: { otherMetrics: { judge: 1 } } },
      { totalScore: 1, evaluations: [{ evaluatorName: "acc" }], metadata: { otherMetrics: { judge: 80 } } },
    ]);
  });

  it("scores documents on the scale of their only metric, where more of it is better", async () => {
    const runsWith = async (judge: readonly number[], higher_is_better = {}) => {
      const lines = jsonLines(
        ...judge.map((value, doc_id) => ({ doc_id, resps: [], metrics: ["judge"], judge: value })),
      );
      const beside = { "samples_made_2026-01-02T03-00-00.123456.jsonl": lines };
      return await payloadsOf(lmEval, jsonFile({ ...modern, higher_is_better }, { name, beside }));
    };
    expect(await runsWith([1, 7])).toMatchObject([
      { totalScore: 1, evaluations: [] },
      { totalScore: 7, evaluations: [] },
    ]);
    expect(await runsWith([1, 0.5])).toMatchObject([
      { totalScore: 1, evaluations: [{ score: 1, maxScore: 1 }] },
      { totalScore: 0.5, evaluations: [{ score: 0.5, maxScore: 1 }] },
    ]);
    const worse = await runsWith([1, 7], { made: { judge: false } });
    expect(worse[0]).not.toHaveProperty("totalScore");
  });

  it("scores tasks on their own scales only where none of the file has a share", async () => {
    const bleu = { "bleu,none": 33, "bleu_stderr,none": 2, "ter,none": 60 };
    const scoresWith = async (more: object) => {
      const document = { ...modern, group_subtasks: {}, results: { made: bleu, ...more } };
      return (await payloadsOf(lmEval, jsonFile(document, { name }))).map((run) => [
        run.totalScore,
        run.scoreStandardError,
        run.metadata?.["scoreMetric"],
      ]);
    };
    expect(await scoresWith({})).toEqual([[33, 2, "bleu"]]);
    expect(await scoresWith({ other: { "acc,none": 0.5 } })).toEqual([
      [undefined, undefined, undefined],
      [0.5, undefined, "acc"],
    ]);
    expect(await scoresWith({ other: { "acc,none": 50 } })).toEqual([
      [33, 2, "bleu"],
      [50, undefined, "acc"],
    ]);
  });

  it("refuses two lines of one document that differ, and takes a copy for what it is", async () => {
    const runsWith = (...samples: object[]) => {
      const lines = jsonLines(...samples.map((sample) => ({ doc_id: 0, resps: [], ...sample })));
      const beside = { "samples_made_2026-01-02T03-00-00.123456.jsonl": lines };
      return payloadsOf(lmEval, jsonFile(modern, { name, beside }));
    };
    expect(await runsWith({ acc: 1 }, { acc: 1 })).toMatchObject([{ totalScore: 1 }]);
    expect(await runsWith({ acc: 1, filter: "strict" }, { acc: 0, filter: "loose" })).toHaveLength(1);
    await expect(runsWith({ acc: 1 }, { acc: 0 })).rejects.toThrow(
      "line 2: doc_id 0 has a different acc,none on an earlier line",
    );
  });

  it("states how many documents the results are of", async () => {
    const beside = { "samples_made_2026-01-02T03-00-00.123456.jsonl": jsonLines({ doc_id: 0, resps: [], acc: 1 }) };
    const results = { ...modern.results, made: { ...modern.results.made, sample_len: 2 } };
    for (const document of [
      { ...modern, results },
      { ...modern, "n-samples": { made: { original: 9, effective: 2 } } },
    ]) {
      expect((await readMade(lmEval, jsonFile(document, { name, beside }))).statements).toMatchObject([
        {
          runs: 2,
          what: "tasks and documents",
          because: expect.stringContaining("jsonl has 1 of the 2 documents that the results are of"),
        },
      ]);
    }
    const one = { ...modern, "n-samples": { made: { original: 9, effective: 1 } } };
    expect((await readMade(lmEval, jsonFile(one, { name, beside }))).statements).toMatchObject([
      { runs: 1, dataset: { suite: "made", suiteVersion: "1.1", size: 9 } },
    ]);
  });

  it("reads a table on its own, without the groups that its aliases show", async () => {
    const table = { all: { alias: "all", "acc,none": 0.5 }, one: { alias: " - one", "acc,none": 0.25 } };
    const [run, ...more] = await payloadsOf(lmEval, jsonFile(table, { name }));
    expect(more).toEqual([]);
    expect(run).toMatchObject({ scenario: "one", tier: "default", totalScore: 0.25 });
    expect(run).not.toHaveProperty("model");
  });

  it("takes a task for a group's by where its alias begins alone", async () => {
    const { group_subtasks: _, ...document } = modern;
    const results = {
      all: { alias: "all", "acc,none": 0.5 },
      one: { alias: " - one", "acc,none": 0.25 },
      two: { alias: "two - of three", "acc,none": 0.75 },
      bare: { "acc,none": 1 },
    };
    const tasks = (await payloadsOf(lmEval, jsonFile({ ...document, results }, { name }))).map(
      ({ scenario }) => scenario,
    );
    expect(tasks).toEqual(["one", "two", "bare"]);
  });

  it("names a line of samples that is broken, and samples without their results", async () => {
    const beside = { "samples_made_2026-01-02T03-00-00.123456.jsonl": jsonLines({ doc_id: 0 }, {}) };
    await expect(payloadsOf(lmEval, jsonFile(modern, { name, beside }))).rejects.toThrow("jsonl, line 2 has no doc_id");
    const alone = madeFile(jsonLines({ doc_id: 0, resps: [] }), { name: "samples_made.jsonl" });
    await expect(payloadsOf(lmEval, alone)).rejects.toThrow("samples are imported with the results_*.json");
  });
});
