import * as z from "zod";
import { NameSchema } from "#contract/names/text.ts";
import type { Change } from "../workspace/list-changes.ts";

/** The fields that every evaluator has. */
export const commonFields = {
  name: NameSchema.describe("The evaluator's name, under which its scores are published."),
  weight: z.number().positive().max(1000).default(1).describe("How much its share counts, compared with the others'."),
};

/** What an evaluator looks at: what an agent has left behind. */
export interface Evidence {
  /** The absolute path of the folder that the agent worked in. */
  workspace: string;
  /** The absolute path of the scenario's own folder, which the agent never saw. */
  scenarioFolder: string;
  /** What the agent was asked, and what it said at its end. */
  prompt: string;
  answer: string;
  /** What the agent changed in the workspace; compared once, when it is first asked for. */
  changes: () => Promise<Change[]>;
  /** Aborted when the whole command is stopped. */
  signal: AbortSignal;
  /** The caller's variables. Default: this process's. */
  env?: NodeJS.ProcessEnv | undefined;
}

/** An evaluator's score; its details are public. */
export interface Verdict {
  /** From 0 to maxScore. */
  score: number;
  maxScore: number;
  details?: string;
}

/** Scores what an agent has left behind. RunError "evaluation" where that cannot be told through no fault of the agent. */
export type Evaluate = (evidence: Evidence) => Promise<Verdict>;
