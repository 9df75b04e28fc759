import { arrayIn, countIn, type JsonObject, momentIn, objectIn, textIn } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Dataset, Statement } from "./importer.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";
import { variantOf } from "./variant.ts";

const VERSIONS = new Set<unknown>([2, 3]);

/** What the runs of a log share. */
export interface InspectHeader {
  status: string;
  evaluation: JsonObject;
  plan: JsonObject;
  stats: JsonObject;
  results: JsonObject;
  variant: string | undefined;
  /** The evaluation of a task with a model: a log that goes on where another broke off is of the same. */
  identity: string[];
}

/** Reads it from a log or from the header of an .eval file. FormatError for a version that is not known here. */
export const headerOf = (log: JsonObject): InspectHeader => {
  const version = log["version"];
  if (!VERSIONS.has(version)) {
    throw new FormatError(`version must be 2 or 3 in an Inspect log: ${JSON.stringify(version)}`);
  }
  const evaluation = objectIn(log["eval"]) ?? {};
  const [task, taskId, solver, model] = ["task", "task_id", "solver", "model"].map((name) => textIn(evaluation[name]));
  const variant = variantOf([], settingsOf(evaluation));
  return {
    status: textIn(log["status"]) ?? "started",
    evaluation,
    plan: objectIn(log["plan"]) ?? {},
    stats: objectIn(log["stats"]) ?? {},
    results: objectIn(log["results"]) ?? {},
    variant,
    identity: [task ?? "", taskId ?? "", fingerprintOf([solver, model, variant]).slice(0, 8)],
  };
};

/** What was set of the model, the task and the solver. Newer logs list the arguments that were passed apart from those that are a default. */
const settingsOf = (evaluation: JsonObject): JsonObject => ({
  ...(objectIn(evaluation["solver_args_passed"]) ?? objectIn(evaluation["solver_args"])),
  ...(objectIn(evaluation["task_args_passed"]) ?? objectIn(evaluation["task_args"])),
  ...objectIn(evaluation["model_args"]),
  ...objectIn(evaluation["model_generate_config"]),
});

/** What the log says that it holds; `samples`: how many are there. */
export const statementOf = (header: InspectHeader, samples: number): Statement => ({
  runs: sampleCount(header),
  what: "samples",
  group: runIdOf("inspect", ...header.identity),
  because: header.status === "success" ? undefined : `its status is ${header.status}`,
  // A run that stands for all samples is of none of them.
  dataset: samples === 0 ? undefined : datasetOf(header),
});

/** The whole data set, of which a limited evaluation lists its own part alone. */
const datasetOf = ({ evaluation }: InspectHeader): Dataset | undefined => {
  const dataset = objectIn(evaluation["dataset"]) ?? {};
  const size = countIn(dataset["samples"]);
  if (size === undefined) return undefined;
  const scenarios = arrayIn(dataset["sample_ids"])?.flatMap((id) => textIn(id) ?? []);
  return { suite: textIn(evaluation["task"]), suiteVersion: versionOf(evaluation), size, scenarios };
};

/** The version of the task; 0 is that of one which states none. */
export const versionOf = (evaluation: JsonObject): string | undefined => {
  const version = textIn(evaluation["task_version"]);
  return version === "0" ? undefined : version;
};

/** How many samples the log says that it has, each as often as there are epochs. */
const sampleCount = ({ results, evaluation }: InspectHeader): number => {
  const [dataset, config] = [objectIn(evaluation["dataset"]) ?? {}, objectIn(evaluation["config"]) ?? {}];
  const total = countIn(results["total_samples"]);
  if (total !== undefined) return total;
  const listed = arrayIn(dataset["sample_ids"])?.length || undefined;
  // Of a limited data set the log states the size of the whole.
  const samples = listed ?? (config["limit"] === undefined ? countIn(dataset["samples"]) : undefined);
  return (samples ?? 0) * (countIn(config["epochs"]) ?? 1);
};

/** When the whole of it began. */
export const startOfLog = ({ stats, evaluation }: InspectHeader): string | undefined =>
  momentIn(stats["started_at"]) ?? momentIn(evaluation["created"]);
