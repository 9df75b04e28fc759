import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import * as z from "zod";
import { parseEntry } from "#contract/names/entry.ts";
import { check } from "#contract/service/check.ts";
import { formatIssue, issuesOf } from "#contract/service/problem.ts";
import { CliError } from "../command/cli-error.ts";
import { messageOf } from "../command/thrown.ts";

const ShareSchema = z.number().min(0).max(1);

/** What is left out of the checks; a * in a name stands for any letters. */
const PlaceSchema = z.strictObject({
  suite: z.string(),
  scenario: z.string().optional(),
  reason: z.string().min(1, "must say why"),
});

/** A regression that is known, until a day. */
const AcknowledgedSchema = PlaceSchema.extend({
  entry: z.string().optional(),
  expires: z.iso.date("must be a day such as 2026-12-31, after which it counts again"),
});

const EntryTextSchema = z
  .string()
  .refine((text) => parseEntry(text) !== undefined, "must be agent, agent~model or agent~model~variant");

const drop = { absolute: ShareSchema.default(0), relative: ShareSchema.default(0) };

/** The file that says what counts as a regression; every field has a default. */
export const GateConfigSchema = z.strictObject({
  significance: z.number().gt(0).max(0.5).default(0.05),
  suite: z
    .strictObject({ ...drop, detect: z.number().gt(0).max(1).default(0.1), nonInferiority: ShareSchema.optional() })
    .prefault({}),
  scenario: z.strictObject({ ...drop, detect: z.number().gt(0).max(1).default(0.5) }).prefault({}),
  cost: z.strictObject({ increase: z.number().min(0) }).optional(),
  duration: z.strictObject({ increase: z.number().min(0) }).optional(),
  onUnknown: z.enum(["pass", "fail"]).default("pass"),
  repeated: z.boolean().default(false),
  ignore: z.array(PlaceSchema).default([]),
  acknowledged: z.array(AcknowledgedSchema).default([]),
  entries: z.array(z.strictObject({ batch: EntryTextSchema, baseline: EntryTextSchema })).default([]),
});
export type GateConfig = z.infer<typeof GateConfigSchema>;

/** Reads the file; `undefined` takes every default. CliError with the place of what is wrong. */
export const readGateConfig = async (file: string | undefined): Promise<GateConfig> => {
  if (file === undefined) return GateConfigSchema.parse({});
  const text = await readFile(file, "utf8").catch((cause: Error) => {
    throw new CliError(`cannot read ${file}: ${cause.message}`, 1, { cause });
  });
  let document: unknown;
  try {
    document = parse(text) ?? {};
  } catch (cause) {
    throw new CliError(`${file} is not YAML: ${messageOf(cause)}`, 1, { cause });
  }
  const { success, data, error } = check(GateConfigSchema, document);
  if (success) return data;
  throw new CliError([`${file} is not a gate's configuration:`, ...issuesOf(error).map(formatIssue)].join("\n  "));
};

const matches = (pattern: string, name: string): boolean =>
  new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
    "s",
  ).test(name);

/** What a check is about. */
export interface CheckPlace {
  suite: string;
  scenario: string | undefined;
  entry: string;
}

/** What names places. */
type Rule = { suite: string; scenario?: string | undefined; entry?: string | undefined };

/** Whether what is left out covers a place: that of a suite alone covers all of its scenarios, too. */
const covers = (rule: Rule, at: CheckPlace) =>
  matches(rule.suite, at.suite) &&
  (rule.scenario === undefined || (at.scenario !== undefined && matches(rule.scenario, at.scenario))) &&
  (rule.entry === undefined || matches(rule.entry, at.entry));

/** Whether a place is not looked at. */
export const isIgnored = ({ ignore }: GateConfig, at: CheckPlace): boolean => ignore.some((rule) => covers(rule, at));

const titleOf = ({ suite, scenario, entry }: Rule): string =>
  [[suite, scenario].filter((part) => part !== undefined).join(" / "), entry && `(${entry})`].filter(Boolean).join(" ");

/**
 * What of the configuration comes to nothing, a sentence each: rules that cover nothing of what the batch ran, which may be mistyped, and
 * acknowledgements of what failed that are over.
 */
export const idleRules = (
  { ignore, acknowledged }: GateConfig,
  { ran, failed, day }: { ran: readonly CheckPlace[]; failed: readonly CheckPlace[]; day: string },
): string[] => [
  ...[...ignore, ...acknowledged]
    .filter((rule) => !ran.some((at) => covers(rule, at)))
    .map((rule) => `the configuration names ${titleOf(rule)}, which the batch did not run`),
  ...acknowledged
    .filter((rule) => rule.expires < day && failed.some((at) => covers(rule, at)))
    .map((rule) => `${titleOf(rule)} was acknowledged until ${rule.expires} (${rule.reason}): it counts again`),
];

/** Why a regression at a place is known; undefined: it is not, or not any more on this day. */
export const acknowledgementOf = ({ acknowledged }: GateConfig, at: CheckPlace, day: string): string | undefined => {
  const found = acknowledged.find((rule) => rule.expires >= day && covers(rule, at));
  return found && `${found.reason} (until ${found.expires})`;
};
