import { posix } from "node:path";
import * as z from "zod";
import { commonFields, type Evaluate } from "./evaluator.ts";

const LimitSchema = z.int().positive();

export const DiffSizeSchema = z
  .strictObject({
    type: z.literal("diff-size"),
    ...commonFields,
    maxFiles: LimitSchema.optional().describe("How many files may be changed, added or removed."),
    maxLines: LimitSchema.optional().describe("How many lines may come and go."),
    ignore: z.array(z.string().min(1)).default([]).describe("Files that do not count, as globs."),
  })
  .refine(({ maxFiles, maxLines }) => maxFiles !== undefined || maxLines !== undefined, "needs maxFiles or maxLines");

/** Weighs how much was changed: 1 within the limits, less in proportion beyond them, and 0 for nothing at all. */
export const evaluateDiffSize =
  ({ maxFiles, maxLines, ignore }: z.infer<typeof DiffSizeSchema>): Evaluate =>
  async ({ changes }) => {
    const counted = (await changes()).filter(({ file }) => !ignore.some((glob) => posix.matchesGlob(file, glob)));
    const files = counted.length;
    const lines = counted.reduce((sum, { linesAdded, linesRemoved }) => sum + linesAdded + linesRemoved, 0);
    const shares = [1, (maxFiles ?? files) / files, (maxLines ?? lines) / lines].filter(
      (share) => !Number.isNaN(share),
    );
    return {
      score: files === 0 ? 0 : Math.min(...shares),
      maxScore: 1,
      details: files === 0 ? "nothing was changed" : `files changed: ${files}, lines: ${lines}`,
    };
  };
