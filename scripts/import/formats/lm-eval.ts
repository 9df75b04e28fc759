import { MAX_SCORE } from "#contract/runs/outcome.ts";
import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  amountIn,
  arrayIn,
  countIn,
  type JsonObject,
  numberIn,
  objectIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import { withoutPacking } from "../reading/packing.ts";
import type { Dataset, Draft, Importer, Statement } from "./importer.ts";
import { evaluationOf, type LmEvaluation } from "./lm-eval-evaluation.ts";
import { type Metric, metricsOf, ownScales, scoresOfSamples } from "./lm-eval-metrics.ts";
import { runIdOf } from "./run-id.ts";
import { variantOf } from "./variant.ts";

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
  runs: (file, states) => runsOf(file, states),
  goesWith: /^samples_.*\.jsonl(\.\w+)?$/i,
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

async function* runsOf(file: ForeignFile, states: (statement: Statement) => void): AsyncGenerator<Draft> {
  if (file.content.kind !== "json") {
    throw new FormatError("samples are imported with the results_*.json that they belong to: import that file instead");
  }
  const document = objectIn(file.content.value) ?? {};
  const tasks = tasksIn(document) ?? {};
  const evaluation = evaluationOf(document, file.name);
  const beside = await file.namesBeside();
  const names = tasksWithoutGroups(tasks, document);
  const metrics = new Map(names.map((task) => [task, metricsOfTask(task, tasks, evaluation)]));
  const own = ownScales(metrics.values());
  const hasShares = [...metrics.values()].some((ofTask) => ofTask.some((metric) => isShare(metric, own)));
  for (const task of names) {
    const samples = beside.find((name) => withoutPacking(name) === samplesName(task, file.name));
    if (samples === undefined) {
      const isMissing = metrics.get(task)?.length === 0;
      const because = isMissing ? `${task} has no metric that is a number` : undefined;
      states({ runs: 1, what: "tasks and documents", because });
      if (!isMissing) yield runOfTask(task, objectIn(tasks[task]) ?? {}, { evaluation, own, hasShares });
    } else {
      const documents = await scoresOfSamples(file, samples);
      const stated = documentCount(task, objectIn(tasks[task]) ?? {}, document) ?? documents.size;
      const because = `${samples} has ${documents.size} of the ${stated} documents that the results are of`;
      states({
        runs: stated,
        what: "tasks and documents",
        because: documents.size < stated ? because : undefined,
        dataset: datasetOf(task, document, evaluation),
      });
      yield* runsOfSamples(task, documents, evaluation);
    }
  }
}

/** All documents of a task, of which a limited evaluation takes some. */
const datasetOf = (task: string, document: JsonObject, { versions }: LmEvaluation): Dataset | undefined => {
  const size = countIn(objectIn(objectIn(document["n-samples"])?.[task])?.["original"]);
  return size === undefined ? undefined : { suite: task, suiteVersion: textIn(versions[task]), size };
};

/** How many documents a task's results are of. */
const documentCount = (task: string, result: JsonObject, document: JsonObject): number | undefined =>
  countIn(result["sample_len"]) ?? countIn(objectIn(objectIn(document["n-samples"])?.[task])?.["effective"]);

const metricsOfTask = (task: string, tasks: JsonObject, { higherIsBetter }: LmEvaluation): Metric[] =>
  metricsOf(objectIn(tasks[task]) ?? {}, objectIn(higherIsBetter[task]) ?? {});

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
    variant: evaluation.variant,
    status: "completed" as const,
    startedAt: evaluation.startedAt,
    tier: shots === undefined ? "default" : `${shots}-shot`,
  };
};

interface Around {
  evaluation: LmEvaluation;
  /** The metrics that are no shares. */
  own: ReadonlySet<string>;
  /** Whether some task of the file has a share: scores on other scales would not go with it. */
  hasShares: boolean;
}

/** A metric that is a share of 1, and the better the more it is. */
const isShare = ({ name, isMoreBetter }: Metric, own: ReadonlySet<string>): boolean => isMoreBetter && !own.has(name);

