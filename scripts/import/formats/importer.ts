import type { z } from "zod";
import { NameSchema } from "#contract/names/text.ts";
import type { RunSchema } from "#contract/runs/run.ts";
import type { FolderLayout } from "../reading/find-sources.ts";
import type { ForeignFile } from "../reading/foreign-file.ts";
import { nameIn } from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";

/** A run as it is submitted. */
export type RunPayload = z.input<typeof RunSchema>;

/** What `--map` can state of the runs of a file. */
const MAPPED_RUN_FIELDS = [
  "suite",
  "suiteVersion",
  "scenario",
  "tier",
  "agent",
  "model",
  "variant",
  "batchId",
  "startedAt",
  "synthetic",
] as const;
export const MAPPED_FIELDS = [...MAPPED_RUN_FIELDS, "total"] as const;
export type MappedField = (typeof MAPPED_FIELDS)[number];

/** What the caller states where a source does not. */
export type Mapping = { [Field in (typeof MAPPED_RUN_FIELDS)[number]]?: RunPayload[Field] | undefined } & {
  /** How many tasks there were, where a source lists those that were solved alone. */
  total?: number | undefined;
};

/** A score as a source gives it. Whether it is a share of 1 is told by all values of that scorer in the file. */
export interface StatedScore {
  name: string;
  value: number;
  details?: string | undefined;
}

/** From when to when a report's results came about, in ISO 8601 and UTC. */
export interface Span {
  from: string;
  to: string;
}

/** Fields of a run, as far as they are stated. */
type Stated = { [Field in keyof RunPayload]?: RunPayload[Field] | undefined };

/**
 * A run as far as its source states it. `otherwise` holds what the format's own conventions suggest (a suite named after the file,
 * say); it stands where neither the source nor the mapping states anything.
 */
export type Draft = Stated & {
  runId: string;
  otherwise?: Mapping;
  /** Scores of an unknown scale: shares of 1 become evaluations, others go into the metadata. The only one is the run's score. */
  scores?: readonly StatedScore[] | undefined;
  /** The files whose scores tell the scale together, where that is more than its own: those of a job. */
  scaleGroup?: string | undefined;
  /** What holds instead, where that scorer is on a scale of its own: a number is no verdict then. null: nothing. */
  onOwnScale?: { scorer: string; instead: Omit<Stated, "runId"> } | undefined;
  /** It stands for runs that the file states and does not hold: it is none of them. */
  standsForMissing?: true | undefined;
  /** Which attempt this was: one that failed does not count where the import has one that did not. */
  attempt?: { of: string; failed: boolean } | undefined;
  /**
   * What the result is wherever it stands, in a file of its own or in an aggregate; `isDated`: its key holds a moment or an id; `span`:
   * that of its report.
   */
  held?: { key: string; isDated: boolean; span?: Span | undefined } | undefined;
  /** Why the source itself says that the run must not count, and who says so. */
  invalidated?: string | undefined;
};

/** What a source says of the data set that its runs are of, however many of its scenarios they are. */
export interface Dataset {
  /** Its suite; absent: that of the mapping. */
  suite?: string | undefined;
  suiteVersion?: string | undefined;
  /** How many scenarios it has. */
  size: number;
  /** Their names, as far as they are listed. */
  scenarios?: readonly string[] | undefined;
}

/** What a file says that it holds. */
export interface Statement {
  /** How many runs; of several statements the sum. */
  runs: number;
  /** What they are called there: samples, trials. */
  what: string;
  /** Files of the same group are retries of each other: together they hold what each says. */
  group?: string | undefined;
  /** What the file says of why they are not all there. */
  because?: string | undefined;
  dataset?: Dataset | undefined;
}

/** One foreign format. */
export interface Importer {
  /** What `--format` calls it. */
  format: string;
  /** The format in words. */
  title: string;
  /** Whether a file is of this format, whatever its version. */
  recognize: (file: ForeignFile) => boolean;
  /**
   * Its runs; `states` takes what the file says that it holds. Throws a FormatError for a version it does not know, or for what is
   * broken.
   */
  runs: (
    file: ForeignFile,
    states: (statement: Statement) => void,
    mapping: Mapping,
  ) => Iterable<Draft> | AsyncIterable<Draft>;
  /** Where results lie with files that belong to them. */
  folder?: FolderLayout;
  /** Names of files that another file of their folder takes in. */
  goesWith?: RegExp;
}

const REQUIRED = ["suite", "scenario", "tier", "agent", "startedAt"] as const;

const EXAMPLES: Record<(typeof REQUIRED)[number], string> = {
  suite: "my-suite",
  scenario: "my-scenario",
  tier: "L1",
  agent: "my-agent",
  startedAt: "2026-08-01T12:00:00Z",
};

const NAMES = ["batchId", "suite", "suiteVersion", "scenario", "tier", "agent", "model", "variant"] as const;

/** Whether a value is a name on one line. */
const canBeName = (value: unknown): boolean =>
  NameSchema.safeParse(value).success && !/[\p{Zl}\p{Zp}]/u.test(String(value));

/**
 * The payload of a draft: what the source states, else what the mapping states, else what the format suggests. Fields that nothing
 * states are absent, and names fit into what names may be. Throws a FormatError where a run cannot do without one.
 */
export const completeDraft = (draft: Draft, mapping: Mapping): RunPayload => {
  const { otherwise = {}, scores: _scores, attempt: _attempt, invalidated: _invalidated, ...rest } = draft;
  const { standsForMissing: _standsForMissing, held: _held, scaleGroup: _group, onOwnScale: _own, ...stated } = rest;
  const { total: _total, ...mapped } = mapping;
  const payload: Record<string, unknown> = {};
  for (const source of [otherwise, mapped, stated]) {
    for (const [field, value] of Object.entries(source)) {
      if (value !== undefined && value !== null) payload[field] = value;
    }
  }
  for (const name of NAMES) {
    // One that can be a name stays as it is, with the blanks at its end.
    const fitting = canBeName(payload[name]) ? payload[name] : nameIn(payload[name]);
    if (fitting === undefined) delete payload[name];
    else payload[name] = fitting;
  }
  for (const field of REQUIRED) {
    if (payload[field] !== undefined) continue;
    throw new FormatError(`it does not state ${field}: add --map ${field}=${EXAMPLES[field]}, for example`);
  }
  return payload as RunPayload;
};
