import * as z from "zod";
import { NameSchema } from "#contract/names/text.ts";
import { EvaluatorSchema } from "../evaluators/registry.ts";
import { PathSchema } from "../files/path-schema.ts";
import { VersionSchema } from "../files/version-schema.ts";

const twice = (names: readonly string[]): string | undefined =>
  names.find((name, position) => names.indexOf(name) !== position);

/** What scenario.yaml says. */
export const ScenarioFileSchema = z.strictObject({
  id: NameSchema.describe("The scenario's name: its folder's."),
  title: z.string().min(1).describe("The task in a few words."),
  description: z.string().min(1).optional().describe("What it is about, and what a good solution is."),
  groups: z
    .record(NameSchema, z.string().min(1).max(300))
    .optional()
    .describe("What groups it with others: language or difficulty, say, each with its value."),
  timeout: z.number().positive().max(86_400).default(600).describe("Seconds that an agent may take."),
  fixture: PathSchema.optional().describe(
    "The folder that each run gets a copy of. Absent: it starts with an empty one.",
  ),
  setup: z.string().min(1).optional().describe("What the shell runs in the copy before the agent comes."),
  setupTimeout: z.number().positive().max(3_600).default(300).describe("Seconds that the setup may take."),
  success: z.number().min(0).max(1).default(1).describe("The least weighted share of the scores that is a pass."),
  evaluators: z
    .array(EvaluatorSchema)
    .min(1)
    .superRefine((evaluators, context) => {
      const name = twice(evaluators.map((evaluator) => evaluator.name));
      if (name !== undefined) context.addIssue({ code: "custom", message: `two evaluators are called ${name}` });
    })
    .describe("What scores a run."),
});

/** What suite.yaml says. */
export const SuiteFileSchema = z.strictObject({
  title: z.string().min(1).optional().describe("The suite in a few words."),
  description: z.string().min(1).optional().describe("What it measures."),
  tiers: z
    .record(NameSchema, z.string().min(1))
    .optional()
    .describe("How much help its tiers give, each in a sentence."),
  version: VersionSchema.optional().describe(
    "Its version: runs of different versions are never pooled. Raise it when a task changes.",
  ),
});
