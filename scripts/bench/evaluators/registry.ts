import * as z from "zod";
import { CommandSchema, evaluateWithCommand } from "./command.ts";
import { DiffSizeSchema, evaluateDiffSize } from "./diff-size.ts";
import type { Evaluate } from "./evaluator.ts";
import { evaluateFileContains, evaluateFileExists, FileContainsSchema, FileExistsSchema } from "./files.ts";
import { evaluateJsonPath, JsonPathEvaluatorSchema } from "./json-path.ts";
import { evaluateWithJudge, JudgeSchema } from "./judge.ts";

/** An evaluator, as a scenario's file has it. */
export const EvaluatorSchema = z.discriminatedUnion("type", [
  CommandSchema,
  FileExistsSchema,
  FileContainsSchema,
  JsonPathEvaluatorSchema,
  DiffSizeSchema,
  JudgeSchema,
]);
export type Evaluator = z.infer<typeof EvaluatorSchema>;

/** What an evaluator does. */
export const evaluateBy = (evaluator: Evaluator): Evaluate => {
  switch (evaluator.type) {
    case "command":
      return evaluateWithCommand(evaluator);
    case "file-exists":
      return evaluateFileExists(evaluator);
    case "file-contains":
      return evaluateFileContains(evaluator);
    case "json-path":
      return evaluateJsonPath(evaluator);
    case "diff-size":
      return evaluateDiffSize(evaluator);
    case "judge":
      return (evidence) => evaluateWithJudge(evaluator, evidence);
  }
};
