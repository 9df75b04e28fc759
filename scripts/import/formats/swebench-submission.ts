import { MAX_TRIALS } from "#contract/runs/run.ts";
import type { ForeignFile } from "../reading/foreign-file.ts";
import { arrayIn, countIn, momentIn, objectIn, textIn, withoutAbsent } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Content } from "../reading/open-content.ts";
import type { Draft, Importer, Mapping, Statement } from "./importer.ts";
import { linksOf } from "./links.ts";
import { runIdOf } from "./run-id.ts";

/** A submission to SWE-bench's leaderboard: results/results.json with the files around it. A run for each instance. */
export const swebenchSubmission: Importer = {
  format: "swebench-submission",
  title: "SWE-bench submission",
  recognize: ({ content, name }) => {
    const results = content.kind === "json" ? objectIn(content.value) : undefined;
    return (
      name === "results.json" &&
      arrayIn(results?.["resolved"]) !== undefined &&
      objectIn(results?.["summary"]) === undefined
    );
  },
  runs: (file, states, mapping) => runsOf(file, mapping, states),
  folder: { entry: "results/results.json", mark: "metadata.yaml" },
};

/** The predictions of a submission: their instances are those that it tried. */
const PREDICTIONS = ["../all_preds.jsonl", "../all_preds.jsonl.gz"];

const METADATA = ["../metadata.yaml", "../metadata.yml"];

/** The splits that submissions are sorted by; a folder called otherwise says nothing of them. */
const SPLIT = /^(verified|lite|test|full|dev|train|multimodal|multilingual|bash-only|pro|live)$/i;

async function* runsOf(
  file: ForeignFile,
  mapping: Mapping,
  states: (statement: Statement) => void,
): AsyncGenerator<Draft> {
  if (file.content.kind !== "json") return;
  const submission = {
    // …/evaluation/<split>/<submission>/results/results.json
    folder: file.folders[1] ?? "",
    split: SPLIT.test(file.folders[2] ?? "") ? (file.folders[2] ?? "") : "",
    metadata: await firstBeside(file, METADATA),
    predicted: await predictedIn(file),
    total: mapping.total ?? (await totalIn(file)),
  };
  // Where the predictions name what was tried, the total tells whether that was all.
  if (submission.predicted.length > 0 && submission.total !== undefined) {
    // The suite swe-bench has several splits, of which each has instances of its own: only one that is mapped is a suite by itself.
    const dataset = mapping.suite ? { size: submission.total, scenarios: submission.predicted } : undefined;
    states({ runs: submission.total, what: "instances", because: "all_preds.jsonl names no others", dataset });
  }
  yield* runsOfSubmission(objectIn(file.content.value) ?? {}, submission);
}

const firstBeside = async (file: ForeignFile, paths: readonly string[]): Promise<Content | undefined> => {
  for (const path of paths) {
    const content = await file.openBeside(path);
    if (content) return content;
  }
  return undefined;
};

const predictedIn = async (file: ForeignFile): Promise<string[]> => {
  const content = await firstBeside(file, PREDICTIONS);
  if (content?.kind !== "ndjson") return [];
  const ids: string[] = [];
  for await (const line of content.lines()) {
    if ("problem" in line) throw new FormatError(`line ${line.line} of all_preds.jsonl: ${line.problem}`);
    const id = textIn(objectIn(line.value)?.["instance_id"]);
    if (id === undefined) throw new FormatError(`line ${line.line} of all_preds.jsonl has no instance_id`);
    ids.push(id);
  }
  return ids;
};

/** How many instances there were, where the results by repository say so; undefined where they do not. */
const totalIn = async (file: ForeignFile): Promise<number | undefined> => {
  const content = await file.openBeside("resolved_by_repo.json");
  const repositories = content?.kind === "json" ? Object.values(objectIn(content.value) ?? {}) : [];
  const totals = repositories.map((repository) => countIn(objectIn(repository)?.["total"]));
  return totals.length > 0 && totals.every((total) => total !== undefined)
    ? totals.reduce((sum, total) => sum + total, 0)
    : undefined;
};

interface Submission {
  /** The folder's name, which begins with the day of the submission: 20260102_some-agent_some-model. */
  folder: string;
  /** The folder above: lite, verified, test … */
  split: string;
  /** metadata.yaml. */
  metadata: Content | undefined;
  /** The instances of all_preds.jsonl. */
  predicted: readonly string[];
  /** How many instances there were. */
  total: number | undefined;
}

