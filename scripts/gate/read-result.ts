import * as z from "zod";
import type { GateResult } from "./run-gate.ts";

const TextSchema = z.string().max(2_000);
const IntervalSchema = z.object({ low: z.number(), high: z.number() }).nullable();
const AmountSchema = z.number().nullable();

/** A gate's result as a file has it: what a workflow of somebody else's code left is held to this before anything of it is said. */
const GateResultSchema = z.object({
  batch: TextSchema,
  baseline: TextSchema,
  significance: z.number(),
  verdict: z.enum(["pass", "fail", "unknown"]),
  checks: z
    .array(
      z.object({
        suite: TextSchema,
        scenario: TextSchema.nullable(),
        entry: TextSchema,
        kind: z.enum(["suite", "scenario", "cost", "duration"]),
        before: AmountSchema,
        after: AmountSchema,
        change: z.number(),
        interval: IntervalSchema,
        pValue: z.number(),
        adjustedPValue: z.number(),
        verdict: z.enum(["fail", "pass", "unknown", "acknowledged"]),
        n: z.number(),
        detectable: AmountSchema,
        needed: AmountSchema,
        isNoWorse: z.boolean().nullable(),
        acknowledged: TextSchema.nullable(),
      }),
    )
    .max(5_000),
  looks: z
    .array(
      z.object({
        suite: TextSchema,
        entry: TextSchema,
        pairs: z.number(),
        verdict: z.enum(["better", "worse", "equivalent", "open"]),
        isNoWorse: z.boolean().nullable(),
      }),
    )
    .max(100),
  notes: z.array(TextSchema).max(200),
}) satisfies z.ZodType<GateResult>;

/** The result in a text; undefined: it is none. */
export const readGateResult = (text: string): GateResult | undefined => {
  try {
    return GateResultSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
