import type { ForeignFile } from "../reading/foreign-file.ts";
import { arrayIn, countIn, type JsonObject, nameIn, numberIn, objectIn, textIn } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import { isTrajectory, readTrajectory, type TrajectoryUsage } from "./atif.ts";
import { trialsOfJob } from "./harbor-job.ts";
import { type HarborContext, runOfTrial } from "./harbor-trial.ts";
import type { Draft, Importer, Statement } from "./importer.ts";

/** Jobs of Harbor and their trials, with the trajectories of the agents: a run a trial. */
export const harbor: Importer = {
  format: "harbor",
  title: "Harbor job",
  recognize: ({ content }) =>
    content.kind === "json" && (isJob(content.value) || isTrial(content.value) || isTrajectory(content.value)),
  runs: (file, states) => runsOf(file, states),
  folder: { entry: "result.json", mark: "config.json" },
  goesWith: /^trajectory.*\.json$/,
};

const isJob = (value: unknown): boolean => {
  const job = objectIn(value) ?? {};
  return numberIn(job["n_total_trials"]) !== undefined && objectIn(job["stats"]) !== undefined;
};

const isTrial = (value: unknown): boolean => {
  const trial = objectIn(value) ?? {};
  return ["task_name", "trial_name", "agent_info"].every((field) => field in trial);
};

async function* runsOf(file: ForeignFile, states: (statement: Statement) => void): AsyncGenerator<Draft> {
  if (file.content.kind !== "json") return;
  const document = objectIn(file.content.value) ?? {};
  if (isTrajectory(document)) {
    throw new FormatError(
      "a trajectory states neither its task nor its verdict: import the folder of its trial instead",
    );
  }
  if (isJob(document)) return yield* runsOfJob(file, document, states);
  // …/<job>/<trial>/result.json
  const [, ...jobFolders] = file.folders;
  const context = await contextOf(file, { folder: "../", folders: jobFolders });
  yield runOfTrial(document, await usageOf(file, ""), context);
}

async function* runsOfJob(
  file: ForeignFile,
  job: JsonObject,
  states: (statement: Statement) => void,
): AsyncGenerator<Draft> {
  states({ runs: countIn(job["n_total_trials"]) ?? 0, what: "trials" });
  const found = await trialsBeside(file);
  const trials = found.length > 0 ? found : trialsOfJob(job, await jsonBeside(file, "config.json")).map(alone);
  const context = await contextOf(file, { folder: "", folders: file.folders });
  for (const { folder, trial } of trials) {
    const usage = folder === undefined ? undefined : await usageOf(file, `${folder}/`);
    yield runOfTrial(trial, usage, context);
  }
}

/** A trial, and the folder that it lies in, where it has one. */
interface Trial {
  folder?: string;
  trial: JsonObject;
}

const alone = (trial: JsonObject): Trial => ({ trial });

const trialsBeside = async (file: ForeignFile): Promise<Trial[]> => {
  const trials: Trial[] = [];
  for (const folder of await file.namesBeside()) {
    const content = await file.openBeside(`${folder}/result.json`);
    if (content === undefined) continue;
    const trial = content.kind === "json" ? objectIn(content.value) : undefined;
    if (trial === undefined || !isTrial(trial)) throw new FormatError(`${folder}/result.json is not a trial`);
    trials.push({ folder, trial });
  }
  return trials;
};

interface Around {
  /** The way from the file's folder to the job's. */
  folder: string;
  /** The names of the job's folder and those above it. */
  folders: readonly string[];
}

/** What the trials of a job share: its configuration names the data set, and the folders of a submission do. */
const contextOf = async (file: ForeignFile, { folder, folders }: Around): Promise<HarborContext> => {
  const config = await jsonBeside(file, `${folder}config.json`);
  const [dataset, ...others] = (arrayIn(config["datasets"]) ?? []).map((value) => objectIn(value) ?? {});
  const root = folders.indexOf("submissions");
  const [benchmark, version] = root >= 3 ? [folders[root - 1], folders[root - 2]] : [];
  await file.openBeside(`${folder}../metadata.yaml`);
  return {
    job: folders[0] ?? "",
    suite: (others.length === 0 ? nameIn(dataset?.["name"]) : undefined) ?? benchmark,
    suiteVersion: (others.length === 0 ? versionOf(dataset) : undefined) ?? version,
  };
};

/** What a data set is pinned to: a version, else a reference, of a digest its start. */
const versionOf = (dataset: JsonObject | undefined): string | undefined =>
  nameIn(dataset?.["version"]) ?? nameIn(dataset?.["ref"])?.replace(/^(sha256:[\da-f]{12})[\da-f]+$/, "$1");

const jsonBeside = async (file: ForeignFile, path: string): Promise<JsonObject> => {
  const content = await file.openBeside(path);
  return content?.kind === "json" ? (objectIn(content.value) ?? {}) : {};
};

/** How many parts a trajectory may go on in: a reference could lead in a circle. */
const MAX_PARTS = 100;

/** What the agent of a trial used, by its trajectory; undefined where there is none. */
const usageOf = async (file: ForeignFile, folder: string): Promise<TrajectoryUsage | undefined> => {
  let usage: TrajectoryUsage | undefined;
  let next: string | undefined = "trajectory.json";
  for (let part = 0; next !== undefined && part < MAX_PARTS; part += 1) {
    const trajectory = await jsonBeside(file, `${folder}agent/${next}`);
    if (!isTrajectory(trajectory)) break;
    const more = readTrajectory(trajectory);
    // Every part states what has been used up to its end.
    usage = usage === undefined ? more : { ...more, toolCalls: (usage.toolCalls ?? 0) + (more.toolCalls ?? 0) };
    const ref = textIn(more.continuedIn);
    next = ref !== undefined && /^[\w.-]+\.json$/.test(ref) ? ref : undefined;
  }
  return usage;
};
