import * as z from "zod";
import { unknownFields } from "../names/text.ts";
import { jsonCursor, LimitSchema } from "../service/page.ts";
import { HashSchema } from "../snapshot/hash.ts";

const unknown = unknownFields("see the API's documentation for the parameters");

/** A version of a suite that has runs or a manifest. */
const ListedSuiteSchema = z.strictObject({
  suite: z.string().describe("The suite's name."),
  suiteVersion: z.string().nullable().describe("Its version; null: that of the runs that state none."),
  title: z.string().nullable().describe("The suite in a few words, by its manifest."),
  hasRuns: z.boolean().describe("Whether it has runs."),
  manifest: HashSchema.nullable().describe(
    "What names its manifest, a part of the snapshot where the version has runs; null: it has none.",
  ),
});
export type ListedSuite = z.infer<typeof ListedSuiteSchema>;

/** The answer of GET /api/suites: by name and version. */
export const SuiteListSchema = z.array(ListedSuiteSchema);

/** The answer of GET /api/suites/:suite: newest version first. */
export const SuiteSchema = z.strictObject({
  suite: z.string().describe("The suite's name."),
  versions: SuiteListSchema.describe("Its versions that have runs or a manifest, the newest first."),
});

/** Where a page of suites begins: after that version of that suite. */
export interface SuitePosition {
  suite: string;
  suiteVersion: string;
}

/** The text that stands for a position in links and in X-Next-Cursor. */
export const suiteCursorOf = ({ suite, suiteVersion }: SuitePosition): string => JSON.stringify([suite, suiteVersion]);

const CursorSchema = jsonCursor(
  z.tuple([z.string(), z.string()]).transform(([suite, suiteVersion]): SuitePosition => ({ suite, suiteVersion })),
);

/** The query of GET /api/export/manifests.ndjson. */
export const ManifestExportQuerySchema = z.strictObject(
  {
    limit: LimitSchema.describe("How many manifests a page holds at most; fewer where they are large."),
    cursor: CursorSchema.optional().describe("Where the page begins: X-Next-Cursor of the page before."),
  },
  unknown,
);

/** The query of GET /api/suites. */
export const SuitesQuerySchema = z.strictObject(
  {
    limit: LimitSchema.describe("How many versions a page holds at most."),
    cursor: CursorSchema.optional().describe("Where the page begins: X-Next-Cursor of the page before."),
  },
  unknown,
);
