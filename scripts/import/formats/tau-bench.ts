import type { ForeignFile } from "../reading/foreign-file.ts";
import { arrayIn, countIn, type JsonObject, objectIn, textIn } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer, Statement } from "./importer.ts";
import { contextOf, runOfSimulation } from "./tau-simulation.ts";
import { runsOfSubmission } from "./tau-submission.ts";
import { contextOfTrajectories, runOfTrajectory } from "./tau-trajectory.ts";

/** Results of τ-bench, τ² and τ³: simulations in one file or beside it, trajectories of the first τ-bench, and submission.json. */
export const tauBench: Importer = {
  format: "tau-bench",
  title: "τ-bench results",
  recognize: ({ content }) => {
    if (content.kind !== "json") return false;
    return isTrajectory(arrayIn(content.value)?.[0]) || isResults(content.value) || isSubmission(content.value);
  },
  runs: (file, states) => runsOf(file, states),
  folder: { entry: "results.json", mark: "simulations" },
};

const hasFields = (value: unknown, fields: readonly string[]): boolean => {
  const object = objectIn(value) ?? {};
  return fields.every((field) => field in object);
};

const isTrajectory = (value: unknown): boolean => hasFields(value, ["task_id", "reward", "info", "traj"]);

const isResults = (value: unknown): boolean =>
  hasFields(objectIn(value)?.["info"], ["agent_info", "environment_info", "num_trials"]);

const isSubmission = (value: unknown): boolean =>
  hasFields(value, ["model_name", "submitting_organization", "results"]) &&
  Object.values(objectIn(objectIn(value)?.["results"]) ?? {}).some((domain) => hasFields(domain, ["pass_1"]));

async function* runsOf(file: ForeignFile, states: (statement: Statement) => void): AsyncGenerator<Draft> {
  if (file.content.kind !== "json") return;
  const { value } = file.content;
  const trajectories = arrayIn(value);
  if (trajectories !== undefined) {
    const context = contextOfTrajectories(trajectories, file.name);
    for (const [index, trajectory] of trajectories.entries()) yield runOfTrajectory(trajectory, context, index);
    return;
  }
  const document = objectIn(value) ?? {};
  if (isSubmission(document)) yield* runsOfSubmission(document, await file.namesBeside("trajectories"));
  else yield* runsOfResults(file, document, states);
}

async function* runsOfResults(
  file: ForeignFile,
  document: JsonObject,
  states: (statement: Statement) => void,
): AsyncGenerator<Draft> {
  const info = objectIn(document["info"]) ?? {};
  const context = contextOf(info);
  const tasks = arrayIn(document["tasks"])?.length ?? 0;
  const trials = countIn(info["num_trials"]) ?? 1;
  if (tasks > 0) states({ runs: tasks * trials, what: "simulations" });
  for (const [index, value] of (arrayIn(document["simulations"]) ?? []).entries()) {
    const simulation = objectIn(value);
    if (simulation === undefined) throw new FormatError(`simulations[${index}] is not a simulation`);
    yield runOfSimulation(simulation, context);
  }
  for (const name of await file.namesBeside("simulations")) {
    if (!/\.json(\.\w+)?$/i.test(name)) continue;
    const content = await file.openBeside(`simulations/${name}`);
    const simulation = content?.kind === "json" ? objectIn(content.value) : undefined;
    if (textIn(simulation?.["task_id"]) === undefined) throw new FormatError(`simulations/${name} is not a simulation`);
    yield runOfSimulation(simulation ?? {}, context);
  }
}
