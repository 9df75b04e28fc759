import { arrayIn, countIn, type JsonObject, objectIn, textIn } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";

/** How much of a task's name the name of a trial holds. */
const CUT_LENGTH = 32;

/**
 * The trials of a job of which its own result.json alone is there: as it lists them, else as its statistics name them, by reward and by
 * exception. FormatError for a list that holds something else.
 */
export const trialsOfJob = (job: JsonObject, config: JsonObject): JsonObject[] => {
  const listed = (arrayIn(job["trial_results"]) ?? []).map((value, index) => {
    const trial = objectIn(value);
    if (trial === undefined) throw new FormatError(`trial_results[${index}] is not a trial`);
    return trial;
  });
  return listed.length > 0 ? listed : namedTrials(job, config);
};

const namedTrials = (job: JsonObject, config: JsonObject): JsonObject[] => {
  const stats = objectIn(job["stats"]) ?? {};
  const trials = Object.entries(objectIn(stats["evals"]) ?? {}).flatMap(([name, value]) =>
    trialsOfEvaluation(objectIn(value) ?? {}, { job, about: aboutEvaluation(name, config) }),
  );
  // Of a job that was gone on with, the exceptions name trials, too, that others have replaced.
  const count = countIn(stats["n_trials"]) ?? countIn(stats["n_completed_trials"]);
  const areReplaced = count !== undefined && trials.length > count;
  return areReplaced ? trials.filter(({ verifier_result: result }) => result !== null) : trials;
};

interface Evaluated {
  job: JsonObject;
  about: ReturnType<typeof aboutEvaluation>;
}

const trialsOfEvaluation = (evaluation: JsonObject, { job, about }: Evaluated): JsonObject[] => {
  const rewards = rewardsByTrial(evaluation);
  const exceptions = new Map(
    Object.entries(objectIn(evaluation["exception_stats"]) ?? {}).flatMap(([type, trials]) =>
      (arrayIn(trials) ?? []).map((trial) => [String(trial), type] as const),
    ),
  );
  return [...new Set([...rewards.keys(), ...exceptions.keys()])].map((trial) => ({
    ...about,
    task_name: taskOf(trial),
    trial_name: trial,
    started_at: job["started_at"],
    config: { job_id: job["id"], agent: { kwargs: about.kwargs } },
    verifier_result: rewards.has(trial) ? { rewards: Object.fromEntries(rewards.get(trial) ?? []) } : null,
    exception_info: exceptions.has(trial) ? { exception_type: exceptions.get(trial) } : null,
    finished_at: job["finished_at"],
    isNamedAlone: true,
  }));
};

/** The task of TASK__RANDOM. FormatError where it may be cut: different tasks would be one. */
const taskOf = (trial: string): string => {
  const task = trial.replace(/__[^_]+$/, "");
  if (task.length < CUT_LENGTH) return task;
  throw new FormatError(
    `it holds only the first ${CUT_LENGTH} characters of its tasks' names: import the job's whole folder`,
  );
};

/** The rewards of each trial, which the statistics list by their names and values. */
const rewardsByTrial = (evaluation: JsonObject): Map<string, Map<string, number>> => {
  const rewards = new Map<string, Map<string, number>>();
  for (const [name, values] of Object.entries(objectIn(evaluation["reward_stats"]) ?? {})) {
    for (const [value, trials] of Object.entries(objectIn(values) ?? {})) {
      for (const trial of arrayIn(trials) ?? []) {
        const ofTrial = rewards.get(String(trial)) ?? new Map<string, number>();
        rewards.set(String(trial), ofTrial.set(name, Number(value)));
      }
    }
  }
  return rewards;
};

/** Who was evaluated, and on what: AGENT__MODEL__DATASET; of a job of one agent and one data set the configuration says it in full. */
const aboutEvaluation = (name: string, config: JsonObject) => {
  const [agent, ...more] = name.split("__");
  const dataset = more.pop();
  const agents = (arrayIn(config["agents"]) ?? []).map((one) => objectIn(one) ?? {});
  const only = agents.length === 1 ? agents[0] : undefined;
  const [, provider, model] = /^(?:([^/]+)\/)?(.+)$/s.exec(textIn(only?.["model_name"]) ?? more.join("__")) ?? [];
  return {
    source: dataset === "adhoc" ? undefined : dataset,
    agent_info: { name: textIn(only?.["name"]) ?? agent, model_info: { name: model, provider } },
    kwargs: objectIn(only?.["kwargs"]),
  };
};
