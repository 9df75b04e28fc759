import type * as z from "zod";
import { RunQuerySchema, type runFilterFields } from "#contract/runs/run-query.ts";
import { UsageError } from "../command/cli-error.ts";

/** The options that filter runs, each with the parameter of GET /api/runs that it stands for. */
export const FILTERS = {
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
} as const satisfies Record<string, keyof typeof runFilterFields>;

type FilterOption = keyof typeof FILTERS;
const NAMES = Object.keys(FILTERS) as FilterOption[];

/** The same, as node:util's parseArgs takes them. */
export const FILTER_OPTIONS = Object.fromEntries(NAMES.map((name) => [name, { type: "string" }])) as Record<
  FilterOption,
  { readonly type: "string" }
>;

/** The query that the options stand for; UsageError names the option whose value is wrong. */
export const runQueryOf = (
  values: Partial<Record<FilterOption, string | undefined>>,
): Omit<z.input<typeof RunQuerySchema>, "limit" | "cursor"> => {
  const query: Record<string, string> = {};
  for (const name of NAMES) {
    const value = values[name];
    if (value !== undefined) query[FILTERS[name]] = value;
  }
  const [issue] = RunQuerySchema.safeParse(query).error?.issues ?? [];
  if (!issue) return query;
  const option = NAMES.find((name) => FILTERS[name] === issue.path[0]);
  throw new UsageError(`--${option}: ${issue.message}: ${query[String(issue.path[0])]}`);
};
