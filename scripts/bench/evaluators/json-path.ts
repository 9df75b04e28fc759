import { isDeepStrictEqual } from "node:util";
import { query } from "jsonpath-rfc9535";
import * as z from "zod";
import { JsonPathSchema } from "../files/json-path-schema.ts";
import { PathSchema, PatternSchema } from "../files/path-schema.ts";
import { commonFields, type Evaluate } from "./evaluator.ts";
import { readEvidence } from "./files.ts";

const ExpectationSchema = z
  .strictObject({
    path: JsonPathSchema.describe("A JSONPath (RFC 9535). It holds if one value that it finds does."),
    equals: z.json().optional().describe("The value, exactly."),
    matches: PatternSchema.optional().describe("A regular expression that the value, a text, matches."),
    exists: z.boolean().optional().describe("Whether there is a value at all."),
  })
  .refine(
    ({ equals, matches, exists }) => [equals, matches, exists].filter((one) => one !== undefined).length === 1,
    "needs one of equals, matches and exists",
  );
type Expectation = z.infer<typeof ExpectationSchema>;

export const JsonPathEvaluatorSchema = z.strictObject({
  type: z.literal("json-path"),
  ...commonFields,
  file: PathSchema,
  expect: z.array(ExpectationSchema).min(1).describe("What is expected; each that holds scores."),
});

type Json = Parameters<typeof query>[0];

const holds = (document: Json, { path, equals, matches, exists }: Expectation): boolean => {
  const values = query(document, path);
  if (exists !== undefined) return values.length > 0 === exists;
  if (matches) return values.some((value) => typeof value === "string" && matches.test(value));
  return values.some((value) => isDeepStrictEqual(value, equals));
};

const parse = (bytes: Buffer): { document: Json } | undefined => {
  try {
    return { document: JSON.parse(bytes.toString("utf8")) as Json };
  } catch {
    return undefined;
  }
};

/** Compares values in a JSON file with what is expected of them. */
export const evaluateJsonPath =
  ({ file, expect }: z.infer<typeof JsonPathEvaluatorSchema>): Evaluate =>
  async ({ workspace }) => {
    const maxScore = expect.length;
    const found = await readEvidence(workspace, file);
    if ("reason" in found) return { score: 0, maxScore, details: found.reason };
    const parsed = parse(found.bytes);
    if (!parsed) return { score: 0, maxScore, details: `${file} is not valid JSON` };
    const wrong = expect.filter((expectation) => !holds(parsed.document, expectation));
    const details =
      wrong.length === 0
        ? `${file} is as expected`
        : `${file} is not as expected at ${wrong.map(({ path }) => path).join(", ")}`;
    return { score: maxScore - wrong.length, maxScore, details };
  };
