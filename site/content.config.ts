import { defineCollection } from "astro:content";
import { glob } from "astro/loaders";
import * as z from "zod";

/** The pages of the documentation. */
const docs = defineCollection({
  loader: glob({ pattern: "*.md", base: "./site/content/docs" }),
  schema: z.object({
    title: z.string(),
    description: z.string(),
    /** Its place in the list; those without come last, by title. */
    order: z.number().optional(),
  }),
});

export const collections = { docs };
