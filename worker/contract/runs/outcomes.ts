/**
 * What a run can count as: the one list, without zod, so that it can stand in the browser too. `counts`: what the run is in a share of
 * passes.
 */
export const OUTCOMES = {
  pass: { counts: "passed", meaning: "Completed and successful." },
  fail: { counts: "not passed", meaning: "Completed and not successful, or failed because of the agent." },
  timeout: { counts: "not passed", meaning: "Ran out of time." },
  refusal: { counts: "not passed", meaning: "The model declined the task: counted as not passed." },
  "infrastructure-error": {
    counts: "not counted",
    meaning: "Failed because of the workspace, the prompt or the evaluation: counts in no score.",
  },
  "unknown-failure": { counts: "not passed", meaning: "Failed without a known reason: counted as not passed." },
  "not-stated": { counts: "not counted", meaning: "Completed without a verdict: not in the success rate." },
  "not-final": { counts: "not counted", meaning: "Running or incomplete: counts in no figure." },
  excluded: { counts: "not counted", meaning: "Excluded by a decision: counts in no figure." },
} as const;
export type Outcome = keyof typeof OUTCOMES;

/** Their names, in the order of the list. */
export const OUTCOME_NAMES = Object.keys(OUTCOMES) as [Outcome, ...Outcome[]];

type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** An outcome's name as that of a measure, which counts its runs: "infrastructureError". */
export type OutcomeMeasure = CamelCase<Outcome>;

/** The measure that counts an outcome's runs. */
export const outcomeMeasure = (outcome: Outcome): OutcomeMeasure =>
  outcome.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()) as OutcomeMeasure;

/** How many runs there are, of all outcomes. A result that stands for many runs counts as that many. */
export const allRuns = (counts: Readonly<Record<OutcomeMeasure, number>>): number =>
  OUTCOME_NAMES.reduce((sum, outcome) => sum + counts[outcomeMeasure(outcome)], 0);

/** Makes a record by measure out of one thing an outcome. */
export const byOutcomeMeasure = <T>(make: (outcome: Outcome) => T): Record<OutcomeMeasure, T> =>
  Object.fromEntries(OUTCOME_NAMES.map((outcome) => [outcomeMeasure(outcome), make(outcome)])) as Record<
    OutcomeMeasure,
    T
  >;