/** The first metric of which more is better, as a score on its own scale. */
const firstScore = (metrics: readonly Metric[]): Metric | undefined =>
  metrics.find(({ value, isMoreBetter }) => isMoreBetter && Math.abs(value) <= MAX_SCORE);

/**
 * The run of a task as a whole: the first metric that is a share is its score, since the tasks of a file stand beside each other; where
 * no task has one, the first metric of which more is better. Of a limited evaluation it is no run of the whole task.
 */
const runOfTask = (task: string, result: JsonObject, { evaluation, own, hasShares }: Around): Draft => {
  const metrics = metricsOf(result, objectIn(evaluation.higherIsBetter[task]) ?? {});
  const shares = metrics.filter((metric) => isShare(metric, own));
  const first = shares[0] ?? (hasShares ? undefined : firstScore(metrics));
  const { tier, ...shared } = sharedFields(task, evaluation);
  const limit = evaluation.shared["limit"];
  return {
    ...shared,
    variant: variantOf([evaluation.variant], { limit }),
    runId: runIdOf("lm-eval", ...evaluation.identity, task),
    scenario: task,
    totalScore: first?.value,
    scoreStandardError: first && standardErrorOf(first.name, result),
    evaluations: shares.map(evaluationOfShare),
    metadata: withoutAbsent({
      format: "lm-eval",
      ...evaluation.shared,
      taskVersion: evaluation.versions[task],
      scoreMetric: first?.name,
      otherMetrics: othersOf(metrics, shares),
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

/** acc,none has its standard error in acc_stderr,none. */
const standardErrorOf = (metric: string, result: JsonObject): number | undefined => {
  const [name, filter = "none"] = metric.split(",");
  return amountIn(result[`${name}_stderr,${filter}`] ?? result[`${name}_stderr`]);
};

const evaluationOfShare = ({ name, value }: Metric) => ({ evaluatorName: name, score: value, maxScore: 1 });

const othersOf = (metrics: readonly Metric[], shares: readonly Metric[]): JsonObject | undefined =>
  withoutAbsent(
    Object.fromEntries(metrics.filter((metric) => !shares.includes(metric)).map(({ name, value }) => [name, value])),
  );

/** Metrics whose 1 says that the answer is right, and whose 0 that it is wrong. */
const VERDICT = /^(acc|acc_norm|exact_match|em|pass@1)(,|$)/;

/** The runs of a task's documents: the first share is the score, else the first metric of which more is better, on its own scale. */
function* runsOfSamples(
  task: string,
  documents: ReadonlyMap<string, JsonObject>,
  evaluation: LmEvaluation,
): Generator<Draft> {
  const { tier, ...shared } = sharedFields(task, evaluation);
  const higherIsBetter = objectIn(evaluation.higherIsBetter[task]) ?? {};
  const own = ownScales([...documents.values()].map((scores) => metricsOf(scores, higherIsBetter)));
  for (const [id, scores] of documents) {
    const metrics = metricsOf(scores, higherIsBetter);
    const shares = metrics.filter((metric) => isShare(metric, own));
    const first = shares[0] ?? firstScore(metrics);
    const isVerdict = first !== undefined && VERDICT.test(first.name) && (first.value === 0 || first.value === 1);
    yield {
      ...shared,
      runId: runIdOf("lm-eval", ...evaluation.identity, task, id),
      suite: task,
      suiteVersion: textIn(evaluation.versions[task]),
      scenario: `doc ${id}`,
      totalScore: first?.value,
      isSuccessful: isVerdict && !own.has(first.name) ? first.value === 1 : undefined,
      evaluations: shares.map(evaluationOfShare),
      metadata: withoutAbsent({
        format: "lm-eval",
        ...evaluation.shared,
        scoreMetric: first?.name,
        otherMetrics: othersOf(metrics, shares),
        startedAtSource: evaluation.startedAtSource,
      }),
      otherwise: { tier, agent: "lm-evaluation-harness" },
    };
  }
}
