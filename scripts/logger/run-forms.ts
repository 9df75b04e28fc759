import type * as z from "zod";
import {
  type ErrorType,
  ErrorTypeSchema,
  type EvaluationSchema,
  type RunSchema,
  type TelemetrySchema,
} from "#contract/runs/run.ts";

/** A run as it is submitted. */
export type SubmittedRun = z.input<typeof RunSchema>;
/** An evaluator's score. */
export type SubmittedEvaluation = z.input<typeof EvaluationSchema>;
/** What a run used; what is not stated is unknown. */
export type SubmittedTelemetry = z.input<typeof TelemetrySchema>;

type Named = "suite" | "scenario" | "tier" | "agent";
type Stated = Partial<Omit<SubmittedRun, "runId" | "status" | Named>>;

/** What a run starts with; the contract's fields, and a name if it is not to be made up. */
export type RunStart = Pick<SubmittedRun, Named> & Stated & { runId?: string | undefined };

/** What a run ends with: any of the contract's fields. What is stated here takes the place of what was stated before. */
export type RunEnd = Stated & {
  [name in Named]?: string | undefined;
} & {
  /** Which run; the one that was started last if absent. */
  runId?: string | undefined;
  status?: "completed" | "failed" | undefined;
};

/** What a failed run ends with. */
export type RunFailure = Omit<RunEnd, "status" | "errorType"> & {
  /** What went wrong, for a person. It is public. */
  error: unknown;
  /** What kind of thing went wrong; unknown if absent. */
  errorType?: string | null | undefined;
};

/** The fields of a run as far as they are known while it runs. */
export type RunState = Partial<Omit<SubmittedRun, "status" | "telemetry">> & {
  runId: string;
  evaluations: SubmittedEvaluation[];
  telemetry?: SubmittedTelemetry;
};

/** The fields that are there: undefined says nothing, and does not take the place of anything. */
export const statedFields = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

/** Two objects' fields, where either may be missing; the latter's count. */
export const mergeFields = <T extends object>(
  before: T | null | undefined,
  after: T | null | undefined,
): T | undefined => (before || after ? ({ ...before, ...(after && statedFields(after)) } as T) : undefined);

/** The fields without which there is no run. */
const NEEDED = ["suite", "scenario", "tier", "agent", "startedAt"] as const;

/** The final run: what it started with, what was logged, and what it ends with. Throws where it cannot be told which run it is. */
export const finishRun = (state: RunState, end: RunEnd, now: Date): SubmittedRun => {
  const { metadata, telemetry, ...ended } = statedFields(end);
  const merged = statedFields({
    ...state,
    ...ended,
    metadata: mergeFields(state.metadata, metadata),
    telemetry: mergeFields(state.telemetry, telemetry),
    status: ended.status ?? "completed",
    completedAt: ended.completedAt ?? endOf(state.startedAt ?? ended.startedAt, now),
  });
  const missing = NEEDED.filter((field) => merged[field] === undefined);
  if (missing.length === 0) return merged as SubmittedRun;
  throw new Error(`run ${state.runId} was not started here: ${missing.join(", ")} must be stated`);
};

/** Now, but never before the start: clocks are set back sometimes. */
const endOf = (startedAt: string | undefined, now: Date): string => {
  const start = Date.parse(startedAt ?? "");
  return new Date(Number.isNaN(start) ? now.getTime() : Math.max(start, now.getTime())).toISOString();
};

/** How a run that failed ends: the error is kept in the metadata, where the original clients have it. */
export const failureOf = ({ error, errorType, metadata, ...end }: RunFailure): RunEnd => {
  const known: ErrorType = ErrorTypeSchema.safeParse(errorType).data ?? "unknown";
  const message = error instanceof Error ? error.message : String(error);
  return {
    ...end,
    status: "failed",
    errorType: known,
    metadata: { error: message, errorType: errorType ?? known, ...metadata },
  };
};

/** An evaluator's own words: a text, or anything else as JSON. */
export const detailsOf = (details: unknown): string | undefined =>
  details === undefined || details === null || typeof details === "string"
    ? (details ?? undefined)
    : JSON.stringify(details);
