import { basename } from "node:path";
import { RunSchema } from "#contract/runs/run.ts";
import type { ForeignFile } from "../../reading/foreign-file.ts";
import type { Content } from "../../reading/open-content.ts";
import { openFile } from "../../reading/open-file.ts";
import { Scales, settleScores } from "../../settle-scores.ts";
import {
  completeDraft,
  type Draft,
  type Importer,
  type Mapping,
  type RunPayload,
  type Statement,
} from "../importer.ts";

interface Placed {
  name?: string;
  folders?: string[];
  /** Other files by their path from this one's folder. */
  beside?: Record<string, Content>;
}

/** A file as an importer gets it, made up by a test. */
export const madeFile = (content: Content, { name = "made", folders = [], beside = {} }: Placed = {}): ForeignFile => ({
  name,
  folders,
  content,
  openBeside: async (path) => beside[path],
  takesIn: () => undefined,
  namesBeside: async (folder = "") => {
    const within = Object.keys(beside).flatMap((path) => {
      const prefix = folder === "" ? "" : `${folder}/`;
      return path.startsWith(prefix) ? [path.slice(prefix.length).split("/")[0] as string] : [];
    });
    return [...new Set(within)].sort();
  },
});

/** A made-up file that holds a JSON value. */
export const jsonFile = (value: unknown, placed?: Placed): ForeignFile => madeFile({ kind: "json", value }, placed);

/** Made-up content of a value a line. */
export const jsonLines = (...values: unknown[]): Content => ({
  kind: "ndjson",
  first: values[0],
  lines: async function* () {
    for (const [index, value] of values.entries()) yield { line: index + 1, value };
  },
});

/** A file that a test has written, opened as an import opens it. */
export const openMade = async (path: string): Promise<{ file: ForeignFile; close: () => Promise<void> }> =>
  await openFile({ name: basename(path), path, size: undefined }, new AbortController().signal);

export interface Read {
  payloads: RunPayload[];
  /** What the file says that it holds. */
  statements: Statement[];
  /** The drafts as the importer gives them. */
  drafts: Draft[];
}

/** What an importer makes of a file; each run keeps the contract. Fails if one does not, or if the importer does not know the file. */
export const readMade = async (importer: Importer, file: ForeignFile, mapping: Mapping = {}): Promise<Read> => {
  if (!importer.recognize(file)) throw new Error(`${importer.format} does not recognize ${file.name}`);
  const drafts: Draft[] = [];
  const statements: Statement[] = [];
  const scales = new Scales();
  for await (const draft of importer.runs(file, (statement) => statements.push(statement), mapping)) {
    drafts.push(draft);
    scales.note(draft);
  }
  const payloads = drafts.map((draft) => {
    // What is sent is JSON: fields that are undefined are gone.
    const payload = JSON.parse(JSON.stringify(completeDraft(settleScores(draft, scales), mapping)));
    RunSchema.parse(payload);
    return payload;
  });
  return { payloads, statements, drafts };
};

/** The payloads of a file alone. */
export const payloadsOf = async (importer: Importer, file: ForeignFile, mapping: Mapping = {}): Promise<RunPayload[]> =>
  (await readMade(importer, file, mapping)).payloads;
