import * as z from "zod";
import { codeOf } from "../../command/thrown.ts";
import { PathSchema, PatternSchema } from "../files/path-schema.ts";
import { ConfinementError, readConfined } from "../workspace/confine.ts";
import { commonFields, type Evaluate, type Verdict } from "./evaluator.ts";

const AbsentSchema = z.boolean().default(false);

export const FileExistsSchema = z.strictObject({
  type: z.literal("file-exists"),
  ...commonFields,
  file: PathSchema,
  absent: AbsentSchema.describe("Whether it must not be there."),
});

export const FileContainsSchema = z
  .strictObject({
    type: z.literal("file-contains"),
    ...commonFields,
    file: PathSchema,
    text: z
      .union([
        z
          .string()
          .min(1)
          .transform((text) => [text]),
        z.array(z.string().min(1)).min(1),
      ])
      .optional()
      .describe("A text, or several, of which each found scores."),
    pattern: PatternSchema.optional().describe("A regular expression, instead of a text."),
    absent: AbsentSchema.describe("Whether the file must not hold it. A file that is not there holds nothing."),
  })
  .refine(({ text, pattern }) => (text === undefined) !== (pattern === undefined), "needs either text or pattern");

/** All or nothing. */
const allOrNothing = (holds: boolean, details: string): Verdict => ({
  score: holds ? 1 : 0,
  maxScore: 1,
  details,
});

/** A file of the workspace: its bytes, or why they cannot be had. What an agent makes of a path is its own doing, never an error. */
export const readEvidence = async (
  workspace: string,
  file: string,
): Promise<{ bytes: Buffer } | { reason: string }> => {
  try {
    const bytes = await readConfined(workspace, file);
    return bytes ? { bytes } : { reason: `${file} is not there` };
  } catch (error) {
    if (error instanceof ConfinementError) return { reason: `${file} ${error.message}` };
    return { reason: `${file} cannot be read: ${codeOf(error) || error}` };
  }
};

/** Looks for a file. */
export const evaluateFileExists =
  ({ file, absent }: z.infer<typeof FileExistsSchema>): Evaluate =>
  async ({ workspace }) => {
    const found = await readEvidence(workspace, file);
    return "bytes" in found ? allOrNothing(!absent, `${file} is there`) : allOrNothing(absent, found.reason);
  };

/** Looks for texts or a pattern in a file. */
export const evaluateFileContains =
  ({ file, text, pattern, absent }: z.infer<typeof FileContainsSchema>): Evaluate =>
  async ({ workspace }) => {
    const found = await readEvidence(workspace, file);
    const content = "bytes" in found ? found.bytes.toString("utf8") : "";
    const wanted = pattern
      ? [{ name: String(pattern), isFound: pattern.test(content) }]
      : (text ?? []).map((one) => ({ name: JSON.stringify(one), isFound: content.includes(one) }));
    const wrong = wanted.filter(({ isFound }) => isFound === absent).map(({ name }) => name);
    const score = wanted.length - wrong.length;
    if (!absent && "reason" in found) return { score, maxScore: wanted.length, details: found.reason };
    const details =
      wrong.length === 0
        ? `${file} is as expected`
        : `${file} ${absent ? "holds" : "does not hold"} ${wrong.join(", ")}`;
    return { score, maxScore: wanted.length, details };
  };
