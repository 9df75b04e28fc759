import * as z from "zod";
import { NameSchema } from "#contract/names/text.ts";

/** A suite's version in a file of YAML, where 1.10 is the number 1.1 and 2.0 is 2: only what stands in quotes is what was written. */
export const VersionSchema = z.union([
  NameSchema,
  z
    .number()
    .refine(
      (_): _ is never => false,
      'must stand in quotes, such as "1.10"; without them YAML takes it for the number 1.1',
    ),
]);
