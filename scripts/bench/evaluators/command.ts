import * as z from "zod";
import { bareEnvironment } from "../programs/bare-environment.ts";
import { type ProgramEnd, runShell } from "../programs/run-program.ts";
import { RunError } from "../running/run-error.ts";
import { commonFields, type Evaluate, type Verdict } from "./evaluator.ts";

export const CommandSchema = z.strictObject({
  type: z.literal("command"),
  ...commonFields,
  run: z.string().min(1).describe("What the shell runs in the workspace."),
  timeout: z.number().positive().max(3600).default(60).describe("Seconds after which it is ended, and scores 0."),
  score: z
    .enum(["exit-code", "printed"])
    .default("exit-code")
    .describe("exit-code: 1 for 0, else 0. printed: what its last line says."),
});

/** The variable that names the scenario's folder, where checks lie that the agent never saw. */
const FOLDER_VARIABLE = "ZE_BENCHMARKS_SCENARIO";

const PrintedSchema = z.object({
  score: z.number().min(0),
  maxScore: z.number().positive().default(1),
  details: z.string().optional(),
});

/** The score that a line states: a number from 0 to 1, "3/4", or a JSON object; undefined if it states none. */
const scoreIn = (line: string): Verdict | undefined => {
  const [, part, whole = "1"] = /^\s*(\d+(?:\.\d+)?)(?:\s*\/\s*(\d+(?:\.\d+)?))?\s*$/.exec(line) ?? [];
  const stated = part === undefined ? jsonIn(line) : { score: Number(part), maxScore: Number(whole) };
  const { success, data } = PrintedSchema.safeParse(stated);
  if (!success || data.score > data.maxScore) return undefined;
  const { score, maxScore, details } = data;
  return { score, maxScore, ...(details !== undefined && { details }) };
};

const jsonIn = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** The last line that states a score. */
const printedScore = (output: string): Verdict | undefined =>
  output
    .split("\n")
    .toReversed()
    .flatMap((line) => scoreIn(line) ?? [])[0];

/** What a command printed, errors last. It is cut later, when what is private is out of it. */
const endOf = ({ output, errors }: ProgramEnd): string => [output.trim(), errors.trim()].filter(Boolean).join("\n");

/**
 * Runs a command. It scores 0 if it fails or does not end in time, since both may be the doing of what the agent left behind; a command that
 * ends well without the score that it should print is broken itself.
 */
export const evaluateWithCommand =
  ({ run, timeout, score }: z.infer<typeof CommandSchema>): Evaluate =>
  async ({ workspace, scenarioFolder, signal, env: variables }) => {
    const env = { ...bareEnvironment([], variables), [FOLDER_VARIABLE]: scenarioFolder };
    const end = await runShell(run, { cwd: workspace, env, signal, timeoutMs: 1000 * timeout });
    if (end.timedOut) return { score: 0, maxScore: 1, details: `did not end within ${timeout} s\n${endOf(end)}` };
    const details = end.code === 0 ? endOf(end) : `exit code ${end.code ?? "none"}\n${endOf(end)}`;
    if (score === "exit-code") return { score: end.code === 0 ? 1 : 0, maxScore: 1, details };
    const printed = printedScore(end.output);
    if (printed) return printed;
    if (end.code !== 0) return { score: 0, maxScore: 1, details };
    throw new RunError(
      "evaluation",
      `${run} printed no score: its last line must be such as 0.75, 3/4 or {"score":3,"maxScore":4}`,
    );
  };
