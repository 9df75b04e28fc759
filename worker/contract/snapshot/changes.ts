import * as z from "zod";
import { EntrySchema } from "../names/entry.ts";
import { HashSchema } from "./hash.ts";

const CountSchema = z.int().min(0);
const RankSchema = z.strictObject({
  from: z.int().min(1).describe("The best rank that the data leave open."),
  to: z.int().min(1).describe("The worst."),
});
const EstimateSchema = z.number().nullable().describe("The estimate; null: none.");

const suiteFields = {
  suite: z.string().describe("The suite."),
  suiteVersion: z.string().optional().describe("Its version, if it has one."),
};
const entryFields = { ...suiteFields, entry: EntrySchema.describe("The entry that it is about.") };
const metric = z.enum(["success", "score"]).describe("What the entries are ranked by.");
const reasons = z
  .array(z.string())
  .optional()
  .describe("Why: the public reasons of the decisions, where they are known.");
const usd = z.number().nullable().describe("US dollars in all; null: none is reported.");

const change = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, meaning: string, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind).describe(meaning), ...shape });

/** One thing that is another in a snapshot than in an earlier one. */
const SnapshotChangeSchema = z.discriminatedUnion("kind", [
  change("suite-added", "A version of a suite is new.", { ...suiteFields, entries: CountSchema, runs: CountSchema }),
  change("suite-removed", "A version of a suite is gone.", { ...suiteFields, entries: CountSchema, runs: CountSchema }),
  change("entry-added", "An entry is new on a suite.", { ...entryFields, runs: CountSchema }),
  change("entry-removed", "An entry is gone from a suite.", { ...entryFields, runs: CountSchema }),
  change("runs-added", "An entry has new runs.", { ...entryFields, runs: CountSchema, scenarios: CountSchema }),
  change("runs-removed", "Runs of an entry are gone.", { ...entryFields, runs: CountSchema, scenarios: CountSchema }),
  change("re-score", "Runs of an entry count differently, though there are as many of them.", {
    ...entryFields,
    cells: CountSchema.describe("In how many cells."),
    passesBefore: CountSchema,
    passes: CountSchema,
    reasons,
  }),
  change("re-price", "Runs of an entry cost differently, though there are as many of them.", {
    ...entryFields,
    cells: CountSchema.describe("In how many cells."),
    costUsdBefore: usd,
    costUsd: usd,
    reasons,
  }),
  change("exclusion", "Runs of an entry are excluded.", { ...entryFields, runs: CountSchema, reasons }),
  change("inclusion", "Excluded runs of an entry count again.", { ...entryFields, runs: CountSchema, reasons }),
  change("manifest", "What states the suite's tasks and rules is another.", { ...suiteFields, reasons }),
  change("board", "The cells that entries are measured against are others.", {
    ...suiteFields,
    metric,
    cellsBefore: CountSchema,
    cells: CountSchema,
    gained: z.array(EntrySchema).describe("Entries of both snapshots that have a rank now and had none."),
    lost: z.array(EntrySchema).describe("Those that had a rank and have none now."),
  }),
  change("rank", "The rank interval of an entry is another.", {
    ...entryFields,
    metric,
    before: RankSchema,
    after: RankSchema,
    estimateBefore: EstimateSchema,
    estimate: EstimateSchema,
    direction: z.enum(["better", "worse", "neither"]).describe("Whether it moved beyond chance, and which way."),
  }),
  change("record", "Another entry has the best estimate.", {
    ...entryFields,
    metric,
    estimate: z.number(),
    beaten: EntrySchema.describe("The entry that had it."),
    beatenEstimate: z.number().describe("What that one had."),
    isSeparable: z.boolean().describe("Whether the two are told apart."),
  }),
]);
export type SnapshotChange = z.infer<typeof SnapshotChangeSchema>;
export type SnapshotChangeKind = SnapshotChange["kind"];

/** What is another in a snapshot than in the one before: /snapshots/:id/changes.json of a site. */
export const SnapshotChangesSchema = z.strictObject({
  from: HashSchema.optional().describe("The earlier snapshot; absent: none was published before."),
  to: HashSchema.describe("The snapshot."),
  runsBefore: CountSchema.describe("How many runs the earlier one covers."),
  runs: CountSchema.describe("How many this one covers."),
  changes: z.array(SnapshotChangeSchema).describe("Suite by suite; what weighs most of each comes first."),
});
export type SnapshotChanges = z.infer<typeof SnapshotChangesSchema>;
