import * as z from "zod";
import { EntryTextSchema } from "../names/entry.ts";
import { unknownFields } from "../names/text.ts";
import { decimalNumber } from "../service/query-numbers.ts";
import { BoardEstimateSchema, totalsFields, UnitSchema } from "./figures.ts";
import { entryFields, suiteVersionFields } from "./stats.ts";
import { SuiteParameterSchema, SuiteVersionSchema, TierParameterSchema } from "./stats-query.ts";

/** The query of GET /api/compare. */
export const ComparisonQuerySchema = z.strictObject(
  {
    suite: SuiteParameterSchema,
    suiteVersion: SuiteVersionSchema,
    tier: TierParameterSchema,
    a: EntryTextSchema.describe("The first entry: agent, agent~model or agent~model~variant."),
    b: EntryTextSchema.describe("The second entry."),
    margin: decimalNumber({ min: 0, max: 1 }, "must be a number from 0 to 1, in digits such as 0.1")
      .default(0.1)
      .describe(
        "How much lower a's success rate may be than b's for a to be called no worse, as a share; absent: 0.1.",
      ),
  },
  unknownFields("see the API's documentation for the parameters"),
);

/** How two entries differ over the scenarios that both have run. */
const PairedDifferenceSchema = z.strictObject({
  value: z.number().nullable().describe("a minus b: the mean over the shared scenarios; null: they share none."),
  low: z.number().nullable().describe("The lower end of the 95 % interval; null where the data do not tell one."),
  high: z.number().nullable().describe("Its upper end."),
  standardError: z
    .number()
    .nullable()
    .describe("Of the mean over the shared scenarios and one added one; null where p does not come from a t test."),
  pValue: z
    .number()
    .describe("Two-sided, of no difference, not corrected for other comparisons; 1 where nothing can be told."),
  toldApart: z
    .boolean()
    .nullable()
    .describe(
      "Whether one is clearly better than the other on the board of the last build, corrected for the other comparisons there; null without a built site, or where not both are ranked.",
    ),
  snapshot: z.string().nullable().describe("The snapshot that toldApart was computed from; null where that is."),
  method: z
    .enum(["mcnemar", "student", "boschloo", "fisher", "welch", "normal", "none"])
    .describe("Where p comes from: mcnemar is the exact test, where both have one binary run a scenario."),
  unit: UnitSchema.describe("What is compared: shared scenarios; tiers, of a single one; the runs of a single cell."),
  n: z.int().describe("How many of those they share; 1 for a single cell."),
  won: z.int().describe("In how many of them a is better."),
  lost: z.int().describe("In how many b is better."),
  tied: z.int().describe("In how many they are equal."),
});

/** Whether a is no worse than b, by more than a margin. */
const NoWorseSchema = z.strictObject({
  margin: z.number().describe("The margin that was asked for."),
  worseBy: z
    .number()
    .nullable()
    .describe("How much lower a's success rate could be, at the end of the 95 % interval; null: not known."),
  holds: z.boolean().describe("Whether that is no more than the margin."),
});

/** How many times cheaper a is. */
const CostQuotientSchema = z.strictObject({
  times: z
    .number()
    .describe("What a run of b costs divided by what one of a does, over the scenarios of which both are known."),
  low: z.number().nullable().describe("The lower end of the 95 % interval; null with fewer than 5 such scenarios."),
  high: z.number().nullable().describe("Its upper end."),
});

const RateSchema = z.number().nullable();

/** A scenario with the success rates of both entries. */
const ScenarioPairSchema = z.strictObject({
  scenario: z.string().describe("The scenario."),
  a: RateSchema.describe("The success rate of a there, over the tiers that both have run; null: no run counts."),
  b: RateSchema.describe("The same of b."),
  runsA: z.int().describe("The counted runs of a behind it."),
  runsB: z.int().describe("The counted runs of b."),
});
export type ScenarioPair = z.infer<typeof ScenarioPairSchema>;

const onBoard = (what: string) =>
  BoardEstimateSchema.nullable().describe(
    `${what} on the board of the last build; null without one, or where it is not there.`,
  );

const EntryAnswerSchema = z.strictObject({
  ...entryFields,
  ...totalsFields,
  successRateEstimate: onBoard("Its success rate"),
  meanScore: onBoard("Its mean score"),
});

/** The answer of GET /api/compare. */
export const ComparisonSchema = z.strictObject({
  ...suiteVersionFields,
  tier: z.string().nullable().describe("The tier it is restricted to; null: all that both have run."),
  a: EntryAnswerSchema.describe("The first entry."),
  b: EntryAnswerSchema.describe("The second entry."),
  successRate: PairedDifferenceSchema.describe("How their success rates differ."),
  meanScore: PairedDifferenceSchema.nullable().describe(
    "How their mean scores differ; null: their scores take no more than the values 0 and 1.",
  ),
  noWorse: NoWorseSchema.describe(
    "Whether a is known to be no worse than b: that no difference is clear does not say so.",
  ),
  cheaper: CostQuotientSchema.nullable().describe(
    "How many times cheaper a is than b; null where the costs are not known.",
  ),
  won: z.array(ScenarioPairSchema).describe("Where a has the higher success rate, the largest difference first."),
  lost: z.array(ScenarioPairSchema).describe("Where b has, the largest difference first."),
  tied: z.array(ScenarioPairSchema).describe("Where they are equal."),
  notShared: z
    .array(ScenarioPairSchema)
    .describe("What they have no tier of in common, over the tiers that each has run."),
});
export type ComparisonAnswer = z.infer<typeof ComparisonSchema>;
