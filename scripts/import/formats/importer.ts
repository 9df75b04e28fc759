import type { z } from "zod";
import type { RunSchema } from "#contract/runs/run.ts";
import type { ForeignFile } from "../reading/foreign-file.ts";
import { FormatError } from "../reading/format-error.ts";

/** A run as it is submitted. */
export type RunPayload = z.input<typeof RunSchema>;

/** What `--map` can state of the runs of a file. */
export const MAPPED_FIELDS = [
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
export type MappedField = (typeof MAPPED_FIELDS)[number];

/** What the caller states where a source does not. */
export type Mapping = { [Field in MappedField]?: RunPayload[Field] | undefined };

/**
 * A run as far as its source states it. `otherwise` holds what the format's own conventions suggest (a suite named after the file,
 * say); it stands where neither the source nor the mapping states anything.
 */
export type Draft = { [Field in keyof RunPayload]?: RunPayload[Field] | undefined } & {
  runId: string;
  otherwise?: Mapping;
};

/** One foreign format. */
export interface Importer {
  /** What `--format` calls it. */
  format: string;
  /** The format in words. */
  title: string;
  /** Whether a file is of this format, whatever its version. */
  recognize: (file: ForeignFile) => boolean;
  /** Its runs. Throws a FormatError for a version it does not know, or for what is broken. */
  runs: (file: ForeignFile) => Iterable<Draft> | AsyncIterable<Draft>;
}

const REQUIRED = ["suite", "scenario", "tier", "agent", "startedAt"] as const;

const EXAMPLES: Record<(typeof REQUIRED)[number], string> = {
  suite: "my-suite",
  scenario: "my-scenario",
  tier: "L1",
  agent: "my-agent",
  startedAt: "2026-08-01T12:00:00Z",
};

/**
 * The payload of a draft: what the source states, else what the mapping states, else what the format suggests. Fields that nothing
 * states are absent. Throws a FormatError where a run cannot do without one.
 */
export const completeDraft = (draft: Draft, mapping: Mapping): RunPayload => {
  const { otherwise = {}, ...stated } = draft;
  const payload: Record<string, unknown> = {};
  for (const source of [otherwise, mapping, stated]) {
    for (const [field, value] of Object.entries(source)) {
      if (value !== undefined && value !== null) payload[field] = value;
    }
  }
  for (const field of REQUIRED) {
    if (payload[field] !== undefined) continue;
    throw new FormatError(`it does not state ${field}: give --map ${field}=${EXAMPLES[field]}, say`);
  }
  return payload as RunPayload;
};
