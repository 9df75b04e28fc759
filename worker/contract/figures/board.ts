import * as z from "zod";
import { EntrySchema } from "../names/entry.ts";
import { MetricSchema, UnitSchema } from "./figures.ts";
import { suiteVersionFields } from "./stats.ts";

const CountSchema = z.int().min(0);
const RankSchema = z.int().min(1).nullable();
const AmountSchema = z.number().nullable();

/**
 * A row of a leaderboard, by the names that its columns have in CSV and JSON too. What every page, file, answer and command says of an entry
 * on a board is one of these figures.
 */
export const BoardEntrySchema = z.strictObject({
  entry: z.string().describe("The entry as one text: agent, agent~model or agent~model~variant."),
  rankFrom: RankSchema.describe("The best rank that the data leave open to it, at the 95 % level; null: not ranked."),
  rankTo: RankSchema.describe("The last one."),
  jointRankFrom: RankSchema.describe("The best rank where the rank intervals of all entries hold at once with 95 %."),
  jointRankTo: RankSchema.describe("The last one."),
  group: RankSchema.describe(
    "From 1: those that no entry is clearly better than, then the same again without them; null: not ranked.",
  ),
  ...EntrySchema.required().extend({
    model: z.string().nullable().describe("The language model behind it; null: not stated."),
    variant: z.string().nullable().describe("What tells it apart from otherwise equal ones; null: not stated."),
  }).shape,
  syntheticRuns: CountSchema.describe("Runs that were submitted as made-up data."),
  firstPartyRuns: CountSchema.describe("Runs that the maker of the agent or of the model ran."),
  thirdPartyRuns: CountSchema.describe(
    "Runs that somebody other than those makers ran; who ran the rest is not stated.",
  ),
  estimate: AmountSchema.describe(
    "The mean over the cells, each weighing the same; of a ranked entry over the board's, with what it lacks at its worst. Null: no run counts.",
  ),
  intervalLow: AmountSchema.describe("The lower end of its 95 % interval; null where the data do not tell one."),
  intervalHigh: AmountSchema.describe("The upper end."),
  intervalMethod: z
    .enum(["clopper-pearson", "student", "stated", "none"])
    .describe(
      "Where the interval comes from: clopper-pearson is the exact one, at the effective number of runs; stated: ± 1.96 standard errors as the source states them.",
    ),
  standardError: AmountSchema.describe("Of the mean, from the spread of the units; null where none differs."),
  unit: UnitSchema.describe("What the uncertainty is counted in: scenarios; tiers of one; or runs of one cell."),
  units: CountSchema.describe("How many of those there are."),
  atMost: AmountSchema.describe("The mean with what it lacks at its best."),
  scored: CountSchema.describe("Runs that count in the mean score."),
  pass: CountSchema.describe("Runs that passed."),
  counted: CountSchema.describe("Runs that count in the success rate."),
  fail: CountSchema.describe("Runs that failed."),
  coveredCells: CountSchema.describe("Cells of the board that it has a counted run in."),
  coverableCells: CountSchema.describe("Cells of the board."),
  unequalTrials: z.boolean().describe("Whether some of its cells have more runs than others."),
  infrastructureError: CountSchema.describe("Runs spoilt by the infrastructure: they count nowhere."),
  timeout: CountSchema.describe("Runs that took too long."),
  refusal: CountSchema.describe("Runs in which the model declined the task."),
  unknownFailure: CountSchema.describe("Runs that failed for a reason that was not stated."),
  notStated: CountSchema.describe("Completed runs without a verdict."),
  notFinal: CountSchema.describe("Runs that are not over."),
  excluded: CountSchema.describe("Runs that a decision excluded."),
  costUsdTotal: AmountSchema.describe("US dollars, of the runs that report them."),
  costUsdMean: AmountSchema.describe("US dollars a run, over those that report them."),
  costShare: AmountSchema.describe("The share of the runs that report their cost."),
  costUsdPerSuccess: AmountSchema.describe("US dollars of the reporting runs, divided by the passes among them."),
  tokensMean: AmountSchema.describe("Tokens read and written a run, without what came from a prompt cache."),
  tokensShare: AmountSchema.describe("The share of the runs that report their tokens."),
  durationMsMean: AmountSchema.describe("Milliseconds a run."),
  durationShare: AmountSchema.describe("The share of the runs that report their time."),
  toolCallsMean: AmountSchema.describe("Tools called a run."),
  toolCallsShare: AmountSchema.describe("The share of the runs that report their tool calls."),
  costUsdMeanLow: AmountSchema.describe("The lower end of the 95 % interval of costUsdMean."),
  costUsdMeanHigh: AmountSchema.describe("The upper end."),
  costUsdPerSuccessLow: AmountSchema.describe("The lower end of the 95 % interval of costUsdPerSuccess."),
  costUsdPerSuccessHigh: AmountSchema.describe("The upper end."),
  tokensMeanLow: AmountSchema.describe("The lower end of the 95 % interval of tokensMean."),
  tokensMeanHigh: AmountSchema.describe("The upper end."),
  durationMsMeanLow: AmountSchema.describe("The lower end of the 95 % interval of durationMsMean."),
  durationMsMeanHigh: AmountSchema.describe("The upper end."),
  lastRunAt: z.iso.datetime().nullable().describe("When its last run of the board started; null: it has none."),
  note: z.string().describe("What it lacks and what that means, in words; empty: nothing."),
  betterThan: z
    // Checkers of OpenAPI documents want to be told what items are, beside those of a tuple.
    .array(z.tuple([CountSchema, CountSchema]).meta({ items: { type: "integer" }, minItems: 2, maxItems: 2 }))
    .describe("The rows that it is clearly better than, counted from 0: the first and the last of each stretch."),
});
export type BoardEntry = z.infer<typeof BoardEntrySchema>;

