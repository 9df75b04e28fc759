import * as z from "zod";
import { AddressSchema } from "../names/address.ts";
import { NameSchema, ReasonSchema, TextSchema, unknownFields } from "../names/text.ts";
import { EvaluatorKindSchema } from "./evaluator-kind.ts";

/** The most scenarios, tiers and tags of a manifest. */
const MAX_SCENARIOS = 10_000;
const MAX_TIERS = 100;
const MAX_TAGS = 20;
const MAX_EVALUATORS = 100;

/** The most cells that a manifest may state, run or not: every board of the version is as large, and a build computes it. */
const MAX_CELLS = 100_000;

const unknown = unknownFields("see the API's documentation for what a manifest states");

const textOf = (most: number) =>
  TextSchema.max(most, `must be at most ${most} characters`).refine(
    (text) => text.trim() !== "",
    "must not be blank; leave the field out instead",
  );

const TitleSchema = textOf(300);
const DescriptionSchema = textOf(10_000);

/** The first name of a list that it has twice; undefined: none. */
const findTwice = (names: readonly string[]): string | undefined => {
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
};

/** Refuses a list in which two have one name. */
const distinct = <Item>(what: string, nameOf: (item: Item) => string) =>
  [
    (items: readonly Item[]) => findTwice(items.map(nameOf)) === undefined,
    {
      error: ({ input }: { input?: unknown }) =>
        `two ${what} are called ${findTwice((input as readonly Item[]).map(nameOf))}`,
    },
  ] as const;

const ManifestScenarioSchema = z.strictObject(
  {
    scenario: NameSchema.describe("Its name, as runs state it."),
    title: TitleSchema.optional().describe("The task in a few words."),
    tiers: z
      .array(NameSchema)
      .min(1, "must name a tier; leave it out for all tiers of the suite")
      .max(MAX_TIERS)
      .refine(...distinct("tiers", (tier: string) => tier))
      .optional()
      .describe("The tiers that it has. Absent: every tier of the suite."),
    tags: z
      .record(NameSchema, textOf(300))
      .refine((tags) => Object.keys(tags).length <= MAX_TAGS, `must be at most ${MAX_TAGS} tags`)
      .optional()
      .describe("What groups it with others: repository, language or difficulty, say, each with its value."),
  },
  unknown,
);
export type ManifestScenario = z.infer<typeof ManifestScenarioSchema>;

const ManifestTierSchema = z.strictObject(
  {
    tier: NameSchema.describe("Its name, as runs state it."),
    meaning: DescriptionSchema.optional().describe("How much help it gives, for readers."),
  },
  unknown,
);

const ManifestEvaluatorSchema = z
  .strictObject(
    {
      evaluator: NameSchema.describe(
        "Its name, as evaluations state it; an evaluator that judges differently than before needs a new name.",
      ),
      kind: EvaluatorKindSchema.describe("A program, a judge such as a language model, or a person."),
      drawnAtRandom: z
        .boolean()
        .optional()
        .describe("Of a person: whether the runs that were judged are a random sample of those that a judge judged."),
    },
    unknown,
  )
  .refine(({ kind, drawnAtRandom }) => drawnAtRandom === undefined || kind === "person", {
    path: ["drawnAtRandom"],
    message: "is for evaluators whose kind is person",
  });

const BoundSchema = z.number().min(-10_000).max(10_000);

const ScaleSchema = z
  .strictObject(
    {
      min: BoundSchema.optional().describe("The least score that a run can have."),
      max: BoundSchema.optional().describe("The highest."),
      lowerIsBetter: z.boolean().optional().describe("Whether a lower score is a better one. Absent: it is not."),
    },
    unknown,
  )
  .refine(({ min, max }) => (min === undefined) === (max === undefined), "must state both min and max, or neither")
  .refine(({ min, max }) => min === undefined || max === undefined || min < max, "must have a min below its max");

interface StatedCells {
  scenarios?: readonly Pick<ManifestScenario, "tiers">[] | undefined;
  scenarioCount?: number | undefined;
  tiers?: readonly unknown[] | undefined;
}

/** How many cells scenarios and tiers make; where no tiers are stated, one a scenario. */
const statedCells = ({ scenarios, scenarioCount = 0, tiers }: StatedCells): number => {
  const usual = tiers?.length ?? 1;
  return scenarios?.reduce((cells, { tiers: own }) => cells + (own?.length ?? usual), 0) ?? scenarioCount * usual;
};

