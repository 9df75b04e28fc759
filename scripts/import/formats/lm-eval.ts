import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  countIn,
  type JsonObject,
  numberIn,
  objectIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer } from "./importer.ts";
import { evaluationOf, type LmEvaluation } from "./lm-eval-evaluation.ts";
import { metricsOf, scoresOfSamples } from "./lm-eval-metrics.ts";
import { runIdOf } from "./run-id.ts";

/**
 * Results of the LM Evaluation Harness, versions 0.3 and 0.4. A task whose samples_*.jsonl lies beside the results becomes a suite with
 * a run for each document; any other task becomes one run of all its documents together.
 */
export const lmEval: Importer = {
  format: "lm-eval",
  title: "lm-evaluation-harness results",
  recognize: ({ content, name }) => {
    if (content.kind === "ndjson") return isSample(content.first);
    return content.kind === "json" && /\.json$/.test(name) && tasksIn(content.value) !== undefined;
  },
  runs: (file) => runsOf(file),
};

const isSample = (value: unknown): boolean => {
  const sample = objectIn(value);
  return sample !== undefined && "doc_id" in sample && ("resps" in sample || "filtered_resps" in sample);
};

/** The results by task; undefined for another format's document. A table may also stand alone, without anything around it. */
const tasksIn = (value: unknown): JsonObject | undefined => {
  const document = objectIn(value) ?? {};
  const hasFrame = "results" in document && ("versions" in document || "configs" in document || "config" in document);
  const tasks = hasFrame ? objectIn(document["results"]) : document;
  const rows = Object.values(tasks ?? {});
  const isTable = (row: unknown) =>
    Object.entries(objectIn(row) ?? {}).some(([key, one]) => key.includes(",") && numberIn(one) !== undefined);
  const isResult = hasFrame ? (row: unknown) => objectIn(row) !== undefined : isTable;
  return rows.length > 0 && rows.every(isResult) ? tasks : undefined;
};

async function* runsOf(file: ForeignFile): AsyncGenerator<Draft> {
  if (file.content.kind !== "json") {
    throw new FormatError("samples go in with their results_*.json, which says what they are of: name that instead");
  }
  const document = objectIn(file.content.value) ?? {};
  const tasks = tasksIn(document) ?? {};
  const evaluation = evaluationOf(document, file.name);
  const beside = await file.namesBeside();
  for (const task of tasksWithoutGroups(tasks, document)) {
    const samples = beside.find(
      (name) => name === samplesName(task, file.name) || name === `${samplesName(task, file.name)}.gz`,
    );
    const result = objectIn(tasks[task]) ?? {};
    if (samples === undefined) yield runOfTask(task, result, evaluation);
    else {
      const documents = await scoresOfSamples(file, samples);
      const expected =
        countIn(result["sample_len"]) ?? countIn(objectIn(objectIn(document["n-samples"])?.[task])?.["effective"]);
      if (expected !== undefined && documents.size < expected) {
        throw new FormatError(`${samples} has ${documents.size} of the ${expected} documents that the results are of`);
      }
      yield* runsOfSamples(task, documents, evaluation);
    }
  }
}

/** results_MOMENT.json has the samples of a task in samples_TASK_MOMENT.jsonl. */
const samplesName = (task: string, resultsName: string): string | undefined => {
  const [, moment] = /^results_(.+)\.json$/.exec(resultsName) ?? [];
  return moment === undefined ? undefined : `samples_${task}_${moment}.jsonl`;
};

/** The tasks without the groups of tasks, whose numbers are those of their members once more. */
const tasksWithoutGroups = (tasks: JsonObject, document: JsonObject): string[] => {
  const groups = objectIn(document["group_subtasks"]) ?? {};
  const names = Object.keys(tasks);
  const depth = (name: string | undefined) =>
    /^( *)(- )?/.exec(textIn(objectIn(tasks[name ?? ""])?.["alias"]) ?? "")?.[0].length ?? 0;
  return names.filter((name, index) => {
    if ("group_subtasks" in document) return (arrayIn(groups[name])?.length ?? 0) === 0;
    return depth(names[index + 1]) <= depth(name);
  });
};

const sharedFields = (task: string, evaluation: LmEvaluation) => {
  const shots = countIn(evaluation.shots[task] ?? evaluation.shots["*"]);
  return {
    model: evaluation.model,
    variant: evaluation.revision,
    status: "completed" as const,
    startedAt: evaluation.startedAt,
    tier: shots === undefined ? "default" : `${shots}-shot`,
  };
};

/** The run of a task as a whole: the first metric, as the task lists them, is its score. */
export const runOfTask = (task: string, result: JsonObject, evaluation: LmEvaluation): Draft => {
  const { shares, others } = metricsOf(result, objectIn(evaluation.higherIsBetter[task]) ?? {});
  const { tier, ...shared } = sharedFields(task, evaluation);
  return {
    ...shared,
    runId: runIdOf("lm-eval", ...evaluation.identity, task),
    scenario: task,
    totalScore: shares[0]?.[1],
    evaluations: shares.map(([evaluatorName, score]) => ({ evaluatorName, score, maxScore: 1 })),
    metadata: withoutAbsent({
      format: "lm-eval",
      ...evaluation.shared,
      taskVersion: evaluation.versions[task],
      scoreMetric: shares[0]?.[0],
      otherMetrics: withoutAbsent(others),
      standardErrors: withoutAbsent(
        Object.fromEntries(
          Object.entries(result).filter(([name, value]) => name.includes("_stderr") && numberIn(value) !== undefined),
        ),
      ),
      startedAtSource: evaluation.startedAtSource,
    }),
    otherwise: { suite: "lm-eval", tier, agent: "lm-evaluation-harness" },
  };
};

/** Metrics whose 1 says that the answer is right, and whose 0 that it is wrong. */
const VERDICT = /^(acc|acc_norm|exact_match|em|pass@1)(,|$)/;

/** The runs of a task's documents. */
export function* runsOfSamples(
  task: string,
  documents: ReadonlyMap<string, JsonObject>,
  evaluation: LmEvaluation,
): Generator<Draft> {
  const { tier, ...shared } = sharedFields(task, evaluation);
  const higherIsBetter = objectIn(evaluation.higherIsBetter[task]) ?? {};
  // A grade of 1 out of 100 is no share, which the grades of other documents show.
  const noShares = new Set(
    [...documents.values()].flatMap((scores) => Object.keys(metricsOf(scores, higherIsBetter).others)),
  );
  for (const [id, scores] of documents) {
    const { shares, others } = metricsOf(scores, higherIsBetter, noShares);
    const [metric, score] = shares[0] ?? [];
    const isVerdict = metric !== undefined && VERDICT.test(metric) && (score === 0 || score === 1);
    yield {
      ...shared,
      runId: runIdOf("lm-eval", ...evaluation.identity, task, id),
      suite: task,
      suiteVersion: textIn(evaluation.versions[task]),
      scenario: `doc ${id}`,
      totalScore: score,
      isSuccessful: isVerdict ? score === 1 : undefined,
      evaluations: shares.map(([evaluatorName, share]) => ({ evaluatorName, score: share, maxScore: 1 })),
      metadata: withoutAbsent({
        format: "lm-eval",
        ...evaluation.shared,
        scoreMetric: metric,
        otherMetrics: withoutAbsent(others),
        startedAtSource: evaluation.startedAtSource,
      }),
      otherwise: { tier, agent: "lm-evaluation-harness" },
    };
  }
}
