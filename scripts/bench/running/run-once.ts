import { readFile } from "node:fs/promises";
import type { ErrorType } from "#contract/runs/run.ts";
import type { SubmittedEvaluation } from "../../logger/run-forms.ts";
import type { Usage } from "../agents/agent.ts";
import { evaluateBy } from "../evaluators/registry.ts";
import type { PlannedRun } from "../planning/plan-runs.ts";
import { makeWorkspace, type Workspace } from "../workspace/make-workspace.ts";
import { redactor } from "./redact.ts";
import { RunError } from "./run-error.ts";
import { type Scores, scoresOf, type Weighed } from "./score.ts";
import { shorten } from "./shorten.ts";

/** What a run was, whatever became of it. Its texts may be published, but for `prompt` and `workspace`. */
export interface RunResult {
  planned: PlannedRun;
  startedAt: Date;
  completedAt: Date;
  /** How long the agent worked, in milliseconds; absent: it did not come to that. */
  agentMs?: number;
  /** What it was asked, if the prompt could be read. Private. */
  prompt?: string;
  /** Where it worked. Private. */
  workspace?: string;
  answer?: string;
  usage: Usage;
  notes: string[];
  evaluations: SubmittedEvaluation[];
  /** How much it changed: absent where nobody could look. */
  changed?: { files: number; linesAdded: number; linesRemoved: number };
  /** What it scores, if it came to its end. */
  scores?: Scores;
  /** Why it did not, else. */
  failure?: { errorType: ErrorType; message: string };
}

export interface RunOptions {
  signal: AbortSignal;
  /** The caller's variables, which agents and evaluators get a few of. Default: this process's. */
  env?: NodeJS.ProcessEnv | undefined;
  /** Leaves the workspace where it is. */
  keep?: boolean;
}

/** How long an answer, a reason or the details of an evaluator may be that are published, in characters. */
const LONGEST_TEXT = 4_000;

/**
 * Makes one run: a fresh workspace, the agent at work in it until it is done or its time is over, the evaluators. Never throws for what
 * goes wrong in a run; throws the signal's reason when the whole is stopped.
 */
export const runOnce = async (planned: PlannedRun, options: RunOptions): Promise<RunResult> => {
  const { signal, env, keep = false } = options;
  const { scenario } = planned;
  const startedAt = new Date();
  const result: RunResult = { planned, startedAt, completedAt: startedAt, usage: {}, notes: [], evaluations: [] };
  let workspace: Workspace | undefined;
  try {
    workspace = await makeWorkspace(scenario, options);
    result.workspace = workspace.path;
    result.prompt = await readPrompt(planned);
    result.answer = await workIn(workspace, result, options);
    result.scores = scoresOf(await evaluate(workspace, result, options), scenario.success);
  } catch (error) {
    signal.throwIfAborted();
    result.failure = failureOf(error);
  } finally {
    // What an agent left running may still write there: no reason to lose the result.
    if (!keep) await workspace?.remove().catch((error: Error) => result.notes.push(`not removed: ${error.message}`));
  }
  return publishable(result, env);
};

const readPrompt = async ({ scenario, tier }: PlannedRun): Promise<string> => {
  const file = scenario.prompts.get(tier) ?? "";
  return await readFile(file, "utf8").catch((cause: Error) => {
    throw new RunError("prompt", `cannot read the prompt: ${cause.message}`, { cause });
  });
};

/** Has the agent work, no longer than it may, and notes on the result what it used. Gives its answer. */
const workIn = async ({ path }: Workspace, result: RunResult, { signal: stop, env }: RunOptions): Promise<string> => {
  const { agent, model, scenario } = result.planned;
  const timeout = AbortSignal.timeout(Math.ceil(1000 * scenario.timeout));
  const start = performance.now();
  try {
    return await agent.agent.work({
      prompt: result.prompt ?? "",
      workspace: path,
      scenarioFolder: scenario.folder,
      model,
      signal: AbortSignal.any([stop, timeout]),
      env,
      onUsage: (usage) => {
        result.usage = usage;
      },
      onNote: (note) => result.notes.push(note),
    });
  } catch (error) {
    stop.throwIfAborted();
    if (timeout.aborted) throw new RunError("timeout", `did not end within ${scenario.timeout} s`, { cause: error });
    throw error;
  } finally {
    result.agentMs = Math.round(performance.now() - start);
  }
};

/** Has every evaluator look at what the agent left, one after the other, and notes on the result what each gave. */
const evaluate = async (workspace: Workspace, result: RunResult, { signal, env }: RunOptions): Promise<Weighed[]> => {
  const { scenario } = result.planned;
  const changes = await workspace.changes();
  const sum = (key: "linesAdded" | "linesRemoved") => changes.reduce((total, change) => total + change[key], 0);
  result.changed = { files: changes.length, linesAdded: sum("linesAdded"), linesRemoved: sum("linesRemoved") };
  const weighed: Weighed[] = [];
  for (const evaluator of scenario.evaluators) {
    const verdict = await evaluateBy(evaluator)({
      workspace: workspace.path,
      scenarioFolder: scenario.folder,
      prompt: result.prompt ?? "",
      answer: result.answer ?? "",
      changes: workspace.changes,
      signal,
      env,
    });
    weighed.push({ ...verdict, weight: evaluator.weight });
    result.evaluations.push({ evaluatorName: evaluator.name, ...verdict });
  }
  return weighed;
};

const failureOf = (error: unknown): NonNullable<RunResult["failure"]> => {
  if (error instanceof RunError) return { errorType: error.errorType, message: error.message };
  return { errorType: "unknown", message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
};

/** The result with all its public texts free of what is private, and with its end. */
const publishable = (result: RunResult, env: NodeJS.ProcessEnv | undefined): RunResult => {
  const { workspace, planned, answer, failure, notes, evaluations } = result;
  const redact = redactor({ workspace, scenarioFolder: planned.scenario.folder }, env);
  const publish = (text: string) => shorten(redact(text).replaceAll("\0", ""), LONGEST_TEXT);
  return {
    ...result,
    completedAt: new Date(Math.max(Date.now(), result.startedAt.getTime())),
    notes: notes.map(publish),
    evaluations: evaluations.map(({ details, ...scored }) => ({
      ...scored,
      ...(details && { details: publish(details) }),
    })),
    ...(answer !== undefined && { answer: publish(answer) }),
    ...(failure && { failure: { ...failure, message: publish(failure.message) } }),
  };
};
