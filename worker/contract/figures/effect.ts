import * as z from "zod";
import { MetricSchema, UnitSchema } from "./figures.ts";

const CountSchema = z.int().min(0);
const NameSchema = z.string().nullable();

/** What two sides of an effect differ in, and nothing else. */
const EffectKindSchema = z.enum(["tier", "model", "agent", "variant"]);
export type EffectKind = z.infer<typeof EffectKindSchema>;

/** What it makes on a board to change one thing: a row of the effects of a suite's version, by the names of its columns in CSV and JSON. */
export const EffectSchema = z.strictObject({
  kind: EffectKindSchema.describe("What changes, all else being the same."),
  fromAgent: z.string().describe("The agent before the change."),
  fromModel: NameSchema.describe("Its model; null: not stated."),
  fromVariant: NameSchema.describe("Its variant; null: not stated."),
  fromTier: NameSchema.describe(
    "The tier before the change, of an effect of tiers; null: over the tiers that both ran.",
  ),
  toAgent: z.string().describe("The agent after the change."),
  toModel: NameSchema.describe("Its model; null: not stated."),
  toVariant: NameSchema.describe("Its variant; null: not stated."),
  toTier: NameSchema.describe("The tier after the change; null: over the tiers that both ran."),
  metric: MetricSchema.describe("What is compared: success, the success rate; score, the mean score."),
  difference: z
    .number()
    .describe(
      "After minus before, over the cells that both ran. Tiers have an order; of two models, agents or variants the better one comes after.",
    ),
  intervalLow: z.number().nullable().describe("The lower end of its 95 % interval; null: not known."),
  intervalHigh: z.number().nullable().describe("The upper end."),
  pValue: z.number().describe("Two-sided, of no difference, of this one comparison."),
  adjustedPValue: z.number().describe("The same, corrected by Holm for all effects of its kind."),
  clear: z.boolean().describe("Whether that is at most 0.05."),
  unit: UnitSchema.describe("What is compared."),
  units: CountSchema.describe("How many of those there are."),
  won: CountSchema.describe("In how many it is better after the change."),
  lost: CountSchema.describe("In how many it is worse."),
  tied: CountSchema.describe("In how many it is the same."),
  open: CountSchema.describe("In how many it depends on runs that one of the two lacks."),
  method: z.string().describe("The test, by the name that the methodology has for it."),
});
export type EffectFigures = z.infer<typeof EffectSchema>;