/** What a suite consists of and how it is ranked: what a manifest states. What it leaves out is found from the runs. */
export const ManifestSchema = z
  .strictObject(
    {
      title: TitleSchema.optional().describe("The suite in a few words."),
      description: DescriptionSchema.optional().describe("What it measures, as plain text."),
      scenarios: z
        .array(ManifestScenarioSchema)
        .min(1, "must have a scenario; leave it out where they are not known")
        .max(MAX_SCENARIOS)
        .refine(...distinct("scenarios", ({ scenario }: ManifestScenario) => scenario))
        .optional()
        .describe("Its scenarios: what every entry is measured against."),
      scenarioCount: z
        .int()
        .min(1)
        .max(MAX_CELLS)
        .optional()
        .describe("How many scenarios it has, where only their number is known."),
      tiers: z
        .array(ManifestTierSchema)
        .min(1, "must have a tier; leave it out where they are not known")
        .max(MAX_TIERS)
        .refine(...distinct("tiers", ({ tier }: { tier: string }) => tier))
        .optional()
        .describe("Its tiers. Absent: those that are widely run."),
      evaluators: z
        .array(ManifestEvaluatorSchema)
        .max(MAX_EVALUATORS)
        .refine(...distinct("evaluators", ({ evaluator }: { evaluator: string }) => evaluator))
        .optional()
        .describe("What its evaluators are, so that a judge's mean can be corrected by people."),
      scale: ScaleSchema.optional().describe("What scores its runs can have."),
      firstMetric: z
        .enum(["success", "score"])
        .optional()
        .describe("What ranks first: the success rate or the mean score. Absent: the success rate."),
      share: z
        .number()
        .min(0.01)
        .max(1)
        .optional()
        .describe("The share of the board's cells that an entry needs to be ranked. Absent: 0.9."),
      margin: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .describe(
          "How much lower the success rate of a cheaper entry may be, at the worst, for it to be named as a bargain. Absent: 0.1.",
        ),
      address: AddressSchema.optional().describe("Where the tasks are to be seen."),
      licence: textOf(300).optional().describe("The licence of the tasks."),
    },
    unknown,
  )
  .refine(({ scenarios, scenarioCount }) => scenarios === undefined || scenarioCount === undefined, {
    path: ["scenarioCount"],
    message: "must be left out where the scenarios are listed",
  })
  .superRefine((manifest, context) => {
    const cells = statedCells(manifest);
    if (cells <= MAX_CELLS) return;
    context.addIssue({
      code: "custom",
      path: [manifest.scenarios ? "scenarios" : "scenarioCount"],
      message: `must make at most ${MAX_CELLS} cells with the tiers, and makes ${cells}`,
    });
  });
export type Manifest = z.infer<typeof ManifestSchema>;

/** What of a manifest sets the board. Whoever competes does not change it once there are runs. */
export const BOARD_FIELDS = ["scenarios", "scenarioCount", "tiers", "scale", "firstMetric", "share", "margin"] as const;
const BoardFieldSchema = z.enum(BOARD_FIELDS);
export type BoardField = z.infer<typeof BoardFieldSchema>;

/** Why the board of a version that has runs was changed. */
const ManifestDecisionSchema = z.strictObject({
  reason: z.string().describe("Why."),
  changed: z.array(BoardFieldSchema).describe("Which fields it changed."),
  decidedAt: z.iso.datetime().describe("When."),
});

/** A manifest as everybody may read it, with the decisions about it, the newest first. */
export const StatedManifestSchema = z.strictObject({
  suite: z.string().describe("The suite's name."),
  suiteVersion: z.string().optional().describe("Its version. Absent: that of the runs that state none."),
  manifest: ManifestSchema.describe("What it consists of, and how it is ranked."),
  decisions: z.array(ManifestDecisionSchema).describe("Changes of its board after there were runs, the newest first."),
});
export type StatedManifest = z.infer<typeof StatedManifestSchema>;

const version = NameSchema.optional().describe("The version of the suite. Absent: that of the runs that state none.");

/** The query of GET /api/suites/:suite/manifest. */
export const ManifestQuerySchema = z.strictObject({ version }, unknown);

/** The query of PUT /api/suites/:suite/manifest. */
export const ManifestPutQuerySchema = z.strictObject(
  {
    version,
    reason: ReasonSchema.optional().describe(
      "Why the board changes, for every reader: it is public. Needed where it changes that of a version that has runs, which only an admin does.",
    ),
  },
  unknown,
);

/** The answer of PUT /api/suites/:suite/manifest. */
export const ManifestStoredSchema = z.strictObject({
  success: z.literal(true).describe("The manifest is as sent."),
  changed: z.array(z.string()).describe("The fields that are new or other than before; none: it was so already."),
});
