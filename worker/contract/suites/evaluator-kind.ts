import * as z from "zod";

/** What an evaluator is. */
export const EvaluatorKindSchema = z.enum(["program", "judge", "person"]);
