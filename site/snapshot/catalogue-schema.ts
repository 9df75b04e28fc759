import * as z from "zod";
import { AddressSchema } from "#contract/names/address.ts";
import { NameSchema, TextSchema, unknownFields } from "#contract/names/text.ts";

const unknown = unknownFields("see the comments in the file for what an entry states");

const TextFieldSchema = TextSchema.refine((text) => text.trim() !== "", "must not be blank");

const LinkSchema = z.strictObject({ title: TextFieldSchema, address: AddressSchema }, unknown);

/** What every entry of the catalogue may state: how it is shown, and where more is to be read. */
const shown = {
  name: NameSchema.describe("The name that runs state."),
  title: TextFieldSchema.optional().describe("How it is shown."),
  links: z.array(LinkSchema).max(10).optional().describe("Where more is to be read."),
};

const made = {
  ...shown,
  aliases: z.array(NameSchema).max(100).optional().describe("Other names of the same thing; runs are never pooled."),
  organization: NameSchema.optional().describe("Who makes it: the name of an organization of the catalogue."),
};

const OrganizationSchema = z.strictObject(
  { name: NameSchema, title: TextFieldSchema.optional(), address: AddressSchema.optional() },
  unknown,
);

const ModelSchema = z.strictObject(
  {
    ...made,
    openWeights: z.boolean().optional().describe("Whether its weights can be had."),
    released: z.iso.date().optional().describe("The day on which it came out."),
    prices: z
      .strictObject({ inputPerMillion: z.number().min(0), outputPerMillion: z.number().min(0) }, unknown)
      .optional()
      .describe("US dollars for a million tokens."),
  },
  unknown,
);

const AgentSchema = z.strictObject(
  { ...made, openSource: z.boolean().optional().describe("Whether its source can be had.") },
  unknown,
);

const SuiteSchema = z.strictObject(
  {
    ...shown,
    order: z.number().optional().describe("Its place on the home page; those without come after, by runs."),
    introduction: TextFieldSchema.optional().describe("What its page says first."),
  },
  unknown,
);

/** The files of the catalogue, by their names without `.yaml`, with what each may hold. */
export const CATALOGUE_FILES = {
  site: z.strictObject({ title: TextFieldSchema.optional(), introduction: TextFieldSchema.optional() }, unknown),
  organizations: z.array(OrganizationSchema),
  models: z.array(ModelSchema),
  agents: z.array(AgentSchema),
  suites: z.array(SuiteSchema),
} as const;
export type CatalogueFile = keyof typeof CATALOGUE_FILES;

/** How things are shown and what is known of them. */
export type Catalogue = { [File in CatalogueFile]: z.infer<(typeof CATALOGUE_FILES)[File]> };