const BargainSchema = z.strictObject({
  entry: z.string().describe("The cheapest entry of the first group whose cost is known."),
  leader: z.string().describe("The entry that stands first."),
  costUsdMean: z.number().describe("US dollars a run of the cheapest."),
  times: AmountSchema.describe(
    "How many times cheaper it is than the one that stands first; null: not known, or it is that one.",
  ),
  timesLow: AmountSchema.describe("The lower end of the 95 % interval of that."),
  timesHigh: AmountSchema.describe("The upper end."),
  worseBy: z.number().describe("How much lower its success rate could be, at the end of the 95 % interval."),
});

/** A leaderboard, whole: what the page of a suite's version, or of one of its tiers, shows of it. */
export const BoardSchema = z.strictObject({
  snapshot: z.string().describe("The id of the snapshot that it was computed from."),
  createdAt: z.iso.datetime().describe("When that was first seen."),
  ...suiteVersionFields,
  tier: z.string().nullable().describe("The tier it is of; null: all together."),
  metric: MetricSchema.describe("What it ranks by: success, the success rate; score, the mean score."),
  graded: z.boolean().describe("Whether scores take more than two values, so that there is a board by score too."),
  lowerIsBetter: z.boolean().describe("Whether a lower score is better."),
  scale: z
    .strictObject({ low: z.number(), high: z.number() })
    .nullable()
    .describe("The least and the most that a run can be worth; null where it is not stated."),
  rule: z
    .enum(["stated", "found"])
    .describe("Whether a manifest states the board's cells, or they are found from the runs."),
  share: z.number().describe("The share of the board's cells that ranks."),
  cells: CountSchema.describe("The board's cells; cells.json beside this file lists them."),
  outside: CountSchema.describe("Cells with runs that count but which are not part of the board."),
  ranked: CountSchema.describe("Entries that have a rank."),
  first: z.string().nullable().describe("The entry that is first for certain; null where the data single out none."),
  firstClearGap: z
    .int()
    .nullable()
    .describe("How many ranked entries all those after them are told apart from, each from each; null: no such gap."),
  bargain: BargainSchema.nullable().describe(
    "Who is cheapest of those that may be first; null where it cannot be said.",
  ),
  findings: z.array(z.string()).describe("What it finds, in sentences."),
  entries: z
    .array(BoardEntrySchema)
    .describe("Its rows: the ranked ones by group and estimate, the others after them."),
});
export type BoardAnswer = z.infer<typeof BoardSchema>;

/** The boards of a suite in a built site: which there are, and where their files lie. */
export const BoardIndexSchema = z.strictObject({
  snapshot: z.string(),
  suite: z.string(),
  versions: z
    .array(
      z.strictObject({
        suiteVersion: z.string().nullable(),
        path: z.string(),
        metrics: z.array(MetricSchema),
        tiers: z.array(z.strictObject({ tier: z.string(), path: z.string(), metrics: z.array(MetricSchema) })),
      }),
    )
    .describe("The newest first."),
});
export type BoardIndex = z.infer<typeof BoardIndexSchema>;
