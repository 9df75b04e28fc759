import type { SubmittedTelemetry } from "../../logger/run-forms.ts";

/** What an agent used, as far as it can tell. Its time is measured by the harness; the rest of telemetry is the harness's, too. */
export type Usage = Omit<SubmittedTelemetry, "durationMs" | "workspaceDir" | "promptSent">;

/** What an agent is asked to do. */
export interface Task {
  prompt: string;
  /** The absolute path of the folder to work in. */
  workspace: string;
  /** That of the scenario, with its checks and its solution: an agent that competes is not told of it. */
  scenarioFolder: string;
  /** The model to work with, if one is asked for. */
  model: string | undefined;
  /** Aborted when the scenario's time is over, or when the whole command is stopped; the agent then throws its reason. */
  signal: AbortSignal;
  /** The caller's variables, of which the agent gets no more than it needs. Default: this process's. */
  env?: NodeJS.ProcessEnv | undefined;
  /** Takes all that was used so far, whenever more is known; the last word counts, even if the agent fails in the end. */
  onUsage: (usage: Usage) => void;
  /** Takes what is worth knowing of this run besides its answer; it is published with it. */
  onNote: (note: string) => void;
}

/** A program that acts. */
export interface Agent {
  /** Makes sure, before any run, that it can work here with that model; CliError that says what is missing. */
  prepare: (model: string | undefined, env?: NodeJS.ProcessEnv) => Promise<void>;
  /** The version of the program, as it says itself. */
  version?: (env?: NodeJS.ProcessEnv) => Promise<string | undefined>;
  /**
   * Works until it is done, and gives its last words. RunError: "agent" if it gave up or broke, "workspace" if something around it did,
   * such as the service of its model.
   */
  work: (task: Task) => Promise<string>;
}