/**
 * The runs of a submission. Everything that it tried and did not resolve is a failure, so that what it tried must be known: FormatError
 * where neither predictions nor a total say how many instances that were. The results themselves list only some of those.
 */
function* runsOfSubmission(results: Record<string, unknown>, submission: Submission): Generator<Draft> {
  const listed = (name: string) => (arrayIn(results[name]) ?? []).flatMap((id) => textIn(id) ?? []);
  const resolved = new Set(listed("resolved"));
  const noGeneration = new Set(listed("no_generation"));
  const noLogs = new Set(listed("no_logs"));
  const tried = new Set([...Object.keys(results).flatMap(listed), ...submission.predicted]);
  const { total = 0, predicted: predictions } = submission;
  if (predictions.length === 0 && total > tried.size && total <= MAX_TRIALS) {
    return yield {
      ...sharedFields(submission),
      runId: runIdOf("swebench", submission.split, submission.folder, "total"),
      scenario: "all instances",
      status: "completed",
      trials: total,
      passes: resolved.size,
    };
  }
  if (predictions.length === 0 && tried.size !== total) {
    throw new FormatError(
      total > 0
        ? `it names ${tried.size} instances, and there were ${total} in all`
        : `it names ${resolved.size} resolved instances and ${tried.size - resolved.size} others, which need not be all that were tried: put all_preds.jsonl beside it, or state how many there were, with --map total=500 for example`,
    );
  }
  const predicted = new Set(submission.predicted);
  const unpredicted = predicted.size === 0 ? [] : [...resolved].filter((instance) => !predicted.has(instance));
  if (unpredicted.length > 0) {
    throw new FormatError(
      `all_preds.jsonl lacks ${unpredicted.length} of the ${resolved.size} resolved instances, ${unpredicted[0]} for one: is it cut off?`,
    );
  }
  const shared = sharedFields(submission);
  for (const instance of [...tried].sort()) {
    const pass = resolved.has(instance);
    const failure = noGeneration.has(instance) ? "agent" : noLogs.has(instance) ? "unknown" : undefined;
    yield {
      ...shared,
      runId: runIdOf("swebench", submission.split, submission.folder, instance),
      scenario: instance,
      ...(pass || failure === undefined ? { status: "completed" } : { status: "failed", errorType: failure }),
      totalScore: pass ? 1 : 0,
      isSuccessful: pass,
      evaluations: [{ evaluatorName: "resolved", score: pass ? 1 : 0, maxScore: 1 }],
    };
  }
}

const sharedFields = ({ folder, split, metadata }: Submission): Omit<Draft, "runId"> => {
  const document = metadata?.kind === "yaml" ? objectIn(metadata.value) : undefined;
  const info = objectIn(document?.["info"]);
  const tags = objectIn(document?.["tags"]);
  const assets = objectIn(document?.["assets"]);
  // Metadata that have a part called info have the tags after it: a file that is cut off is still YAML, of another system.
  if (info !== undefined && (tags?.["model"] ?? null) === null) {
    throw new FormatError("metadata.yaml has no tags.model: is it cut off?");
  }
  const models = (arrayIn(tags?.["model"]) ?? [tags?.["model"]]).flatMap((model) => textIn(model) ?? []);
  const [, year, month, day, system] = /^(\d{4})(\d\d)(\d\d)_(.+)$/.exec(folder) ?? [];
  const submitted = momentIn(`${year}-${month}-${day}`);
  const name = textIn(info?.["name"]) ?? textIn(document?.["name"]);
  return {
    batchId: folder === "" ? undefined : folder,
    model: models.length > 0 ? models.join("+") : undefined,
    links: linksOf(["transcript", assets?.["trajs"]], ["log", assets?.["logs"]]),
    startedAt: submitted,
    metadata: withoutAbsent({
      format: "swebench-submission",
      name,
      organization: tags?.["org"],
      attempts: objectIn(tags?.["system"])?.["attempts"],
      checked: tags?.["checked"],
      startedAtSource: submitted === undefined ? undefined : "day of the submission, from the folder's name",
    }),
    otherwise: { suite: "swe-bench", tier: split === "" ? "default" : split, agent: name ?? system },
  };
};
