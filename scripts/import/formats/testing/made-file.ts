import { RunSchema } from "#contract/runs/run.ts";
import type { ForeignFile } from "../../reading/foreign-file.ts";
import type { Content } from "../../reading/open-content.ts";
import { completeDraft, type Importer, type Mapping, type RunPayload } from "../importer.ts";

interface Surroundings {
  name?: string;
  folders?: string[];
  /** Other files by their path from this one's folder. */
  beside?: Record<string, Content>;
}

/** A file as an importer gets it, made up by a test. */
export const madeFile = (
  content: Content,
  { name = "made", folders = [], beside = {} }: Surroundings = {},
): ForeignFile => ({
  name,
  folders,
  content,
  openBeside: async (path) => beside[path],
  namesBeside: async () => Object.keys(beside).filter((path) => !path.includes("/")),
});

/** A made-up file that holds a JSON value. */
export const jsonFile = (value: unknown, surroundings?: Surroundings): ForeignFile =>
  madeFile({ kind: "json", value }, surroundings);

/** Made-up content of a value a line. */
export const jsonLines = (...values: unknown[]): Content => ({
  kind: "ndjson",
  first: values[0],
  lines: async function* () {
    for (const [index, value] of values.entries()) yield { line: index + 1, value };
  },
});

/** The payloads of a file, each of which keeps the contract; fails if one does not, or if the importer does not know the file. */
export const payloadsOf = async (
  importer: Importer,
  file: ForeignFile,
  mapping: Mapping = {},
): Promise<RunPayload[]> => {
  if (!importer.recognize(file)) throw new Error(`${importer.format} does not recognize ${file.name}`);
  const payloads: RunPayload[] = [];
  for await (const draft of importer.runs(file)) {
    // What is sent is JSON: fields that are undefined are gone.
    const payload = JSON.parse(JSON.stringify(completeDraft(draft, mapping)));
    RunSchema.parse(payload);
    payloads.push(payload);
  }
  return payloads;
};
