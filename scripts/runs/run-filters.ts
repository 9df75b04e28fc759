import type * as z from "zod";
import { keysOf } from "#contract/names/records.ts";
import { OutcomeSchema, StatusSchema } from "#contract/runs/run.ts";
import { RunQuerySchema, type runFilterFields } from "#contract/runs/run-query.ts";
import { check } from "#contract/service/check.ts";
import { UsageError } from "../command/cli-error.ts";

const name = (help: string) => ({ type: "string", value: "NAME", help }) as const;
const oneOf = (value: string, names: readonly string[]) =>
  ({ type: "string", value, help: `one of ${names.join(", ")}` }) as const;

/** The options that filter runs. */
export const FILTER_OPTIONS = {
  suite: name("of this suite"),
  "suite-version": name("of this version of the suite"),
  scenario: name("of this scenario"),
  tier: name("of this tier"),
  agent: name("by this agent"),
  model: name("with this model"),
  variant: name("of this variant"),
  batch: name("of this batch"),
  status: oneOf("STATUS", StatusSchema.options),
  outcome: oneOf("OUTCOME", OutcomeSchema.options),
  since: { type: "string", value: "DAY", help: "started then or later: 2026-08-01, or 2026-08-01T12:00:00Z" },
  until: { type: "string", value: "DAY", help: "started before that" },
} as const;

type FilterOption = keyof typeof FILTER_OPTIONS;

/** The parameter of GET /api/runs that each option stands for. */
export const PARAMETERS = {
  suite: "suite",
  "suite-version": "suiteVersion",
  scenario: "scenario",
  tier: "tier",
  agent: "agent",
  model: "model",
  variant: "variant",
  batch: "batchId",
  status: "status",
  outcome: "outcome",
  since: "since",
  until: "until",
} as const satisfies Record<FilterOption, keyof typeof runFilterFields>;

const NAMES = keysOf(PARAMETERS);

/** The query that the options stand for; UsageError names the option whose value is wrong. */
export const runQueryOf = (
  values: Partial<Record<FilterOption, string | undefined>>,
): Omit<z.input<typeof RunQuerySchema>, "limit" | "cursor"> => {
  const query: Record<string, string> = {};
  for (const name of NAMES) {
    const value = values[name];
    if (value !== undefined) query[PARAMETERS[name]] = value;
  }
  const [issue] = check(RunQuerySchema, query).error?.issues ?? [];
  if (!issue) return query;
  const option = NAMES.find((name) => PARAMETERS[name] === issue.path[0]);
  throw new UsageError(`--${option} ${issue.message}: ${query[String(issue.path[0])]}`);
};
