import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  countIn,
  type JsonObject,
  momentIn,
  numberIn,
  objectIn,
  plainText,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { ZipArchive } from "../reading/zip-archive.ts";
import type { Draft, Importer } from "./importer.ts";
import { type Evaluations, evaluationsOf, GRADES, otherScores, scoresIn, telemetryOf } from "./inspect-sample.ts";
import { runIdOf } from "./run-id.ts";

const VERSIONS = new Set([2, 3]);

/** Logs of Inspect AI: a run for each sample and epoch. */
export const inspect: Importer = {
  format: "inspect",
  title: "Inspect AI log",
  recognize: ({ content }) => {
    if (content.kind === "zip") return [HEADER, START].some((name) => content.archive.names.includes(name));
    return content.kind === "json" && isLog(content.value);
  },
  runs: (file) => runsOf(file),
};

const HEADER = "header.json";
const START = "_journal/start.json";

const isLog = (value: unknown): boolean => {
  const log = objectIn(value);
  return numberIn(log?.["version"]) !== undefined && textIn(objectIn(log?.["eval"])?.["task"]) !== undefined;
};

async function* runsOf({ content }: ForeignFile): AsyncGenerator<Draft> {
  if (content.kind === "json") {
    const log = objectIn(content.value) ?? {};
    const header = headerOf(log);
    for (const sample of arrayIn(log["samples"]) ?? []) yield runOfInspectSample(header, objectIn(sample) ?? {});
  } else if (content.kind === "zip") {
    yield* runsOfArchive(content.archive);
  }
}

/** The samples of an .eval file in the order of their names, one in memory at a time. A log that was cut short has no header yet. */
async function* runsOfArchive(archive: ZipArchive): AsyncGenerator<Draft> {
  const log = objectIn(await archive.readJson(HEADER)) ?? objectIn(await archive.readJson(START)) ?? {};
  const header = headerOf(log);
  const names = archive.names.filter((name) => /^samples\/.*\.json$/.test(name)).sort();
  for (const name of names) yield runOfInspectSample(header, objectIn(await archive.readJson(name)) ?? {});
}

/** What the runs of a log share. */
export interface InspectHeader {
  status: string;
  evaluation: JsonObject;
  plan: JsonObject;
  stats: JsonObject;
}

const headerOf = (log: JsonObject): InspectHeader => {
  const version = log["version"];
  if (!VERSIONS.has(version as number)) {
    throw new FormatError(`version must be 2 or 3 of Inspect's log: ${JSON.stringify(version)}`);
  }
  return {
    status: textIn(log["status"]) ?? "started",
    evaluation: objectIn(log["eval"]) ?? {},
    plan: objectIn(log["plan"]) ?? {},
    stats: objectIn(log["stats"]) ?? {},
  };
};

/** The run of one sample: its place in the log is its id and epoch. FormatError without an id. */
export const runOfInspectSample = (header: InspectHeader, sample: JsonObject): Draft => {
  const { evaluation, plan, stats } = header;
  const id = textIn(sample["id"]);
  if (id === undefined) throw new FormatError("a sample has no id");
  const epoch = countIn(sample["epoch"]) ?? 1;
  const task = textIn(evaluation["task"]);
  const started = momentIn(sample["started_at"]);
  const ended = momentIn(sample["completed_at"]);
  const evaluations = evaluationsOf(scoresIn(sample));
  const solver = textIn(evaluation["solver"]);
  const version = textIn(evaluation["task_version"]);
  const created = momentIn(stats["started_at"]) ?? momentIn(evaluation["created"]);
  return {
    runId: runIdOf("inspect", textIn(evaluation["run_id"]) ?? "", textIn(evaluation["task_id"]) ?? "", id, epoch),
    batchId: textIn(evaluation["run_id"]),
    suite: task,
    suiteVersion: version === "0" ? undefined : version,
    scenario: id,
    agent: solver,
    model: textIn(evaluation["model"]),
    startedAt: started ?? created,
    completedAt: started !== undefined && ended !== undefined && ended >= started ? ended : undefined,
    ...outcomeOf(header, sample, evaluations),
    evaluations,
    telemetry: telemetryOf(sample, textIn(evaluation["model"])),
    metadata: withoutAbsent({
      format: "inspect",
      epoch,
      solvers: arrayIn(plan["steps"])?.map((step) => objectIn(step)?.["solver"]),
      logStatus: header.status === "success" ? undefined : header.status,
      error: plainText(objectIn(sample["error"])?.["message"]),
      limit: textIn(objectIn(sample["limit"])?.["type"]),
      otherScores: otherScores(sample, evaluations),
      modelUsage: Object.keys(objectIn(sample["model_usage"]) ?? {}).length > 1 ? sample["model_usage"] : undefined,
      startedAtSource: started === undefined ? "start of the whole evaluation" : undefined,
    }),
    otherwise: { tier: "default", agent: "inspect_ai" },
  };
};

const outcomeOf = (
  { status }: InspectHeader,
  sample: JsonObject,
  evaluations: Evaluations,
): Pick<Draft, "status" | "errorType" | "totalScore" | "isSuccessful"> => {
  if (objectIn(sample["error"])) return { status: "failed", errorType: "unknown" };
  const limit = textIn(objectIn(sample["limit"])?.["type"]);
  const scores = Object.values(scoresIn(sample));
  if (scores.length === 0 && (limit === "time" || limit === "working"))
    return { status: "failed", errorType: "timeout" };
  if (scores.length === 0 && status !== "success") return { status: "incomplete" };
  const [only, ...more] = scores;
  if (more.length > 0 || evaluations.length !== 1) return { status: "completed" };
  const value = objectIn(only)?.["value"];
  const isVerdict = typeof value === "boolean" || (typeof value === "string" && value in GRADES);
  return {
    status: "completed",
    totalScore: evaluations[0]?.score,
    isSuccessful: isVerdict ? value === true || value === "C" : undefined,
  };
};
