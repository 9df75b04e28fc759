import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";

const common = { name: z.string().min(1), weight: z.number().positive().default(1) };
const texts = z.union([z.string(), z.array(z.string()).nonempty()]);
const pattern = z.string().refine((source) => new RegExp(source));
const expectation = z.strictObject({
  path: z.string().startsWith("$"),
  equals: z.json().optional(),
  matches: pattern.optional(),
  exists: z.boolean().optional(),
});

const EvaluatorSchema = z.discriminatedUnion("type", [
  z.strictObject({
    ...common,
    type: z.literal("command"),
    run: z.string(),
    timeout: z.number().positive().default(60),
    score: z.enum(["exit-code", "printed"]).default("exit-code"),
  }),
  z.strictObject({ ...common, type: z.literal("file-exists"), file: z.string(), absent: z.boolean().default(false) }),
  z.strictObject({
    ...common,
    type: z.literal("file-contains"),
    file: z.string(),
    text: texts.optional(),
    pattern: pattern.optional(),
    absent: z.boolean().default(false),
  }),
  z.strictObject({
    ...common,
    type: z.literal("json-path"),
    file: z.string(),
    expect: z.array(expectation).nonempty(),
  }),
  z.strictObject({
    ...common,
    type: z.literal("diff-size"),
    maxFiles: z.int().positive(),
    maxLines: z.int().positive(),
    ignore: z.array(z.string()).default([]),
  }),
  z.strictObject({
    ...common,
    type: z.literal("judge"),
    provider: z.enum(["anthropic", "openrouter"]),
    model: z.string(),
    rubric: z.string(),
    maxScore: z.number().positive(),
  }),
]);

const ScenarioSchema = z.strictObject({
  id: z.string(),
  title: z.string().min(1),
  description: z.string().min(1),
  timeout: z.number().positive(),
  fixture: z.literal("fixture"),
  setup: z.string().optional(),
  success: z.number().min(0).max(1),
  evaluators: z.array(EvaluatorSchema).nonempty(),
});

export const SuiteSchema = z.strictObject({
  title: z.string().min(1),
  description: z.string().min(1),
  version: z.string().min(1),
});

export type Evaluator = z.infer<typeof EvaluatorSchema>;
export type Scenario = z.infer<typeof ScenarioSchema> & { folder: string };

/** The scenario of a folder; throws where its file breaks the format. */
export const readScenario = async (folder: string): Promise<Scenario> => {
  const scenario = ScenarioSchema.parse(parse(await readFile(join(folder, "scenario.yaml"), "utf8")));
  if (scenario.id !== basename(folder)) throw new Error(`${folder} holds a scenario called ${scenario.id}`);
  return { ...scenario, folder };
};
