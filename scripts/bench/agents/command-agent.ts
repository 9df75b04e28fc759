import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { CliError } from "../../command/cli-error.ts";
import { statedFields } from "../../logger/run-forms.ts";
import { JsonPathSchema } from "../files/json-path-schema.ts";
import { bareEnvironment } from "../programs/bare-environment.ts";
import { type ProgramEnd, watchProgram } from "../programs/run-program.ts";
import { RunError } from "../running/run-error.ts";
import type { Agent, Task, Usage } from "./agent.ts";
import { fillArguments, mentionsIn, PLACEHOLDERS } from "./arguments.ts";
import { commonFields } from "./common-fields.ts";
import { findProgram } from "./find-program.ts";
import { documentsIn, lastAt, UsagePathsSchema, UsageSchema, usageIn } from "./usage-paths.ts";

const ArgumentsSchema = z
  .tuple([z.string().min(1)], z.union([z.string(), z.array(z.string()).min(1)]))
  .superRefine((args, context) => {
    const known: readonly string[] = PLACEHOLDERS;
    const unknown = args.flatMap(mentionsIn).find((name) => !known.includes(name));
    if (unknown === undefined) return;
    context.addIssue({
      code: "custom",
      message: `{${unknown}} is none of ${known.map((one) => `{${one}}`).join(" ")}`,
    });
  });

export const CommandAgentSchema = z.strictObject({
  kind: z.literal("command"),
  ...commonFields,
  run: ArgumentsSchema.describe(
    "The program and its arguments. A list among them is left out where a value that it mentions is not stated.",
  ),
  env: z
    .array(z.string().min(1))
    .default([])
    .describe("Variables of the caller's that it gets where they are set: keys, say."),
  version: z
    .tuple([z.string().min(1)], z.string())
    .optional()
    .describe("A program that prints the agent's version."),
  answer: JsonPathSchema.optional().describe(
    "Where its last words are in the JSON that it prints. Absent: all it prints.",
  ),
  telemetry: UsagePathsSchema.optional().describe("Where the JSON that it prints says what it used."),
});
type Settings = z.infer<typeof CommandAgentSchema>;

/** The variable that names the file in which a program may leave what it used. */
const TELEMETRY_VARIABLE = "ZE_BENCHMARKS_TELEMETRY";

/** How long a program may take to tell its version, in milliseconds. */
const VERSION_MS = 30_000;

/** Any program: gets the prompt, works in the workspace, and may tell what it used. `folder` is where its file lies. */
export const commandAgent = (settings: Settings, folder: string): Agent => {
  const { run, env, version } = settings;
  const [program] = fillArguments([run[0]], { agentFolder: folder });
  return {
    prepare: async (model, variables) => {
      if ((await findProgram(program ?? "", variables)) === undefined) {
        throw new CliError(`no program ${program}: install it, or put its folder on the PATH`);
      }
      const isNeeded = run.some((argument) => typeof argument === "string" && mentionsIn(argument).includes("model"));
      if (isNeeded && model === undefined) throw new CliError("needs a model: name one with --model");
    },
    version: async (variables) => {
      if (version === undefined) return undefined;
      const options = { cwd: folder, env: bareEnvironment(env, variables), signal: AbortSignal.timeout(VERSION_MS) };
      const end = await watchProgram(version, options);
      return end.code === 0 ? end.output.trim().split("\n")[0] : undefined;
    },
    work: async (task) => {
      const records = await mkdtemp(join(tmpdir(), "ze-benchmarks-agent-"));
      try {
        return await work(settings, { task, folder, records });
      } finally {
        await rm(records, { recursive: true, force: true });
      }
    },
  };
};

interface WorkContext {
  task: Task;
  folder: string;
  /** A folder of this run's for what passes between harness and program. */
  records: string;
}

const work = async (settings: Settings, { task, folder, records }: WorkContext): Promise<string> => {
  const { prompt, workspace, scenarioFolder, model, signal } = task;
  const [promptFile, telemetryFile] = [join(records, "prompt.md"), join(records, "telemetry.json")];
  await writeFile(promptFile, prompt);
  const values = { prompt, promptFile, model, workspace, agentFolder: folder, scenarioFolder, telemetryFile };
  const [program = "", ...args] = fillArguments(settings.run, values);
  const mentioned = settings.run.flatMap(mentionsIn);
  const takesPrompt = mentioned.includes("prompt") || mentioned.includes("promptFile");
  const end = await watchProgram([program, ...args], {
    cwd: workspace,
    env: { ...bareEnvironment(settings.env, task.env), [TELEMETRY_VARIABLE]: telemetryFile },
    ...(!takesPrompt && { input: prompt }),
    signal,
  });
  await tellUsage(settings, { end, telemetryFile, task });
  signal.throwIfAborted();
  if (end.code !== 0) throw new RunError("agent", failureOf(program, end));
  return answerIn(settings, end);
};

const failureOf = (program: string, { code, output, errors }: ProgramEnd): string => {
  const said = errors.trim() || output.trim();
  const how = code === null ? "was ended by a signal" : `ended with exit code ${code}`;
  return said === "" ? `${program} ${how}` : `${program} ${how}: ${said}`;
};

const answerIn = ({ answer, telemetry }: Settings, { output }: ProgramEnd): string => {
  if (answer === undefined) return output;
  const found = lastAt(documentsIn(output, telemetry?.output ?? "json"), answer);
  if (found === undefined) return output;
  return typeof found === "string" ? found : JSON.stringify(found);
};

/** Passes on what was used: what the output tells, and over it what the program left in the file. */
const tellUsage = async (
  { telemetry }: Settings,
  { end, telemetryFile, task }: { end: ProgramEnd; telemetryFile: string; task: Task },
): Promise<void> => {
  const told = telemetry ? usageIn(documentsIn(end.output, telemetry.output), telemetry) : {};
  task.onUsage({ ...told, ...(await usageLeft(telemetryFile, task.onNote)) });
};

/** What a program left in the file; a note of it where that is not what it should be. */
const usageLeft = async (file: string, onNote: Task["onNote"]): Promise<Usage | undefined> => {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const [left] = documentsIn(text, "json");
  const { success, data, error } = UsageSchema.safeParse(left);
  if (!success) onNote(`what the agent left as telemetry is not taken: ${z.prettifyError(error)}`);
  return success ? statedFields(data) : undefined;
};
