import * as z from "zod";
import { NameSchema } from "#contract/names/text.ts";

/** The fields that the file of every agent may have. */
export const commonFields = {
  title: z.string().min(1).optional().describe("The agent in words."),
  model: NameSchema.optional().describe("The model to work with where --model names none."),
  variant: NameSchema.optional().describe("What tells it apart from other agents of that name and model."),
};
