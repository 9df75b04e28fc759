import * as z from "zod";
import { EvaluatorKindSchema } from "../suites/evaluator-kind.ts";
import { entryFields, suiteVersionFields } from "./stats.ts";

const CountSchema = z.int().min(0);
const ShareSchema = z.number().min(0).max(1);
const TauSchema = z.number().min(-1).max(1).nullable();

const TAU = "Kendall's τ-b, from −1 to 1; null where one of the two orders has no differences.";

/** The file of a version's evaluators in a built site, beside its leaderboard. */
export const EVALUATOR_REPORT_FILE = "evaluators.json";

/** How the evaluators of a version of a suite agree: the answer of GET /api/boards/:suite/evaluators. */
export const EvaluatorReportSchema = z.strictObject({
  snapshot: z.string().describe("The snapshot that it was computed from."),
  createdAt: z.string().describe("When that was first seen."),
  ...suiteVersionFields,
  evaluators: z
    .array(
      z.strictObject({
        evaluator: z.string().describe("The evaluator."),
        kind: EvaluatorKindSchema.nullable().describe("What it is, as the manifest states; null: it does not."),
        runs: CountSchema.describe("Runs of those who compete that it evaluated."),
        entries: CountSchema.describe("The entries of these."),
        mean: ShareSchema.describe("What it gave them on average, as a share of its maximum."),
      }),
    )
    .describe("Its evaluators, by name; of a cell with more than six, the first six."),
  agreement: z
    .array(
      z.strictObject({
        first: z.string().describe("One of the two."),
        second: z.string().describe("The other."),
        tau: TauSchema.describe(`How alike they order the entries, by what they gave the same runs: ${TAU}`),
        entries: CountSchema.describe("The entries that have runs which both evaluated."),
        runs: CountSchema.describe("These runs."),
        scenarios: CountSchema.describe("The scenarios of these."),
        firstMean: ShareSchema.describe("What the first gave these runs on average."),
        secondMean: ShareSchema.describe("What the second gave them."),
      }),
    )
    .describe("Every two evaluators, the least alike first."),
  leftOut: z
    .array(
      z.strictObject({
        evaluator: z.string().describe("The one that is left out."),
        tau: TauSchema.describe(`The order by the mean of all evaluators and that by the mean of the others: ${TAU}`),
        entries: CountSchema.describe("The entries that every evaluator evaluated; only these are in the two orders."),
        moved: z
          .strictObject({ ...entryFields, places: z.number().describe("By how many; equal ones share a place.") })
          .nullable()
          .describe("The entry that moves by the most places; null: none moves."),
      }),
    )
    .describe(
      "What leaving one out moves, the one that changes the order most (the lowest τ) first; none with fewer than two evaluators.",
    ),
  corrected: z
    .array(
      z.strictObject({
        judge: z.string().describe("The judge."),
        person: z.string().describe("The evaluator that stands for people."),
        judgeMean: ShareSchema.describe("What the judge gave all its runs on average."),
        value: ShareSchema.describe("The judge's mean, corrected by people."),
        low: ShareSchema.describe("The lower end of its 95 % interval."),
        high: ShareSchema.describe("Its upper end."),
        judgedOnly: CountSchema.describe("Runs that only the judge judged."),
        judgedByBoth: CountSchema.describe("Runs that both judged."),
        scenarios: CountSchema.describe("The scenarios of these."),
      }),
    )
    .describe(
      "Means of judges corrected by people: where the manifest says which is which and that the people's runs were drawn at random, and both judged 50 runs of 30 scenarios.",
    ),
});
export type EvaluatorReport = z.infer<typeof EvaluatorReportSchema>;
